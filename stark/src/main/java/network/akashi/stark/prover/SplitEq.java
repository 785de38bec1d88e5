package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/**
 * The values of {@code eq(point, ·)} as products of two small tables, one over the indices within a
 * block and one over the blocks: the same block of weights serves a whole pass and stays in the
 * cache, where a table of all values would be another array to read from memory.
 */
final class SplitEq {
  private final EqTable within;
  private final EqTable blocks;

  SplitEq(ProverContext context, List<Ext5> point) {
    int low = Math.min(ProverContext.LOG_BLOCK, point.size());
    this.within = new EqTable(context, point.subList(0, low));
    this.blocks = new EqTable(context, point.subList(low, point.size()));
  }

  /** {@code Σ_i eq(from + i)·a_i} over a block of {@code n} that begins at {@code from}. */
  Ext5 dot(int from, Ext5Array a, int aAt, int n) {
    return scale(from, Ext.dot(within.values(), from % ProverContext.BLOCK, a, aAt, n));
  }

  /** {@code Σ_i eq(from + i)·b_i} for base-field {@code b}. */
  Ext5 dotBase(int from, int[] b, int bAt, int n) {
    return scale(from, Ext.dotBase(within.values(), from % ProverContext.BLOCK, b, bAt, n));
  }

  private Ext5 scale(int from, Ext5 sum) {
    return blocks.length() == 1
        ? sum
        : blocks.values().get(from >> ProverContext.LOG_BLOCK).mul(sum);
  }

  /** How many values there are. */
  int length() {
    return within.length() * blocks.length();
  }

  /** Drops the highest variable. */
  void halve() {
    if (blocks.length() > 1) {
      blocks.halve();
    } else {
      within.halve();
    }
  }

  void close() {
    within.close();
    blocks.close();
  }
}
