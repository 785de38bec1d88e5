package network.akashi.node.view;

import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;

/**
 * What a request asks, as far as a node has to know. Never changes.
 *
 * @param id the request's
 * @param programId what to run
 * @param inputCommitment on what
 * @param maxWork most cells that are paid for
 * @param maxPrice most wei per cell
 * @param deadlines seconds of the request's clock
 */
public record Terms(
    Bytes32 id,
    Bytes32 programId,
    Bytes32 inputCommitment,
    long maxWork,
    long maxPrice,
    Deadlines deadlines) {}
