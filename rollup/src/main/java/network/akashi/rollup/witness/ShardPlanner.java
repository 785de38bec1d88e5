package network.akashi.rollup.witness;

import java.util.ArrayList;
import java.util.List;

/** Cuts batches into shards that each fit into one run. */
public final class ShardPlanner {
  private ShardPlanner() {}

  /**
   * As few shards as there can be, in order, each with as many blocks as fit by {@link
   * ProvableBatch#estimatedCycles}. A block is never cut: one that does not fit is a shard of its
   * own.
   *
   * @param mostCycles of a run
   */
  public static List<BlockRange> split(ProvableBatch batch, long mostCycles) {
    List<BlockRange> shards = new ArrayList<>();
    int first = 0;
    while (first < batch.size()) {
      BlockRange shard = batch.range(first, longest(batch, first, mostCycles));
      shards.add(shard);
      first = shard.end();
    }
    return shards;
  }

  /** Most blocks from {@code first} on that fit; at least one. More blocks never cost less. */
  private static int longest(ProvableBatch batch, int first, long mostCycles) {
    int fits = 1;
    int tooMany = batch.size() - first + 1;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (batch.estimatedCycles(batch.range(first, middle)) <= mostCycles) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }
}
