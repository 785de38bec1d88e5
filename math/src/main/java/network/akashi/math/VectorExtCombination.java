package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorConstants.LONGS;
import static network.akashi.math.VectorLanes.TWO_P_SQUARED;
import static network.akashi.math.VectorLanes.U32;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * Combinations of base-field columns with extension coefficients, flat.
 *
 * <p>Columns are taken in groups of {@value #GROUP}: enough to share the reduction of the sums and
 * the access to the result, and few enough streams for the memory system. Products of an element
 * with the five parts of a coefficient are summed in 64-bit lanes, even and odd apart.
 *
 * <p><b>Bounds.</b> Each sum is below {@code 2p²} between steps; two columns add at most {@code 2(p
 * − 1)²}, which gives less than {@code 4p² < 2^64}, and the unsigned minimum of {@code s} and
 * {@code s − 2p²} brings it below {@code 2p² < p·2^32} again, ready for the next step or for
 * Montgomery reduction.
 */
final class VectorExtCombination {
  /** Columns per pass over the result; even. */
  static final int GROUP = 8;

  private VectorExtCombination() {}

  /**
   * {@code out[i] += Σ_j coefficients[j]·column_j[i]} for the first {@code whole} elements, full
   * vectors.
   *
   * @param starts where each column begins, an even number of them
   * @param coefficients five parts per column, zero where a column only fills up a pair
   * @param from the first column to take, and {@code to} the first one not to; both even
   */
  static void addGroupRaw(
      int[] columns,
      int[] starts,
      int[] coefficients,
      int from,
      int to,
      Ext5Array outArray,
      int whole) {
    int[] out = outArray.planes();
    int outAt0 = outArray.plane(0);
    int outAt1 = outArray.plane(1);
    int outAt2 = outArray.plane(2);
    int outAt3 = outArray.plane(3);
    int outAt4 = outArray.plane(4);
    LongVector p = VectorLanes.factor(P);
    LongVector zero = LongVector.zero(LONGS);
    for (int i = 0; i < whole; i += INT_LANES) {
      LongVector s0e = zero;
      LongVector s0o = zero;
      LongVector s1e = zero;
      LongVector s1o = zero;
      LongVector s2e = zero;
      LongVector s2o = zero;
      LongVector s3e = zero;
      LongVector s3o = zero;
      LongVector s4e = zero;
      LongVector s4o = zero;
      for (int j = from; j < to; j += 2) {
        IntVector x = IntVector.fromArray(INTS, columns, starts[j] + i);
        IntVector y = IntVector.fromArray(INTS, columns, starts[j + 1] + i);
        LongVector xe = x.reinterpretAsLongs().and(U32);
        LongVector xo = x.reinterpretAsLongs().lanewise(LSHR, 32);
        LongVector ye = y.reinterpretAsLongs().and(U32);
        LongVector yo = y.reinterpretAsLongs().lanewise(LSHR, 32);
        int c = 5 * j;
        LongVector f0 = LongVector.broadcast(LONGS, coefficients[c + 0]).and(U32);
        LongVector g0 = LongVector.broadcast(LONGS, coefficients[c + 5]).and(U32);
        s0e = s0e.add(xe.mul(f0)).add(ye.mul(g0));
        s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
        s0o = s0o.add(xo.mul(f0)).add(yo.mul(g0));
        s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED));
        LongVector f1 = LongVector.broadcast(LONGS, coefficients[c + 1]).and(U32);
        LongVector g1 = LongVector.broadcast(LONGS, coefficients[c + 6]).and(U32);
        s1e = s1e.add(xe.mul(f1)).add(ye.mul(g1));
        s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
        s1o = s1o.add(xo.mul(f1)).add(yo.mul(g1));
        s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED));
        LongVector f2 = LongVector.broadcast(LONGS, coefficients[c + 2]).and(U32);
        LongVector g2 = LongVector.broadcast(LONGS, coefficients[c + 7]).and(U32);
        s2e = s2e.add(xe.mul(f2)).add(ye.mul(g2));
        s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
        s2o = s2o.add(xo.mul(f2)).add(yo.mul(g2));
        s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
        LongVector f3 = LongVector.broadcast(LONGS, coefficients[c + 3]).and(U32);
        LongVector g3 = LongVector.broadcast(LONGS, coefficients[c + 8]).and(U32);
        s3e = s3e.add(xe.mul(f3)).add(ye.mul(g3));
        s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
        s3o = s3o.add(xo.mul(f3)).add(yo.mul(g3));
        s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
        LongVector f4 = LongVector.broadcast(LONGS, coefficients[c + 4]).and(U32);
        LongVector g4 = LongVector.broadcast(LONGS, coefficients[c + 9]).and(U32);
        s4e = s4e.add(xe.mul(f4)).add(ye.mul(g4));
        s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
        s4o = s4o.add(xo.mul(f4)).add(yo.mul(g4));
        s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      }

      s0e = s0e.sub(s0e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      s0o = s0o.sub(s0o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t0 = s0e.lanewise(LSHR, 32).or(s0o).reinterpretAsInts();
      t0 = t0.lanewise(UMIN, t0.add(P)).add(IntVector.fromArray(INTS, out, outAt0 + i));
      t0.lanewise(UMIN, t0.sub(P)).intoArray(out, outAt0 + i);

      s1e = s1e.sub(s1e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      s1o = s1o.sub(s1o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t1 = s1e.lanewise(LSHR, 32).or(s1o).reinterpretAsInts();
      t1 = t1.lanewise(UMIN, t1.add(P)).add(IntVector.fromArray(INTS, out, outAt1 + i));
      t1.lanewise(UMIN, t1.sub(P)).intoArray(out, outAt1 + i);

      s2e = s2e.sub(s2e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      s2o = s2o.sub(s2o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t2 = s2e.lanewise(LSHR, 32).or(s2o).reinterpretAsInts();
      t2 = t2.lanewise(UMIN, t2.add(P)).add(IntVector.fromArray(INTS, out, outAt2 + i));
      t2.lanewise(UMIN, t2.sub(P)).intoArray(out, outAt2 + i);

      s3e = s3e.sub(s3e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      s3o = s3o.sub(s3o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t3 = s3e.lanewise(LSHR, 32).or(s3o).reinterpretAsInts();
      t3 = t3.lanewise(UMIN, t3.add(P)).add(IntVector.fromArray(INTS, out, outAt3 + i));
      t3.lanewise(UMIN, t3.sub(P)).intoArray(out, outAt3 + i);

      s4e = s4e.sub(s4e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      s4o = s4o.sub(s4o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t4 = s4e.lanewise(LSHR, 32).or(s4o).reinterpretAsInts();
      t4 = t4.lanewise(UMIN, t4.add(P)).add(IntVector.fromArray(INTS, out, outAt4 + i));
      t4.lanewise(UMIN, t4.sub(P)).intoArray(out, outAt4 + i);
    }
  }
}
