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
 * {@code out[i] = a[i] + r·b[i]} for one extension element {@code r}, flat; see {@link
 * VectorExtMul} for the algorithm and its bounds. The matrix of multiplication by {@code r} is the
 * same for all elements and stays in registers.
 */
final class VectorExtAddScaled {
  private VectorExtAddScaled() {}

  /** For the first {@code whole} elements, full vectors. */
  static void addScaledRaw(
      Ext5Array aArray, Ext5Array bArray, Ext5 r, Ext5Array outArray, int whole) {
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
    int[] out = outArray.planes();
    int outAt0 = outArray.plane(0);
    int outAt1 = outArray.plane(1);
    int outAt2 = outArray.plane(2);
    int outAt3 = outArray.plane(3);
    int outAt4 = outArray.plane(4);
    LongVector p = VectorLanes.factor(P);
    LongVector r0 = VectorLanes.factor(r.c0());
    LongVector r1 = VectorLanes.factor(r.c1());
    LongVector r2 = VectorLanes.factor(r.c2());
    LongVector r3 = VectorLanes.factor(r.c3());
    LongVector r4 = VectorLanes.factor(r.c4());
    int difference14 = KoalaBear.sub(r.c1(), r.c4());
    LongVector r0m3 = VectorLanes.factor(KoalaBear.sub(r.c0(), r.c3()));
    LongVector r1m4 = VectorLanes.factor(difference14);
    LongVector r4m2 = VectorLanes.factor(KoalaBear.sub(r.c4(), r.c2()));
    LongVector r3m14 = VectorLanes.factor(KoalaBear.sub(r.c3(), difference14));
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

      LongVector s0e = b0e.mul(r0).add(b1e.mul(r4)).add(b2e.mul(r3)).add(b3e.mul(r2));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED)).add(b4e.mul(r1m4));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
      s0e = s0e.sub(s0e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s0o = b0o.mul(r0).add(b1o.mul(r4)).add(b2o.mul(r3)).add(b3o.mul(r2));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED)).add(b4o.mul(r1m4));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED));
      s0o = s0o.sub(s0o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t0 = s0e.lanewise(LSHR, 32).or(s0o).reinterpretAsInts();
      t0 = t0.lanewise(UMIN, t0.add(P)).add(a0);
      t0.lanewise(UMIN, t0.sub(P)).intoArray(out, outAt0 + i);

      LongVector s1e = b0e.mul(r1).add(b1e.mul(r0)).add(b2e.mul(r4)).add(b3e.mul(r3));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED)).add(b4e.mul(r2));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
      s1e = s1e.sub(s1e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s1o = b0o.mul(r1).add(b1o.mul(r0)).add(b2o.mul(r4)).add(b3o.mul(r3));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED)).add(b4o.mul(r2));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED));
      s1o = s1o.sub(s1o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t1 = s1e.lanewise(LSHR, 32).or(s1o).reinterpretAsInts();
      t1 = t1.lanewise(UMIN, t1.add(P)).add(a1);
      t1.lanewise(UMIN, t1.sub(P)).intoArray(out, outAt1 + i);

      LongVector s2e = b0e.mul(r2).add(b1e.mul(r1m4)).add(b2e.mul(r0m3)).add(b3e.mul(r4m2));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED)).add(b4e.mul(r3m14));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
      s2e = s2e.sub(s2e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s2o = b0o.mul(r2).add(b1o.mul(r1m4)).add(b2o.mul(r0m3)).add(b3o.mul(r4m2));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED)).add(b4o.mul(r3m14));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
      s2o = s2o.sub(s2o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t2 = s2e.lanewise(LSHR, 32).or(s2o).reinterpretAsInts();
      t2 = t2.lanewise(UMIN, t2.add(P)).add(a2);
      t2.lanewise(UMIN, t2.sub(P)).intoArray(out, outAt2 + i);

      LongVector s3e = b0e.mul(r3).add(b1e.mul(r2)).add(b2e.mul(r1m4)).add(b3e.mul(r0m3));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED)).add(b4e.mul(r4m2));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
      s3e = s3e.sub(s3e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s3o = b0o.mul(r3).add(b1o.mul(r2)).add(b2o.mul(r1m4)).add(b3o.mul(r0m3));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED)).add(b4o.mul(r4m2));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
      s3o = s3o.sub(s3o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t3 = s3e.lanewise(LSHR, 32).or(s3o).reinterpretAsInts();
      t3 = t3.lanewise(UMIN, t3.add(P)).add(a3);
      t3.lanewise(UMIN, t3.sub(P)).intoArray(out, outAt3 + i);

      LongVector s4e = b0e.mul(r4).add(b1e.mul(r3)).add(b2e.mul(r2)).add(b3e.mul(r1m4));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED)).add(b4e.mul(r0m3));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s4e = s4e.sub(s4e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s4o = b0o.mul(r4).add(b1o.mul(r3)).add(b2o.mul(r2)).add(b3o.mul(r1m4));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED)).add(b4o.mul(r0m3));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s4o = s4o.sub(s4o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t4 = s4e.lanewise(LSHR, 32).or(s4o).reinterpretAsInts();
      t4 = t4.lanewise(UMIN, t4.add(P)).add(a4);
      t4.lanewise(UMIN, t4.sub(P)).intoArray(out, outAt4 + i);
    }
  }
}
