package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.LONGS;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * Field operations on the lanes of one vector.
 *
 * <p>For methods that stay small: a compiled method whose helpers add up to more than about 70
 * vector operations stops inlining them and boxes (see {@link VectorConstants}). The number of
 * operations is given with each. Helpers do not call each other: C2 judges by the profile of the
 * helper in the middle, which may not have one yet. {@link JitDirectives} asks for the inlining of
 * all of this class besides.
 *
 * <p>A product of 32-bit lanes has 64 bits, so products are formed apart for the even lanes (the
 * low halves of 64-bit lanes) and the odd ones. C2 sees the 32×32→64 product in a product of 64-bit
 * lanes when both operands have visibly clear upper halves, by mask or by shift.
 */
final class VectorLanes {
  static final long U32 = 0xffff_ffffL;

  /** {@code 2p²}: what lazy sums of products are kept below. */
  static final long TWO_P_SQUARED = 2L * P * P;

  private VectorLanes() {}

  /**
   * A constant operand of 32×32→64 products: {@code a} in each 64-bit lane, in a form that C2 sees
   * to have a clear upper half. For use outside the loop.
   */
  static LongVector factor(int a) {
    return LongVector.broadcast(LONGS, (long) a << 32).lanewise(LSHR, 32);
  }

  /** {@code a + b}, 3 operations. */
  static IntVector add(IntVector a, IntVector b) {
    IntVector sum = a.add(b);
    return sum.lanewise(UMIN, sum.sub(P));
  }

  /** {@code a − b}, 3 operations. */
  static IntVector sub(IntVector a, IntVector b) {
    IntVector difference = a.sub(b);
    return difference.lanewise(UMIN, difference.add(P));
  }

  /** The even lanes as 64-bit lanes, 1 operation. */
  static LongVector even(IntVector a) {
    return a.reinterpretAsLongs().and(U32);
  }

  /** The odd lanes as 64-bit lanes, 1 operation. */
  static LongVector odd(IntVector a) {
    return a.reinterpretAsLongs().lanewise(LSHR, 32);
  }

  /**
   * Montgomery product {@code a·b·2^-32 mod p}, 18 operations: the quotients of all lanes come from
   * one 32-bit product. {@code x − q·p} ends in 32 zero bits, so the halves merge without a mask.
   */
  static IntVector mul(IntVector a, IntVector b) {
    LongVector aLong = a.reinterpretAsLongs();
    LongVector bLong = b.reinterpretAsLongs();
    LongVector q = a.mul(b).mul(MU).reinterpretAsLongs();
    LongVector evens = aLong.and(U32).mul(bLong.and(U32)).sub(q.and(U32).mul(P));
    LongVector odds =
        aLong.lanewise(LSHR, 32).mul(bLong.lanewise(LSHR, 32)).sub(q.lanewise(LSHR, 32).mul(P));
    IntVector t = evens.lanewise(LSHR, 32).or(odds).reinterpretAsInts();
    return t.lanewise(UMIN, t.add(P));
  }

  /** {@link ShoupFactor#times} on all lanes, 13 operations. */
  static IntVector times(IntVector x, int factor, long quotient) {
    LongVector xLong = x.reinterpretAsLongs();
    LongVector evens = xLong.and(U32).mul(quotient).lanewise(LSHR, 32);
    LongVector odds = xLong.lanewise(LSHR, 32).mul(quotient).and(~U32);
    IntVector q = evens.or(odds).reinterpretAsInts();
    IntVector r = x.mul(factor).sub(q.mul(P));
    return r.lanewise(UMIN, r.sub(P));
  }

  /** {@code s − 2p²} where that is not negative, for sums below {@code 4p²}; 2 operations. */
  static LongVector fold(LongVector s) {
    return s.lanewise(UMIN, s.sub(TWO_P_SQUARED));
  }

  /**
   * {@code Σ s·2^-32 mod p} over all lanes, for lanes below {@code 2p² < p·2^32}.
   *
   * <p>As in {@link KoalaBear#reduce}, {@code (s − q·p)/2^32} lies in {@code (−p, p)}.
   */
  static int reduce(LongVector s) {
    LongVector q = s.reinterpretAsInts().mul(MU).reinterpretAsLongs().and(U32);
    LongVector t = s.sub(q.mul(P)).lanewise(ASHR, 32);
    return (int) Math.floorMod(t.reduceLanes(ADD), (long) P);
  }
}
