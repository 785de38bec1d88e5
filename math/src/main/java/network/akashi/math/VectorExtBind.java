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
 * {@code out[i] = low[i] + r·(high[i] − low[i])} for one extension element {@code r}, flat; see
 * {@link VectorExtMul} for the algorithm and its bounds.
 */
final class VectorExtBind {
  private VectorExtBind() {}

  /** For the first {@code whole} elements, full vectors. */
  static void bindRaw(
      Ext5Array lowArray, Ext5Array highArray, Ext5 r, Ext5Array outArray, int whole) {
    int[] low = lowArray.planes();
    int lowAt0 = lowArray.plane(0);
    int lowAt1 = lowArray.plane(1);
    int lowAt2 = lowArray.plane(2);
    int lowAt3 = lowArray.plane(3);
    int lowAt4 = lowArray.plane(4);
    int[] high = highArray.planes();
    int highAt0 = highArray.plane(0);
    int highAt1 = highArray.plane(1);
    int highAt2 = highArray.plane(2);
    int highAt3 = highArray.plane(3);
    int highAt4 = highArray.plane(4);
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
      IntVector low0 = IntVector.fromArray(INTS, low, lowAt0 + i);
      IntVector low1 = IntVector.fromArray(INTS, low, lowAt1 + i);
      IntVector low2 = IntVector.fromArray(INTS, low, lowAt2 + i);
      IntVector low3 = IntVector.fromArray(INTS, low, lowAt3 + i);
      IntVector low4 = IntVector.fromArray(INTS, low, lowAt4 + i);
      IntVector d0 = IntVector.fromArray(INTS, high, highAt0 + i).sub(low0);
      d0 = d0.lanewise(UMIN, d0.add(P));
      IntVector d1 = IntVector.fromArray(INTS, high, highAt1 + i).sub(low1);
      d1 = d1.lanewise(UMIN, d1.add(P));
      IntVector d2 = IntVector.fromArray(INTS, high, highAt2 + i).sub(low2);
      d2 = d2.lanewise(UMIN, d2.add(P));
      IntVector d3 = IntVector.fromArray(INTS, high, highAt3 + i).sub(low3);
      d3 = d3.lanewise(UMIN, d3.add(P));
      IntVector d4 = IntVector.fromArray(INTS, high, highAt4 + i).sub(low4);
      d4 = d4.lanewise(UMIN, d4.add(P));

      LongVector d0e = d0.reinterpretAsLongs().and(U32);
      LongVector d0o = d0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector d1e = d1.reinterpretAsLongs().and(U32);
      LongVector d1o = d1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector d2e = d2.reinterpretAsLongs().and(U32);
      LongVector d2o = d2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector d3e = d3.reinterpretAsLongs().and(U32);
      LongVector d3o = d3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector d4e = d4.reinterpretAsLongs().and(U32);
      LongVector d4o = d4.reinterpretAsLongs().lanewise(LSHR, 32);

      LongVector s0e = d0e.mul(r0).add(d1e.mul(r4)).add(d2e.mul(r3)).add(d3e.mul(r2));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED)).add(d4e.mul(r1m4));
      s0e = s0e.lanewise(UMIN, s0e.sub(TWO_P_SQUARED));
      s0e = s0e.sub(s0e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s0o = d0o.mul(r0).add(d1o.mul(r4)).add(d2o.mul(r3)).add(d3o.mul(r2));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED)).add(d4o.mul(r1m4));
      s0o = s0o.lanewise(UMIN, s0o.sub(TWO_P_SQUARED));
      s0o = s0o.sub(s0o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t0 = s0e.lanewise(LSHR, 32).or(s0o).reinterpretAsInts();
      t0 = t0.lanewise(UMIN, t0.add(P)).add(low0);
      t0.lanewise(UMIN, t0.sub(P)).intoArray(out, outAt0 + i);

      LongVector s1e = d0e.mul(r1).add(d1e.mul(r0)).add(d2e.mul(r4)).add(d3e.mul(r3));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED)).add(d4e.mul(r2));
      s1e = s1e.lanewise(UMIN, s1e.sub(TWO_P_SQUARED));
      s1e = s1e.sub(s1e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s1o = d0o.mul(r1).add(d1o.mul(r0)).add(d2o.mul(r4)).add(d3o.mul(r3));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED)).add(d4o.mul(r2));
      s1o = s1o.lanewise(UMIN, s1o.sub(TWO_P_SQUARED));
      s1o = s1o.sub(s1o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t1 = s1e.lanewise(LSHR, 32).or(s1o).reinterpretAsInts();
      t1 = t1.lanewise(UMIN, t1.add(P)).add(low1);
      t1.lanewise(UMIN, t1.sub(P)).intoArray(out, outAt1 + i);

      LongVector s2e = d0e.mul(r2).add(d1e.mul(r1m4)).add(d2e.mul(r0m3)).add(d3e.mul(r4m2));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED)).add(d4e.mul(r3m14));
      s2e = s2e.lanewise(UMIN, s2e.sub(TWO_P_SQUARED));
      s2e = s2e.sub(s2e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s2o = d0o.mul(r2).add(d1o.mul(r1m4)).add(d2o.mul(r0m3)).add(d3o.mul(r4m2));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED)).add(d4o.mul(r3m14));
      s2o = s2o.lanewise(UMIN, s2o.sub(TWO_P_SQUARED));
      s2o = s2o.sub(s2o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t2 = s2e.lanewise(LSHR, 32).or(s2o).reinterpretAsInts();
      t2 = t2.lanewise(UMIN, t2.add(P)).add(low2);
      t2.lanewise(UMIN, t2.sub(P)).intoArray(out, outAt2 + i);

      LongVector s3e = d0e.mul(r3).add(d1e.mul(r2)).add(d2e.mul(r1m4)).add(d3e.mul(r0m3));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED)).add(d4e.mul(r4m2));
      s3e = s3e.lanewise(UMIN, s3e.sub(TWO_P_SQUARED));
      s3e = s3e.sub(s3e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s3o = d0o.mul(r3).add(d1o.mul(r2)).add(d2o.mul(r1m4)).add(d3o.mul(r0m3));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED)).add(d4o.mul(r4m2));
      s3o = s3o.lanewise(UMIN, s3o.sub(TWO_P_SQUARED));
      s3o = s3o.sub(s3o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t3 = s3e.lanewise(LSHR, 32).or(s3o).reinterpretAsInts();
      t3 = t3.lanewise(UMIN, t3.add(P)).add(low3);
      t3.lanewise(UMIN, t3.sub(P)).intoArray(out, outAt3 + i);

      LongVector s4e = d0e.mul(r4).add(d1e.mul(r3)).add(d2e.mul(r2)).add(d3e.mul(r1m4));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED)).add(d4e.mul(r0m3));
      s4e = s4e.lanewise(UMIN, s4e.sub(TWO_P_SQUARED));
      s4e = s4e.sub(s4e.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      LongVector s4o = d0o.mul(r4).add(d1o.mul(r3)).add(d2o.mul(r2)).add(d3o.mul(r1m4));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED)).add(d4o.mul(r0m3));
      s4o = s4o.lanewise(UMIN, s4o.sub(TWO_P_SQUARED));
      s4o = s4o.sub(s4o.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32).mul(p));
      IntVector t4 = s4e.lanewise(LSHR, 32).or(s4o).reinterpretAsInts();
      t4 = t4.lanewise(UMIN, t4.add(P)).add(low4);
      t4.lanewise(UMIN, t4.sub(P)).intoArray(out, outAt4 + i);
    }
  }
}
