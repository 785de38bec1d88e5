package network.akashi.rollup.l1;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.follow.BlockRef;

/**
 * What the contract's events say at one L1 block. Immutable.
 *
 * @param head the L1 block up to which events were read
 * @param deposits all that were ever made
 * @param forced all transactions that were ever forced
 * @param batches those posted and not discarded: number {@code i} has index {@code i + 1}
 * @param tips how far they are
 * @param discards how many times batches were discarded
 * @param escaped whether users are leaving, and nothing more is posted
 */
public record InboxView(
    BlockRef head,
    List<QueuedDeposit> deposits,
    List<QueuedTransaction> forced,
    List<PostedBatch> batches,
    Tips tips,
    long discards,
    boolean escaped) {
  public InboxView {
    deposits = List.copyOf(deposits);
    forced = List.copyOf(forced);
    batches = List.copyOf(batches);
  }

  /** The batch of that index, if it is posted. */
  public Optional<PostedBatch> batch(long index) {
    return index >= 1 && index <= batches.size()
        ? Optional.of(batches.get((int) index - 1))
        : Optional.empty();
  }

  /** How many deposits are in blocks with at least {@code confirmations} on top. */
  public int depositsAtDepth(int confirmations) {
    int count = deposits.size();
    while (count > 0 && deposits.get(count - 1).l1Block() > head.number() - confirmations) {
      count--;
    }
    return count;
  }

  /** How many forced transactions are in blocks with at least {@code confirmations} on top. */
  public int forcedAtDepth(int confirmations) {
    int count = forced.size();
    while (count > 0 && forced.get(count - 1).l1Block() > head.number() - confirmations) {
      count--;
    }
    return count;
  }

  /** Rolling hash of the first {@code count} deposits. */
  public Bytes32 depositHash(long count) {
    return count == 0 ? Bytes32.ZERO : deposits.get((int) count - 1).hash();
  }

  /** Rolling hash of the first {@code count} forced transactions. */
  public Bytes32 forcedHash(long count) {
    return count == 0 ? Bytes32.ZERO : forced.get((int) count - 1).hash();
  }

  /** How many deposits the batches up to {@code index} took. */
  public long depositsTaken(long index) {
    return batch(index).map(PostedBatch::depositsAfter).orElse(0L);
  }

  /** How many forced transactions the batches up to {@code index} took. */
  public long forcedTaken(long index) {
    return batch(index).map(PostedBatch::forcedAfter).orElse(0L);
  }
}
