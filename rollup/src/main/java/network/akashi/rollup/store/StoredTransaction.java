package network.akashi.rollup.store;

import java.util.OptionalLong;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * A transaction that was accepted, or is in a block.
 *
 * @param hash its name
 * @param sender who signed it
 * @param nonce its place among the sender's transactions
 * @param raw the transaction
 * @param accepted whether somebody was told that it is accepted; else it was only in a block
 * @param forced whether it came into its block by the queue of L1
 * @param block number of its block; empty while it waits
 * @param position in the block, counting from zero
 */
public record StoredTransaction(
    Bytes32 hash,
    Address sender,
    long nonce,
    Bytes raw,
    boolean accepted,
    boolean forced,
    OptionalLong block,
    int position) {
  /** One that waits. */
  public static StoredTransaction waiting(Bytes32 hash, Address sender, long nonce, Bytes raw) {
    return new StoredTransaction(hash, sender, nonce, raw, true, false, OptionalLong.empty(), 0);
  }

  /** One in a block. */
  public static StoredTransaction included(
      Bytes32 hash,
      Address sender,
      long nonce,
      Bytes raw,
      boolean forced,
      long block,
      int position) {
    return new StoredTransaction(
        hash, sender, nonce, raw, false, forced, OptionalLong.of(block), position);
  }
}
