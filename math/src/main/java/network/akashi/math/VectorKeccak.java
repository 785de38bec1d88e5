package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static network.akashi.math.VectorConstants.LONGS;
import static network.akashi.math.VectorConstants.LONG_LANES;

import jdk.incubator.vector.LongVector;

/**
 * Keccak-f[1600] on as many states at once as a vector has 64-bit lanes; see {@link Keccak} for
 * what is computed. All 25 words stay in local variables over all rounds, and the round is written
 * flat: {@code c} and {@code d} are the parities of θ, {@code b} the words after ρ and π.
 */
final class VectorKeccak implements KeccakPermutation {
  private final long[] roundConstants = KeccakConstants.roundConstants();

  @Override
  public int lanes() {
    return LONG_LANES;
  }

  @Override
  public void permute(long[] states, int offset) {
    Checks.range("states", states, offset, WORDS * LONG_LANES);
    rounds(states, offset, roundConstants);
  }

  private static void rounds(long[] states, int offset, long[] constants) {
    LongVector a0 = LongVector.fromArray(LONGS, states, offset);
    LongVector a1 = LongVector.fromArray(LONGS, states, offset + LONG_LANES);
    LongVector a2 = LongVector.fromArray(LONGS, states, offset + 2 * LONG_LANES);
    LongVector a3 = LongVector.fromArray(LONGS, states, offset + 3 * LONG_LANES);
    LongVector a4 = LongVector.fromArray(LONGS, states, offset + 4 * LONG_LANES);
    LongVector a5 = LongVector.fromArray(LONGS, states, offset + 5 * LONG_LANES);
    LongVector a6 = LongVector.fromArray(LONGS, states, offset + 6 * LONG_LANES);
    LongVector a7 = LongVector.fromArray(LONGS, states, offset + 7 * LONG_LANES);
    LongVector a8 = LongVector.fromArray(LONGS, states, offset + 8 * LONG_LANES);
    LongVector a9 = LongVector.fromArray(LONGS, states, offset + 9 * LONG_LANES);
    LongVector a10 = LongVector.fromArray(LONGS, states, offset + 10 * LONG_LANES);
    LongVector a11 = LongVector.fromArray(LONGS, states, offset + 11 * LONG_LANES);
    LongVector a12 = LongVector.fromArray(LONGS, states, offset + 12 * LONG_LANES);
    LongVector a13 = LongVector.fromArray(LONGS, states, offset + 13 * LONG_LANES);
    LongVector a14 = LongVector.fromArray(LONGS, states, offset + 14 * LONG_LANES);
    LongVector a15 = LongVector.fromArray(LONGS, states, offset + 15 * LONG_LANES);
    LongVector a16 = LongVector.fromArray(LONGS, states, offset + 16 * LONG_LANES);
    LongVector a17 = LongVector.fromArray(LONGS, states, offset + 17 * LONG_LANES);
    LongVector a18 = LongVector.fromArray(LONGS, states, offset + 18 * LONG_LANES);
    LongVector a19 = LongVector.fromArray(LONGS, states, offset + 19 * LONG_LANES);
    LongVector a20 = LongVector.fromArray(LONGS, states, offset + 20 * LONG_LANES);
    LongVector a21 = LongVector.fromArray(LONGS, states, offset + 21 * LONG_LANES);
    LongVector a22 = LongVector.fromArray(LONGS, states, offset + 22 * LONG_LANES);
    LongVector a23 = LongVector.fromArray(LONGS, states, offset + 23 * LONG_LANES);
    LongVector a24 = LongVector.fromArray(LONGS, states, offset + 24 * LONG_LANES);
    for (long constant : constants) {
      LongVector c0 = a0.lanewise(XOR, a5).lanewise(XOR, a10).lanewise(XOR, a15).lanewise(XOR, a20);
      LongVector c1 = a1.lanewise(XOR, a6).lanewise(XOR, a11).lanewise(XOR, a16).lanewise(XOR, a21);
      LongVector c2 = a2.lanewise(XOR, a7).lanewise(XOR, a12).lanewise(XOR, a17).lanewise(XOR, a22);
      LongVector c3 = a3.lanewise(XOR, a8).lanewise(XOR, a13).lanewise(XOR, a18).lanewise(XOR, a23);
      LongVector c4 = a4.lanewise(XOR, a9).lanewise(XOR, a14).lanewise(XOR, a19).lanewise(XOR, a24);
      LongVector d0 = c4.lanewise(XOR, c1.lanewise(ROL, 1));
      LongVector d1 = c0.lanewise(XOR, c2.lanewise(ROL, 1));
      LongVector d2 = c1.lanewise(XOR, c3.lanewise(ROL, 1));
      LongVector d3 = c2.lanewise(XOR, c4.lanewise(ROL, 1));
      LongVector d4 = c3.lanewise(XOR, c0.lanewise(ROL, 1));
      LongVector b0 = a0.lanewise(XOR, d0);
      LongVector b1 = a6.lanewise(XOR, d1).lanewise(ROL, 44);
      LongVector b2 = a12.lanewise(XOR, d2).lanewise(ROL, 43);
      LongVector b3 = a18.lanewise(XOR, d3).lanewise(ROL, 21);
      LongVector b4 = a24.lanewise(XOR, d4).lanewise(ROL, 14);
      LongVector b5 = a3.lanewise(XOR, d3).lanewise(ROL, 28);
      LongVector b6 = a9.lanewise(XOR, d4).lanewise(ROL, 20);
      LongVector b7 = a10.lanewise(XOR, d0).lanewise(ROL, 3);
      LongVector b8 = a16.lanewise(XOR, d1).lanewise(ROL, 45);
      LongVector b9 = a22.lanewise(XOR, d2).lanewise(ROL, 61);
      LongVector b10 = a1.lanewise(XOR, d1).lanewise(ROL, 1);
      LongVector b11 = a7.lanewise(XOR, d2).lanewise(ROL, 6);
      LongVector b12 = a13.lanewise(XOR, d3).lanewise(ROL, 25);
      LongVector b13 = a19.lanewise(XOR, d4).lanewise(ROL, 8);
      LongVector b14 = a20.lanewise(XOR, d0).lanewise(ROL, 18);
      LongVector b15 = a4.lanewise(XOR, d4).lanewise(ROL, 27);
      LongVector b16 = a5.lanewise(XOR, d0).lanewise(ROL, 36);
      LongVector b17 = a11.lanewise(XOR, d1).lanewise(ROL, 10);
      LongVector b18 = a17.lanewise(XOR, d2).lanewise(ROL, 15);
      LongVector b19 = a23.lanewise(XOR, d3).lanewise(ROL, 56);
      LongVector b20 = a2.lanewise(XOR, d2).lanewise(ROL, 62);
      LongVector b21 = a8.lanewise(XOR, d3).lanewise(ROL, 55);
      LongVector b22 = a14.lanewise(XOR, d4).lanewise(ROL, 39);
      LongVector b23 = a15.lanewise(XOR, d0).lanewise(ROL, 41);
      LongVector b24 = a21.lanewise(XOR, d1).lanewise(ROL, 2);
      a0 = b0.lanewise(XOR, b2.lanewise(AND_NOT, b1)).lanewise(XOR, constant);
      a1 = b1.lanewise(XOR, b3.lanewise(AND_NOT, b2));
      a2 = b2.lanewise(XOR, b4.lanewise(AND_NOT, b3));
      a3 = b3.lanewise(XOR, b0.lanewise(AND_NOT, b4));
      a4 = b4.lanewise(XOR, b1.lanewise(AND_NOT, b0));
      a5 = b5.lanewise(XOR, b7.lanewise(AND_NOT, b6));
      a6 = b6.lanewise(XOR, b8.lanewise(AND_NOT, b7));
      a7 = b7.lanewise(XOR, b9.lanewise(AND_NOT, b8));
      a8 = b8.lanewise(XOR, b5.lanewise(AND_NOT, b9));
      a9 = b9.lanewise(XOR, b6.lanewise(AND_NOT, b5));
      a10 = b10.lanewise(XOR, b12.lanewise(AND_NOT, b11));
      a11 = b11.lanewise(XOR, b13.lanewise(AND_NOT, b12));
      a12 = b12.lanewise(XOR, b14.lanewise(AND_NOT, b13));
      a13 = b13.lanewise(XOR, b10.lanewise(AND_NOT, b14));
      a14 = b14.lanewise(XOR, b11.lanewise(AND_NOT, b10));
      a15 = b15.lanewise(XOR, b17.lanewise(AND_NOT, b16));
      a16 = b16.lanewise(XOR, b18.lanewise(AND_NOT, b17));
      a17 = b17.lanewise(XOR, b19.lanewise(AND_NOT, b18));
      a18 = b18.lanewise(XOR, b15.lanewise(AND_NOT, b19));
      a19 = b19.lanewise(XOR, b16.lanewise(AND_NOT, b15));
      a20 = b20.lanewise(XOR, b22.lanewise(AND_NOT, b21));
      a21 = b21.lanewise(XOR, b23.lanewise(AND_NOT, b22));
      a22 = b22.lanewise(XOR, b24.lanewise(AND_NOT, b23));
      a23 = b23.lanewise(XOR, b20.lanewise(AND_NOT, b24));
      a24 = b24.lanewise(XOR, b21.lanewise(AND_NOT, b20));
    }
    a0.intoArray(states, offset);
    a1.intoArray(states, offset + LONG_LANES);
    a2.intoArray(states, offset + 2 * LONG_LANES);
    a3.intoArray(states, offset + 3 * LONG_LANES);
    a4.intoArray(states, offset + 4 * LONG_LANES);
    a5.intoArray(states, offset + 5 * LONG_LANES);
    a6.intoArray(states, offset + 6 * LONG_LANES);
    a7.intoArray(states, offset + 7 * LONG_LANES);
    a8.intoArray(states, offset + 8 * LONG_LANES);
    a9.intoArray(states, offset + 9 * LONG_LANES);
    a10.intoArray(states, offset + 10 * LONG_LANES);
    a11.intoArray(states, offset + 11 * LONG_LANES);
    a12.intoArray(states, offset + 12 * LONG_LANES);
    a13.intoArray(states, offset + 13 * LONG_LANES);
    a14.intoArray(states, offset + 14 * LONG_LANES);
    a15.intoArray(states, offset + 15 * LONG_LANES);
    a16.intoArray(states, offset + 16 * LONG_LANES);
    a17.intoArray(states, offset + 17 * LONG_LANES);
    a18.intoArray(states, offset + 18 * LONG_LANES);
    a19.intoArray(states, offset + 19 * LONG_LANES);
    a20.intoArray(states, offset + 20 * LONG_LANES);
    a21.intoArray(states, offset + 21 * LONG_LANES);
    a22.intoArray(states, offset + 22 * LONG_LANES);
    a23.intoArray(states, offset + 23 * LONG_LANES);
    a24.intoArray(states, offset + 24 * LONG_LANES);
  }
}
