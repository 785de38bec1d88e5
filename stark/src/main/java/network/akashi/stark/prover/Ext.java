package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.ExtKernels;
import network.akashi.math.MathProvider;

/** The extension kernels on runs of arrays; results may be written exactly over an operand. */
final class Ext {
  private static final ExtKernels KERNELS = MathProvider.get().ext();

  private Ext() {}

  /** {@code out = a·b}. */
  static void mul(Ext5Array a, int aAt, Ext5Array b, int bAt, Ext5Array out, int outAt, int count) {
    KERNELS.mul(a.slice(aAt, count), b.slice(bAt, count), out.slice(outAt, count));
  }

  /** {@code out = a + b}. */
  static void add(Ext5Array a, int aAt, Ext5Array b, int bAt, Ext5Array out, int outAt, int count) {
    KERNELS.add(a.slice(aAt, count), b.slice(bAt, count), out.slice(outAt, count));
  }

  /** {@code out = a − b}. */
  static void sub(Ext5Array a, int aAt, Ext5Array b, int bAt, Ext5Array out, int outAt, int count) {
    KERNELS.sub(a.slice(aAt, count), b.slice(bAt, count), out.slice(outAt, count));
  }

  /** {@code out = a·b} for base-field {@code b}. */
  static void mulBase(Ext5Array a, int aAt, int[] b, int bAt, Ext5Array out, int outAt, int count) {
    KERNELS.mulBase(a.slice(aAt, count), b, bAt, out.slice(outAt, count));
  }

  /** {@code out = factor·a}. */
  static void scale(Ext5Array a, int aAt, Ext5 factor, Ext5Array out, int outAt, int count) {
    KERNELS.scale(a.slice(aAt, count), factor, out.slice(outAt, count));
  }

  /** {@code out += factor·a}. */
  static void accumulate(Ext5Array a, int aAt, Ext5 factor, Ext5Array out, int outAt, int count) {
    Ext5Array target = out.slice(outAt, count);
    KERNELS.addScaled(target, a.slice(aAt, count), factor, target);
  }

  /** {@code out = low + r·(high − low)}: binds one variable. */
  static void bind(
      Ext5Array low,
      int lowAt,
      Ext5Array high,
      int highAt,
      Ext5 r,
      Ext5Array out,
      int outAt,
      int count) {
    KERNELS.bind(low.slice(lowAt, count), high.slice(highAt, count), r, out.slice(outAt, count));
  }

  /** {@code out = low + r·(high − low)} from base-field values. */
  static void bindBase(
      int[] low, int lowAt, int[] high, int highAt, Ext5 r, Ext5Array out, int outAt, int count) {
    KERNELS.bindBase(low, lowAt, high, highAt, r, out.slice(outAt, count));
  }

  /** {@code Σ a_i}. */
  static Ext5 sum(Ext5Array a, int aAt, int count) {
    return KERNELS.sum(a.slice(aAt, count));
  }

  /** {@code Σ a_i·b_i}. */
  static Ext5 dot(Ext5Array a, int aAt, Ext5Array b, int bAt, int count) {
    return KERNELS.dot(a.slice(aAt, count), b.slice(bAt, count));
  }

  /** {@code Σ a_i·b_i} for base-field {@code b}. */
  static Ext5 dotBase(Ext5Array a, int aAt, int[] b, int bAt, int count) {
    return KERNELS.dotBase(a.slice(aAt, count), b, bAt);
  }

  /** {@code out += factor·b} for base-field {@code b}. */
  static void accumulateBase(Ext5 factor, int[] b, int bAt, Ext5Array out, int outAt, int count) {
    KERNELS.addCombination(b, bAt, count, java.util.List.of(factor), out.slice(outAt, count));
  }

  static void fill(Ext5Array out, int outAt, Ext5 value, int count) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      int from = out.plane(j) + outAt;
      java.util.Arrays.fill(out.planes(), from, from + count, value.coefficient(j));
    }
  }
}
