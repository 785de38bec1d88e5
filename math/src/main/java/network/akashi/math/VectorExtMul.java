package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorLanes.TWO_P_SQUARED;
import static network.akashi.math.VectorLanes.U32;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * Products of extension elements, flat: about 250 vector operations for a vector of products.
 *
 * <p>As in {@link Ext5#mul}, coefficient k of {@code a·b} is the dot product of {@code a} with row
 * k of the matrix of multiplication by {@code b}; four differences give all entries of the matrix.
 * Even and odd lanes (names ending in e and o) are summed apart as 64-bit products.
 *
 * <p><b>Bounds.</b> A product of canonical elements is at most {@code (p − 1)²}, so four of them
 * are below {@code 4p² < 2^64}. The unsigned minimum of {@code s} and {@code s − 2p²} brings the
 * sum below {@code 2p²}: where {@code s < 2p²} the difference wraps to something larger. The fifth
 * product takes the sum below {@code 3p²}, and a second minimum below {@code 2p²} again, which is
 * less than the {@code p·2^32} that Montgomery reduction in the subtracting form asks for; without
 * it one product in some hundreds is wrong. The reduced value {@code t} lies in {@code (−p, p)}.
 */
final class VectorExtMul {
  private VectorExtMul() {}

  /**
   * {@code out[outFrom + i] = a[aFrom + i]·b[bFrom + i]} for {@code whole} elements, full vectors.
   */
  static void mulRaw(
      Ext5Array aArray,
      int aFrom,
      Ext5Array bArray,
      int bFrom,
      Ext5Array outArray,
      int outFrom,
      int whole) {
    int[] a = aArray.planes();
    int aAt0 = aArray.plane(0) + aFrom;
    int aAt1 = aArray.plane(1) + aFrom;
    int aAt2 = aArray.plane(2) + aFrom;
    int aAt3 = aArray.plane(3) + aFrom;
    int aAt4 = aArray.plane(4) + aFrom;
    int[] b = bArray.planes();
    int bAt0 = bArray.plane(0) + bFrom;
    int bAt1 = bArray.plane(1) + bFrom;
    int bAt2 = bArray.plane(2) + bFrom;
    int bAt3 = bArray.plane(3) + bFrom;
    int bAt4 = bArray.plane(4) + bFrom;
    int[] out = outArray.planes();
    int outAt0 = outArray.plane(0) + outFrom;
    int outAt1 = outArray.plane(1) + outFrom;
    int outAt2 = outArray.plane(2) + outFrom;
    int outAt3 = outArray.plane(3) + outFrom;
    int outAt4 = outArray.plane(4) + outFrom;
    LongVector p = VectorLanes.factor(P);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector a0 = IntVector.fromArray(INTS, a, aAt0 + i);
      IntVector a1 = IntVector.fromArray(INTS, a, aAt1 + i);
      IntVector a2 = IntVector.fromArray(INTS, a, aAt2 + i);
      IntVector a3 = IntVector.fromArray(INTS, a, aAt3 + i);
      IntVector a4 = IntVector.fromArray(INTS, a, aAt4 + i);
      IntVector b0 = IntVector.fromArray(INTS, b, bAt0 + i);
      IntVector b1 = IntVector.fromArray(INTS, b, bAt1 + i);
      IntVector b2 = IntVector.fromArray(INTS, b, bAt2 + i);
      IntVector b3 = IntVector.fromArray(INTS, b, bAt3 + i);
      IntVector b4 = IntVector.fromArray(INTS, b, bAt4 + i);
      IntVector b0m3 = b0.sub(b3);
      b0m3 = b0m3.lanewise(UMIN, b0m3.add(P));
      IntVector b1m4 = b1.sub(b4);
      b1m4 = b1m4.lanewise(UMIN, b1m4.add(P));
      IntVector b4m2 = b4.sub(b2);
      b4m2 = b4m2.lanewise(UMIN, b4m2.add(P));
      IntVector b3m14 = b3.sub(b1m4);
      b3m14 = b3m14.lanewise(UMIN, b3m14.add(P));

      LongVector a0e = a0.reinterpretAsLongs().and(U32);
      LongVector a0o = a0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a1e = a1.reinterpretAsLongs().and(U32);
      LongVector a1o = a1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a2e = a2.reinterpretAsLongs().and(U32);
      LongVector a2o = a2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a3e = a3.reinterpretAsLongs().and(U32);
      LongVector a3o = a3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a4e = a4.reinterpretAsLongs().and(U32);
      LongVector a4o = a4.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b0e = b0.reinterpretAsLongs().and(U32);
      LongVector b0o = b0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b1e = b1.reinterpretAsLongs().and(U32);
      LongVector b1o = b1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b2e = b2.reinterpretAsLongs().and(U32);
      LongVector b2o = b2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b3e = b3.reinterpretAsLongs().and(U32);
      LongVector b3o = b3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b4e = b4.reinterpretAsLongs().and(U32);
      LongVector b4o = b4.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b0m3e = b0m3.reinterpretAsLongs().and(U32);
      LongVector b0m3o = b0m3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b1m4e = b1m4.reinterpretAsLongs().and(U32);
      LongVector b1m4o = b1m4.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b4m2e = b4m2.reinterpretAsLongs().and(U32);
      LongVector b4m2o = b4m2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b3m14e = b3m14.reinterpretAsLongs().and(U32);
      LongVector b3m14o = b3m14.reinterpretAsLongs().lanewise(LSHR, 32);

      LongVector s0e = a0e.mul(b0e).add(a1e.mul(b4e)).add(a2e.mul(b3e)).add(a3e.mul(b2e));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED)).add(a4e.mul(b1m4e));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
      s0e = s0e.sub(s0e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s0o = a0o.mul(b0o).add(a1o.mul(b4o)).add(a2o.mul(b3o)).add(a3o.mul(b2o));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED)).add(a4o.mul(b1m4o));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED));
      s0o = s0o.sub(s0o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t0 = s0e.lanewise(LSHR, 32).or(s0o).reinterpretAsInts();
      t0.lanewise(UMIN, t0.add(P)).intoArray(out, outAt0 + i);

      LongVector s1e = a0e.mul(b1e).add(a1e.mul(b0e)).add(a2e.mul(b4e)).add(a3e.mul(b3e));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED)).add(a4e.mul(b2e));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
      s1e = s1e.sub(s1e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s1o = a0o.mul(b1o).add(a1o.mul(b0o)).add(a2o.mul(b4o)).add(a3o.mul(b3o));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED)).add(a4o.mul(b2o));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED));
      s1o = s1o.sub(s1o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t1 = s1e.lanewise(LSHR, 32).or(s1o).reinterpretAsInts();
      t1.lanewise(UMIN, t1.add(P)).intoArray(out, outAt1 + i);

      LongVector s2e = a0e.mul(b2e).add(a1e.mul(b1m4e)).add(a2e.mul(b0m3e)).add(a3e.mul(b4m2e));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED)).add(a4e.mul(b3m14e));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
      s2e = s2e.sub(s2e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s2o = a0o.mul(b2o).add(a1o.mul(b1m4o)).add(a2o.mul(b0m3o)).add(a3o.mul(b4m2o));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED)).add(a4o.mul(b3m14o));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
      s2o = s2o.sub(s2o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t2 = s2e.lanewise(LSHR, 32).or(s2o).reinterpretAsInts();
      t2.lanewise(UMIN, t2.add(P)).intoArray(out, outAt2 + i);

      LongVector s3e = a0e.mul(b3e).add(a1e.mul(b2e)).add(a2e.mul(b1m4e)).add(a3e.mul(b0m3e));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED)).add(a4e.mul(b4m2e));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
      s3e = s3e.sub(s3e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s3o = a0o.mul(b3o).add(a1o.mul(b2o)).add(a2o.mul(b1m4o)).add(a3o.mul(b0m3o));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED)).add(a4o.mul(b4m2o));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
      s3o = s3o.sub(s3o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t3 = s3e.lanewise(LSHR, 32).or(s3o).reinterpretAsInts();
      t3.lanewise(UMIN, t3.add(P)).intoArray(out, outAt3 + i);

      LongVector s4e = a0e.mul(b4e).add(a1e.mul(b3e)).add(a2e.mul(b2e)).add(a3e.mul(b1m4e));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED)).add(a4e.mul(b0m3e));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s4e = s4e.sub(s4e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s4o = a0o.mul(b4o).add(a1o.mul(b3o)).add(a2o.mul(b2o)).add(a3o.mul(b1m4o));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED)).add(a4o.mul(b0m3o));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s4o = s4o.sub(s4o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t4 = s4e.lanewise(LSHR, 32).or(s4o).reinterpretAsInts();
      t4.lanewise(UMIN, t4.add(P)).intoArray(out, outAt4 + i);
    }
  }
}
