package network.akashi.rollup.block;

import network.akashi.chain.Bytes;

/**
 * What somebody forced into the queue on L1: bytes that are meant to be a transaction.
 *
 * @param index its place among all forced transactions, unsigned
 */
public record ForcedTransaction(long index, Bytes raw) {}
