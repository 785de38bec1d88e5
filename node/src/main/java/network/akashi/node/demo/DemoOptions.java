package network.akashi.node.demo;

import java.nio.file.Path;

/**
 * What a demo is told.
 *
 * @param provers processes that prove
 * @param batches to be settled
 * @param rate transfers (or requests) a second
 * @param chaos whether provers are killed, paused and corrupted
 * @param runs single runs of a small program instead of a rollup's batches
 * @param root the project's folder
 * @param folder where everything of this demo is kept
 */
public record DemoOptions(
    int provers, int batches, double rate, boolean chaos, boolean runs, Path root, Path folder) {}
