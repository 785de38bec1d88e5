package network.akashi.rollup.witness;

import network.akashi.chain.Bytes32;

/**
 * How far a queue of L1 has been taken.
 *
 * @param index of the next item, unsigned
 * @param hash rolling hash of all items before it
 */
public record QueuePosition(long index, Bytes32 hash) {
  /** Before the first item. */
  public static final QueuePosition START = new QueuePosition(0, Bytes32.ZERO);
}
