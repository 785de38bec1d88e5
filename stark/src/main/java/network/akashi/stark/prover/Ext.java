package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/** Operations on runs of extension elements; results may be written over an operand. */
final class Ext {
  private Ext() {}

  /** {@code out = a·b}. */
  static void mul(ExtArray a, int aAt, ExtArray b, int bAt, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, a.get(aAt + i).mul(b.get(bAt + i)));
    }
  }

  static void add(ExtArray a, int aAt, ExtArray b, int bAt, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, a.get(aAt + i).add(b.get(bAt + i)));
    }
  }

  static void sub(ExtArray a, int aAt, ExtArray b, int bAt, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, a.get(aAt + i).sub(b.get(bAt + i)));
    }
  }

  /** {@code out = a·b} for base-field {@code b}. */
  static void mulBase(ExtArray a, int aAt, int[] b, int bAt, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, a.get(aAt + i).scale(b[bAt + i]));
    }
  }

  /** {@code out = a·factor}. */
  static void scale(ExtArray a, int aAt, Ext5 factor, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, a.get(aAt + i).mul(factor));
    }
  }

  /** {@code out = low + r·(high − low)}: binds one variable. */
  static void bind(
      ExtArray low,
      int lowAt,
      ExtArray high,
      int highAt,
      Ext5 r,
      ExtArray out,
      int outAt,
      int count) {
    for (int i = 0; i < count; i++) {
      Ext5 l = low.get(lowAt + i);
      out.set(outAt + i, l.add(r.mul(high.get(highAt + i).sub(l))));
    }
  }

  /** {@code out = low + r·(high − low)} from base-field values. */
  static void bindBase(
      int[] low, int lowAt, int[] high, int highAt, Ext5 r, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      int l = low[lowAt + i];
      Ext5 step = r.scale(KoalaBear.sub(high[highAt + i], l));
      out.set(outAt + i, step.add(Ext5.of(l)));
    }
  }

  /** {@code Σ a_i·b_i}. */
  static Ext5 dot(ExtArray a, int aAt, ExtArray b, int bAt, int count) {
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < count; i++) {
      sum = sum.add(a.get(aAt + i).mul(b.get(bAt + i)));
    }
    return sum;
  }

  /** {@code Σ a_i·b_i} for base-field {@code b}. */
  static Ext5 dotBase(ExtArray a, int aAt, int[] b, int bAt, int count) {
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < count; i++) {
      sum = sum.add(a.get(aAt + i).scale(b[bAt + i]));
    }
    return sum;
  }

  /** {@code out += factor·b} for base-field {@code b}. */
  static void accumulateBase(Ext5 factor, int[] b, int bAt, ExtArray out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, out.get(outAt + i).add(factor.scale(b[bAt + i])));
    }
  }

  static void fill(ExtArray out, int outAt, Ext5 value, int count) {
    for (int i = 0; i < count; i++) {
      out.set(outAt + i, value);
    }
  }
}
