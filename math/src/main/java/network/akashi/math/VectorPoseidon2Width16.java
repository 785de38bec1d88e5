package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorConstants.LONGS;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * The internal rounds of width 16, flat: helpers would not be inlined in a method of this size.
 *
 * <p>Line by line: {@code s0} is cubed as in {@link VectorPoseidon2}; the other words are summed up
 * as a tree meanwhile; then each word times its diagonal entry is added to the sum of all. A word
 * times {@code 2^-k} needs no product of 64 bits: since {@code p = 127·2^24 + 1}, {@code 2^-k ≡
 * −127·2^(24−k)}, so with {@code x = high·2^k + low} it is {@code high − low·127·2^(24−k)}, which
 * lies between {@code −p} and {@code p}.
 */
final class VectorPoseidon2Width16 extends VectorPoseidon2 {
  private static final long U32 = 0xffff_ffffL;

  VectorPoseidon2Width16() {
    super(Poseidon2Parameters.WIDTH_16);
  }

  @Override
  void internalRounds(int[] states, int offset, int[] constants) {
    LongVector p = LongVector.broadcast(LONGS, (long) P << 32).lanewise(LSHR, 32);
    IntVector s0 = IntVector.fromArray(INTS, states, offset);
    IntVector s1 = IntVector.fromArray(INTS, states, offset + INT_LANES);
    IntVector s2 = IntVector.fromArray(INTS, states, offset + 2 * INT_LANES);
    IntVector s3 = IntVector.fromArray(INTS, states, offset + 3 * INT_LANES);
    IntVector s4 = IntVector.fromArray(INTS, states, offset + 4 * INT_LANES);
    IntVector s5 = IntVector.fromArray(INTS, states, offset + 5 * INT_LANES);
    IntVector s6 = IntVector.fromArray(INTS, states, offset + 6 * INT_LANES);
    IntVector s7 = IntVector.fromArray(INTS, states, offset + 7 * INT_LANES);
    IntVector s8 = IntVector.fromArray(INTS, states, offset + 8 * INT_LANES);
    IntVector s9 = IntVector.fromArray(INTS, states, offset + 9 * INT_LANES);
    IntVector s10 = IntVector.fromArray(INTS, states, offset + 10 * INT_LANES);
    IntVector s11 = IntVector.fromArray(INTS, states, offset + 11 * INT_LANES);
    IntVector s12 = IntVector.fromArray(INTS, states, offset + 12 * INT_LANES);
    IntVector s13 = IntVector.fromArray(INTS, states, offset + 13 * INT_LANES);
    IntVector s14 = IntVector.fromArray(INTS, states, offset + 14 * INT_LANES);
    IntVector s15 = IntVector.fromArray(INTS, states, offset + 15 * INT_LANES);
    for (int constant : constants) {
      s0 = s0.add(constant);
      s0 = s0.lanewise(UMIN, s0.sub(P));
      LongVector pair = s0.reinterpretAsLongs();
      LongVector even = pair.and(U32);
      LongVector odd = pair.lanewise(LSHR, 32);
      IntVector scaled = s0.mul(NEG_MU);
      LongVector q = s0.mul(scaled).reinterpretAsLongs();
      LongVector evenSquare = even.mul(even).add(q.and(U32).mul(p)).lanewise(LSHR, 32);
      LongVector oddSquare = odd.mul(odd).add(q.lanewise(LSHR, 32).mul(p)).lanewise(LSHR, 32);
      IntVector oddScaled = scaled.reinterpretAsLongs().lanewise(LSHR, 32).reinterpretAsInts();
      LongVector evenQ = evenSquare.reinterpretAsInts().mul(scaled).reinterpretAsLongs();
      LongVector oddQ = oddSquare.reinterpretAsInts().mul(oddScaled).reinterpretAsLongs();
      LongVector evenCube = evenSquare.mul(even).add(evenQ.and(U32).mul(p));
      LongVector oddCube = oddSquare.mul(odd).add(oddQ.and(U32).mul(p));
      s0 = evenCube.lanewise(LSHR, 32).or(oddCube).reinterpretAsInts();
      s0 = s0.lanewise(UMIN, s0.sub(P));

      IntVector a0 = s1.add(s2);
      a0 = a0.lanewise(UMIN, a0.sub(P));
      IntVector a1 = s3.add(s4);
      a1 = a1.lanewise(UMIN, a1.sub(P));
      IntVector a2 = s5.add(s6);
      a2 = a2.lanewise(UMIN, a2.sub(P));
      IntVector a3 = s7.add(s8);
      a3 = a3.lanewise(UMIN, a3.sub(P));
      IntVector a4 = s9.add(s10);
      a4 = a4.lanewise(UMIN, a4.sub(P));
      IntVector a5 = s11.add(s12);
      a5 = a5.lanewise(UMIN, a5.sub(P));
      IntVector a6 = s13.add(s14);
      a6 = a6.lanewise(UMIN, a6.sub(P));
      IntVector a7 = a0.add(a1);
      a7 = a7.lanewise(UMIN, a7.sub(P));
      IntVector a8 = a2.add(a3);
      a8 = a8.lanewise(UMIN, a8.sub(P));
      IntVector a9 = a4.add(a5);
      a9 = a9.lanewise(UMIN, a9.sub(P));
      IntVector a10 = a6.add(s15);
      a10 = a10.lanewise(UMIN, a10.sub(P));
      IntVector a11 = a7.add(a8);
      a11 = a11.lanewise(UMIN, a11.sub(P));
      IntVector a12 = a9.add(a10);
      a12 = a12.lanewise(UMIN, a12.sub(P));
      IntVector rest = a11.add(a12);
      rest = rest.lanewise(UMIN, rest.sub(P));
      IntVector sum = rest.add(s0);
      sum = sum.lanewise(UMIN, sum.sub(P));
      IntVector low = sum.sub(P);
      IntVector high = sum.add(P);

      s0 = rest.sub(s0);
      s0 = s0.lanewise(UMIN, s0.add(P));
      s1 = sum.add(s1).lanewise(UMIN, low.add(s1));
      IntVector m2 = s2.add(s2);
      m2 = m2.lanewise(UMIN, m2.sub(P));
      s2 = sum.add(m2).lanewise(UMIN, low.add(m2));
      IntVector m3 = s3.add(P, s3.and(1).compare(NE, 0)).lanewise(LSHR, 1);
      s3 = sum.add(m3).lanewise(UMIN, low.add(m3));
      IntVector m4 = s4.add(s4);
      m4 = m4.lanewise(UMIN, m4.sub(P));
      m4 = m4.add(s4);
      m4 = m4.lanewise(UMIN, m4.sub(P));
      s4 = sum.add(m4).lanewise(UMIN, low.add(m4));
      IntVector m5 = s5.add(s5);
      m5 = m5.lanewise(UMIN, m5.sub(P));
      m5 = m5.add(m5);
      m5 = m5.lanewise(UMIN, m5.sub(P));
      s5 = sum.add(m5).lanewise(UMIN, low.add(m5));
      IntVector m6 = s6.add(P, s6.and(1).compare(NE, 0)).lanewise(LSHR, 1);
      s6 = sum.sub(m6).lanewise(UMIN, high.sub(m6));
      IntVector m7 = s7.add(s7);
      m7 = m7.lanewise(UMIN, m7.sub(P));
      m7 = m7.add(s7);
      m7 = m7.lanewise(UMIN, m7.sub(P));
      s7 = sum.sub(m7).lanewise(UMIN, high.sub(m7));
      IntVector m8 = s8.add(s8);
      m8 = m8.lanewise(UMIN, m8.sub(P));
      m8 = m8.add(m8);
      m8 = m8.lanewise(UMIN, m8.sub(P));
      s8 = sum.sub(m8).lanewise(UMIN, high.sub(m8));
      IntVector m9 = s9.and(0xff).mul(127 << 16);
      m9 = s9.lanewise(LSHR, 8).sub(m9);
      m9 = m9.lanewise(UMIN, m9.add(P));
      s9 = sum.add(m9).lanewise(UMIN, low.add(m9));
      IntVector m10 = s10.and(0x7).mul(127 << 21);
      m10 = s10.lanewise(LSHR, 3).sub(m10);
      m10 = m10.lanewise(UMIN, m10.add(P));
      s10 = sum.add(m10).lanewise(UMIN, low.add(m10));
      IntVector m11 = s11.and(0xffffff).mul(127);
      m11 = s11.lanewise(LSHR, 24).sub(m11);
      m11 = m11.lanewise(UMIN, m11.add(P));
      s11 = sum.add(m11).lanewise(UMIN, low.add(m11));
      IntVector m12 = s12.and(0xff).mul(127 << 16);
      m12 = s12.lanewise(LSHR, 8).sub(m12);
      m12 = m12.lanewise(UMIN, m12.add(P));
      s12 = sum.sub(m12).lanewise(UMIN, high.sub(m12));
      IntVector m13 = s13.and(0x7).mul(127 << 21);
      m13 = s13.lanewise(LSHR, 3).sub(m13);
      m13 = m13.lanewise(UMIN, m13.add(P));
      s13 = sum.sub(m13).lanewise(UMIN, high.sub(m13));
      IntVector m14 = s14.and(0xf).mul(127 << 20);
      m14 = s14.lanewise(LSHR, 4).sub(m14);
      m14 = m14.lanewise(UMIN, m14.add(P));
      s14 = sum.sub(m14).lanewise(UMIN, high.sub(m14));
      IntVector m15 = s15.and(0xffffff).mul(127);
      m15 = s15.lanewise(LSHR, 24).sub(m15);
      m15 = m15.lanewise(UMIN, m15.add(P));
      s15 = sum.sub(m15).lanewise(UMIN, high.sub(m15));
    }
    s0.intoArray(states, offset);
    s1.intoArray(states, offset + INT_LANES);
    s2.intoArray(states, offset + 2 * INT_LANES);
    s3.intoArray(states, offset + 3 * INT_LANES);
    s4.intoArray(states, offset + 4 * INT_LANES);
    s5.intoArray(states, offset + 5 * INT_LANES);
    s6.intoArray(states, offset + 6 * INT_LANES);
    s7.intoArray(states, offset + 7 * INT_LANES);
    s8.intoArray(states, offset + 8 * INT_LANES);
    s9.intoArray(states, offset + 9 * INT_LANES);
    s10.intoArray(states, offset + 10 * INT_LANES);
    s11.intoArray(states, offset + 11 * INT_LANES);
    s12.intoArray(states, offset + 12 * INT_LANES);
    s13.intoArray(states, offset + 13 * INT_LANES);
    s14.intoArray(states, offset + 14 * INT_LANES);
    s15.intoArray(states, offset + 15 * INT_LANES);
  }
}
