package network.akashi.node.demo;

import java.nio.file.Path;

/**
 * What a demo is told.
 *
 * @param provers that are registered, each with keys and a bond of its own
 * @param processes over which provers are spread
 * @param batches to be settled
 * @param rate transfers (or requests) a second
 * @param chaos whether provers are killed, paused and corrupted
 * @param seed of the order in which chaos comes
 * @param runs single runs of a small program instead of a rollup's batches
 * @param blockSeconds between two blocks
 * @param root the project's folder
 * @param folder where everything of this demo is kept
 */
public record DemoOptions(
    int provers,
    int processes,
    int batches,
    double rate,
    boolean chaos,
    long seed,
    boolean runs,
    double blockSeconds,
    Path root,
    Path folder) {}
