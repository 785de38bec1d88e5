package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
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
 * Dot products of extension elements, flat.
 *
 * <p>Products of polynomials are added up as they are, in 64-bit lanes, nine sums for the
 * coefficients of {@code X^0} to {@code X^8}, even and odd lanes apart. Reduction by p and by the
 * modulus of the extension comes once, at the end.
 *
 * <p><b>Bounds.</b> Each sum is below {@code 2p²} between steps. A step adds at most two products,
 * together at most {@code 2(p − 1)²}, which gives less than {@code 4p² < 2^64}; the unsigned
 * minimum of {@code s} and {@code s − 2p²} brings it below {@code 2p²} again. At the end the even
 * and the odd sum are added and folded likewise, and Montgomery reduction of what is below {@code
 * 2p² < p·2^32} gives something in {@code (−p, p)} per lane.
 */
final class VectorExtDot {
  private VectorExtDot() {}

  /** {@code Σ a[i]·b[i]} over the first {@code whole} elements, full vectors. */
  static Ext5 dotRaw(Ext5Array aArray, Ext5Array bArray, int whole) {
    int[] a = aArray.planes();
    int aAt0 = aArray.plane(0);
    int aAt1 = aArray.plane(1);
    int aAt2 = aArray.plane(2);
    int aAt3 = aArray.plane(3);
    int aAt4 = aArray.plane(4);
    int[] b = bArray.planes();
    int bAt0 = bArray.plane(0);
    int bAt1 = bArray.plane(1);
    int bAt2 = bArray.plane(2);
    int bAt3 = bArray.plane(3);
    int bAt4 = bArray.plane(4);
    LongVector zero = LongVector.zero(LONGS);
    LongVector s0e = zero;
    LongVector s1e = zero;
    LongVector s2e = zero;
    LongVector s3e = zero;
    LongVector s4e = zero;
    LongVector s5e = zero;
    LongVector s6e = zero;
    LongVector s7e = zero;
    LongVector s8e = zero;
    LongVector s0o = zero;
    LongVector s1o = zero;
    LongVector s2o = zero;
    LongVector s3o = zero;
    LongVector s4o = zero;
    LongVector s5o = zero;
    LongVector s6o = zero;
    LongVector s7o = zero;
    LongVector s8o = zero;
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

      LongVector a0e = a0.reinterpretAsLongs().and(U32);
      LongVector a1e = a1.reinterpretAsLongs().and(U32);
      LongVector a2e = a2.reinterpretAsLongs().and(U32);
      LongVector a3e = a3.reinterpretAsLongs().and(U32);
      LongVector a4e = a4.reinterpretAsLongs().and(U32);
      LongVector b0e = b0.reinterpretAsLongs().and(U32);
      LongVector b1e = b1.reinterpretAsLongs().and(U32);
      LongVector b2e = b2.reinterpretAsLongs().and(U32);
      LongVector b3e = b3.reinterpretAsLongs().and(U32);
      LongVector b4e = b4.reinterpretAsLongs().and(U32);
      s0e = s0e.add(a0e.mul(b0e));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
      s1e = s1e.add(a0e.mul(b1e)).add(a1e.mul(b0e));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
      s2e = s2e.add(a0e.mul(b2e)).add(a1e.mul(b1e));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
      s2e = s2e.add(a2e.mul(b0e));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
      s3e = s3e.add(a0e.mul(b3e)).add(a1e.mul(b2e));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
      s3e = s3e.add(a2e.mul(b1e)).add(a3e.mul(b0e));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
      s4e = s4e.add(a0e.mul(b4e)).add(a1e.mul(b3e));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s4e = s4e.add(a2e.mul(b2e)).add(a3e.mul(b1e));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s4e = s4e.add(a4e.mul(b0e));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s5e = s5e.add(a1e.mul(b4e)).add(a2e.mul(b3e));
      s5e = s5e.lanewise(UMIN, s5e.sub(TWO_P_SQUARED));
      s5e = s5e.add(a3e.mul(b2e)).add(a4e.mul(b1e));
      s5e = s5e.lanewise(UMIN, s5e.sub(TWO_P_SQUARED));
      s6e = s6e.add(a2e.mul(b4e)).add(a3e.mul(b3e));
      s6e = s6e.lanewise(UMIN, s6e.sub(TWO_P_SQUARED));
      s6e = s6e.add(a4e.mul(b2e));
      s6e = s6e.lanewise(UMIN, s6e.sub(TWO_P_SQUARED));
      s7e = s7e.add(a3e.mul(b4e)).add(a4e.mul(b3e));
      s7e = s7e.lanewise(UMIN, s7e.sub(TWO_P_SQUARED));
      s8e = s8e.add(a4e.mul(b4e));
      s8e = s8e.lanewise(UMIN, s8e.sub(TWO_P_SQUARED));

      LongVector a0o = a0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a1o = a1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a2o = a2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a3o = a3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector a4o = a4.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b0o = b0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b1o = b1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b2o = b2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b3o = b3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector b4o = b4.reinterpretAsLongs().lanewise(LSHR, 32);
      s0o = s0o.add(a0o.mul(b0o));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED));
      s1o = s1o.add(a0o.mul(b1o)).add(a1o.mul(b0o));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED));
      s2o = s2o.add(a0o.mul(b2o)).add(a1o.mul(b1o));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
      s2o = s2o.add(a2o.mul(b0o));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
      s3o = s3o.add(a0o.mul(b3o)).add(a1o.mul(b2o));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
      s3o = s3o.add(a2o.mul(b1o)).add(a3o.mul(b0o));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
      s4o = s4o.add(a0o.mul(b4o)).add(a1o.mul(b3o));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s4o = s4o.add(a2o.mul(b2o)).add(a3o.mul(b1o));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s4o = s4o.add(a4o.mul(b0o));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s5o = s5o.add(a1o.mul(b4o)).add(a2o.mul(b3o));
      s5o = s5o.lanewise(UMIN, s5o.sub(TWO_P_SQUARED));
      s5o = s5o.add(a3o.mul(b2o)).add(a4o.mul(b1o));
      s5o = s5o.lanewise(UMIN, s5o.sub(TWO_P_SQUARED));
      s6o = s6o.add(a2o.mul(b4o)).add(a3o.mul(b3o));
      s6o = s6o.lanewise(UMIN, s6o.sub(TWO_P_SQUARED));
      s6o = s6o.add(a4o.mul(b2o));
      s6o = s6o.lanewise(UMIN, s6o.sub(TWO_P_SQUARED));
      s7o = s7o.add(a3o.mul(b4o)).add(a4o.mul(b3o));
      s7o = s7o.lanewise(UMIN, s7o.sub(TWO_P_SQUARED));
      s8o = s8o.add(a4o.mul(b4o));
      s8o = s8o.lanewise(UMIN, s8o.sub(TWO_P_SQUARED));
    }

    LongVector p = VectorLanes.factor(P);
    s0e = s0e.add(s0o);
    s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
    long d0 =
        s0e.sub(s0e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s1e = s1e.add(s1o);
    s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
    long d1 =
        s1e.sub(s1e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s2e = s2e.add(s2o);
    s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
    long d2 =
        s2e.sub(s2e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s3e = s3e.add(s3o);
    s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
    long d3 =
        s3e.sub(s3e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s4e = s4e.add(s4o);
    s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
    long d4 =
        s4e.sub(s4e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s5e = s5e.add(s5o);
    s5e = s5e.lanewise(UMIN, s5e.sub(TWO_P_SQUARED));
    long d5 =
        s5e.sub(s5e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s6e = s6e.add(s6o);
    s6e = s6e.lanewise(UMIN, s6e.sub(TWO_P_SQUARED));
    long d6 =
        s6e.sub(s6e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s7e = s7e.add(s7o);
    s7e = s7e.lanewise(UMIN, s7e.sub(TWO_P_SQUARED));
    long d7 =
        s7e.sub(s7e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);
    s8e = s8e.add(s8o);
    s8e = s8e.lanewise(UMIN, s8e.sub(TWO_P_SQUARED));
    long d8 =
        s8e.sub(s8e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p))
            .lanewise(ASHR, 32)
            .reduceLanes(ADD);

    // X^5 = 1 − X^2, X^6 = X − X^3, X^7 = X^2 − X^4, X^8 = X^3 + X^2 − 1
    return new Ext5(
        element(d0 + d5 - d8),
        element(d1 + d6),
        element(d2 - d5 + d7 + d8),
        element(d3 - d6 + d8),
        element(d4 - d7));
  }

  private static int element(long residue) {
    return (int) Math.floorMod(residue, (long) P);
  }
}
