package network.akashi.market;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums over weighted leaves, with memory: five levels of nodes with eight children each, over
 * 32,768 leaves. A node holds the total weight below each of its children.
 *
 * <p>A draw must be made on the weights of a block that was final before its randomness existed, so
 * each node keeps what it was: a change in a later block puts a new version in front of the old
 * one, and the state at the end of any earlier block is read by walking back. That is the
 * contract's layout; the contract packs a node into one word and searches it by multiplications,
 * here it is eight numbers and a loop.
 */
final class SumTree {
  static final int LEVELS = 5;
  static final int LEAVES = 1 << (3 * LEVELS);

  /** Highest weight of a leaf, and of all leaves together. */
  static final int MAX_SUM = (1 << 27) - 1;

  private static final int FANOUT = 8;
  private static final int ROOT_LEVEL = LEVELS - 1;

  /** A node since a block: {@code sums[i]} is the total weight below child {@code i}. */
  private record Version(long block, int[] sums, @Nullable Version previous) {}

  /** The leaf that covers a position, its weight, and where in the leaf the position lies. */
  record Hit(int leaf, int weight, int remainder) {}

  private final Map<Integer, Version> nodes = new HashMap<>();

  /** Refuses if {@link #set} would overflow. */
  void check(int leaf, long weight) {
    if (weight > MAX_SUM) {
      throw Refusal.WEIGHT_OVERFLOW.with(leaf, weight);
    }
    long old = weightAt(leaf, Long.MAX_VALUE);
    if (totalAt(Long.MAX_VALUE) - old + weight > MAX_SUM && old != weight) {
      throw Refusal.WEIGHT_OVERFLOW.with(leaf, weight);
    }
  }

  /** Sets the weight of a leaf from a block on; blocks never decrease. */
  void set(long block, int leaf, int weight) {
    check(leaf, weight);
    int change = weight - weightAt(leaf, Long.MAX_VALUE);
    if (change == 0) {
      return;
    }
    int index = leaf;
    for (int level = 0; level < LEVELS; level++) {
      int child = index & (FANOUT - 1);
      index >>= 3;
      writable(node(level, index), block)[child] += change;
    }
  }

  /** The weight of a leaf at the end of a block. */
  int weightAt(int leaf, long asOf) {
    Version version = versionAt(node(0, leaf >> 3), asOf);
    return version == null ? 0 : version.sums[leaf & (FANOUT - 1)];
  }

  /** The sum of all weights at the end of a block. */
  int totalAt(long asOf) {
    Version root = versionAt(node(ROOT_LEVEL, 0), asOf);
    int total = 0;
    if (root != null) {
      for (int sum : root.sums) {
        total += sum;
      }
    }
    return total;
  }

  /** The leaf at a position below the total when the leaves of a block are laid end to end. */
  Hit find(int position, long asOf) {
    int index = 0;
    int weight = 0;
    int left = position;
    for (int level = ROOT_LEVEL; level >= 0; level--) {
      Version version = versionAt(node(level, index), asOf);
      if (version == null) {
        throw new IllegalArgumentException("position " + position + " is beyond the total");
      }
      int child = 0;
      while (left >= version.sums[child]) {
        left -= version.sums[child];
        child++;
      }
      index = (index << 3) | child;
      weight = version.sums[child];
    }
    return new Hit(index, weight, left);
  }

  private int[] writable(int node, long block) {
    Version latest = nodes.get(node);
    if (latest == null || latest.block != block) {
      int[] sums = latest == null ? new int[FANOUT] : latest.sums.clone();
      latest = new Version(block, sums, latest);
      nodes.put(node, latest);
    }
    return latest.sums;
  }

  private @Nullable Version versionAt(int node, long asOf) {
    Version version = nodes.get(node);
    while (version != null && version.block > asOf) {
      version = version.previous;
    }
    return version;
  }

  private static int node(int level, int index) {
    return (level << 16) | index;
  }
}
