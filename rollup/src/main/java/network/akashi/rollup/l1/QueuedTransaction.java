package network.akashi.rollup.l1;

import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * A forced transaction in the queue on L1; its bytes are whatever somebody sent.
 *
 * @param index its place, counting from zero
 * @param transaction what is to be tried
 * @param hash rolling hash of the queue up to and with it
 * @param l1Block the block that has it
 */
public record QueuedTransaction(long index, Bytes transaction, Bytes32 hash, long l1Block) {}
