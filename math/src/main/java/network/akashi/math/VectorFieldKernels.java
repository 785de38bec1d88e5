package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** A vector of elements at a time; what does not fill a vector is done one by one. */
final class VectorFieldKernels extends FieldKernels {
  private static final long U32 = 0xffff_ffffL;

  @Override
  void addRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector sum =
          IntVector.fromArray(INTS, a, aAt + i).add(IntVector.fromArray(INTS, b, bAt + i));
      sum.lanewise(UMIN, sum.sub(P)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.add(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void subRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector difference =
          IntVector.fromArray(INTS, a, aAt + i).sub(IntVector.fromArray(INTS, b, bAt + i));
      difference.lanewise(UMIN, difference.add(P)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.sub(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      mul(IntVector.fromArray(INTS, a, aAt + i), IntVector.fromArray(INTS, b, bAt + i))
          .intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.mul(a[aAt + i], b[bAt + i]);
    }
  }

  /**
   * Montgomery product of all lanes: the 64-bit products of even and odd lanes apart, the quotients
   * of all lanes in one 32-bit product. {@code x − q·p} ends in 32 zero bits, so the two halves
   * merge without a mask.
   */
  private static IntVector mul(IntVector a, IntVector b) {
    LongVector aLong = a.reinterpretAsLongs();
    LongVector bLong = b.reinterpretAsLongs();
    LongVector q = a.mul(b).mul(MU).reinterpretAsLongs();
    LongVector even = aLong.and(U32).mul(bLong.and(U32)).sub(q.and(U32).mul(P));
    LongVector odd =
        aLong.lanewise(LSHR, 32).mul(bLong.lanewise(LSHR, 32)).sub(q.lanewise(LSHR, 32).mul(P));
    IntVector t = even.lanewise(LSHR, 32).or(odd).reinterpretAsInts();
    return t.lanewise(UMIN, t.add(P));
  }
}
