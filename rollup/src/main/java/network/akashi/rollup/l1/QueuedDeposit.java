package network.akashi.rollup.l1;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * A deposit in the queue on L1.
 *
 * @param index its place, counting from zero
 * @param to who gets it on the L2
 * @param amountGwei how much
 * @param hash rolling hash of the queue up to and with it
 * @param l1Block the block that has it
 */
public record QueuedDeposit(long index, Address to, long amountGwei, Bytes32 hash, long l1Block) {}
