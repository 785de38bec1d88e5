package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static network.akashi.math.KoalaBear.MU;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorConstants.LONGS;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * Poseidon2 on as many states at once as a vector has lanes; see {@link Poseidon2} for what is
 * computed.
 *
 * <p>External rounds go word by word through memory: one method for the S-boxes, one for the linear
 * layer, each short enough to be built from helpers. The internal rounds are another matter: their
 * S-box is one long chain of dependent operations, which only the work on the other words can fill,
 * so the whole state stays in local variables over all of them. That is {@link #internalRounds},
 * written flat once for each width.
 *
 * <p>All words are canonical between operations. {@code x + y mod p} is {@code min(x + y, x + y −
 * p)} as unsigned numbers, since the smaller one is the one that did not wrap; subtraction
 * likewise.
 */
abstract sealed class VectorPoseidon2 implements Permutation
    permits VectorPoseidon2Width16, VectorPoseidon2Width24 {
  /** {@code −p^-1 mod 2^32}, for Montgomery reduction in the adding form. */
  static final int NEG_MU = -MU;

  private static final long U32 = 0xffff_ffffL;

  private final int width;
  private final int[] externalConstants;
  private final int[] internalConstants;

  VectorPoseidon2(Poseidon2Parameters parameters) {
    this.width = parameters.width();
    this.externalConstants = parameters.externalConstants();
    this.internalConstants = parameters.internalConstants();
  }

  @Override
  public final int width() {
    return width;
  }

  @Override
  public final int lanes() {
    return INT_LANES;
  }

  @Override
  public final void permute(int[] states, int offset) {
    Checks.range("states", states, offset, width * INT_LANES);
    int half = externalConstants.length / 2;
    externalLayer(states, offset, width);
    for (int from = 0; from < half; from += width) {
      cubes(states, offset, externalConstants, from, width);
      externalLayer(states, offset, width);
    }
    internalRounds(states, offset, internalConstants);
    for (int from = half; from < 2 * half; from += width) {
      cubes(states, offset, externalConstants, from, width);
      externalLayer(states, offset, width);
    }
  }

  /** All internal rounds, with one constant each. */
  abstract void internalRounds(int[] states, int offset, int[] constants);

  /** {@code x ← (x + c)^3} for every word, with constants from {@code from} on. */
  private static void cubes(int[] states, int offset, int[] constants, int from, int width) {
    LongVector p = modulus();
    for (int i = 0; i < width; i++) {
      int at = offset + i * INT_LANES;
      IntVector x = IntVector.fromArray(INTS, states, at).add(constants[from + i]);
      cube(x.lanewise(UMIN, x.sub(P)), p).intoArray(states, at);
    }
  }

  /**
   * {@code x^3} in Montgomery form.
   *
   * <p>Products need 64 bits, so even and odd lanes go separate ways, and stay apart between the
   * two products. Reductions add a multiple of {@code p} that makes the low half vanish; sums stay
   * below {@code 2^64}: with {@code x < p}, the square plus {@code 2^32·p} is below {@code
   * 1.5·2^32·p}, so its upper half {@code u} is below {@code 1.5·p < 2^32}, and {@code u·x +
   * 2^32·p} is below {@code 1.75·2^32·p < 2^64}; the upper half of that is below {@code 2·p}, so
   * one correction is enough.
   *
   * <p>The multiplier of {@code p} in the second product is {@code u·x·(−p^-1)}, where {@code
   * x·(−p^-1)} is at hand from the first one. {@code u} fills the lower half of its lane only,
   * hence so does the lanewise 32-bit product.
   */
  private static IntVector cube(IntVector x, LongVector p) {
    LongVector pair = x.reinterpretAsLongs();
    LongVector even = pair.and(U32);
    LongVector odd = pair.lanewise(LSHR, 32);
    IntVector scaled = x.mul(NEG_MU);
    LongVector q = x.mul(scaled).reinterpretAsLongs();
    LongVector evenSquare = even.mul(even).add(q.and(U32).mul(p)).lanewise(LSHR, 32);
    LongVector oddSquare = odd.mul(odd).add(q.lanewise(LSHR, 32).mul(p)).lanewise(LSHR, 32);
    IntVector oddScaled = scaled.reinterpretAsLongs().lanewise(LSHR, 32).reinterpretAsInts();
    LongVector evenQ = evenSquare.reinterpretAsInts().mul(scaled).reinterpretAsLongs();
    LongVector oddQ = oddSquare.reinterpretAsInts().mul(oddScaled).reinterpretAsLongs();
    LongVector evenCube = evenSquare.mul(even).add(evenQ.and(U32).mul(p));
    LongVector oddCube = oddSquare.mul(odd).add(oddQ.and(U32).mul(p));
    IntVector cube = evenCube.lanewise(LSHR, 32).or(oddCube).reinterpretAsInts();
    return cube.lanewise(UMIN, cube.sub(P));
  }

  /** {@code p} in every lane, in a form that shows the compiler that it has 32 bits. */
  private static LongVector modulus() {
    return LongVector.broadcast(LONGS, (long) P << 32).lanewise(LSHR, 32);
  }

  /**
   * {@code M_E}: every block of four words times {@code M_4} (11 additions), then the sums over all
   * blocks. Flat, because with helpers it is just too long for the compiler to inline them.
   */
  private static void externalLayer(int[] states, int offset, int width) {
    int block = 4 * INT_LANES;
    int end = offset + width * INT_LANES;
    IntVector sum0 = IntVector.zero(INTS);
    IntVector sum1 = IntVector.zero(INTS);
    IntVector sum2 = IntVector.zero(INTS);
    IntVector sum3 = IntVector.zero(INTS);
    for (int at = offset; at < end; at += block) {
      IntVector x0 = IntVector.fromArray(INTS, states, at);
      IntVector x1 = IntVector.fromArray(INTS, states, at + INT_LANES);
      IntVector x2 = IntVector.fromArray(INTS, states, at + 2 * INT_LANES);
      IntVector x3 = IntVector.fromArray(INTS, states, at + 3 * INT_LANES);
      IntVector x01 = x0.add(x1);
      x01 = x01.lanewise(UMIN, x01.sub(P));
      IntVector x23 = x2.add(x3);
      x23 = x23.lanewise(UMIN, x23.sub(P));
      IntVector all = x01.add(x23);
      all = all.lanewise(UMIN, all.sub(P));
      IntVector allAnd1 = all.add(x1);
      allAnd1 = allAnd1.lanewise(UMIN, allAnd1.sub(P));
      IntVector allAnd3 = all.add(x3);
      allAnd3 = allAnd3.lanewise(UMIN, allAnd3.sub(P));
      IntVector twice0 = x0.add(x0);
      twice0 = twice0.lanewise(UMIN, twice0.sub(P));
      IntVector twice2 = x2.add(x2);
      twice2 = twice2.lanewise(UMIN, twice2.sub(P));
      IntVector y0 = allAnd1.add(x01);
      y0 = y0.lanewise(UMIN, y0.sub(P));
      IntVector y1 = allAnd1.add(twice2);
      y1 = y1.lanewise(UMIN, y1.sub(P));
      IntVector y2 = allAnd3.add(x23);
      y2 = y2.lanewise(UMIN, y2.sub(P));
      IntVector y3 = allAnd3.add(twice0);
      y3 = y3.lanewise(UMIN, y3.sub(P));
      y0.intoArray(states, at);
      y1.intoArray(states, at + INT_LANES);
      y2.intoArray(states, at + 2 * INT_LANES);
      y3.intoArray(states, at + 3 * INT_LANES);
      sum0 = sum0.add(y0);
      sum0 = sum0.lanewise(UMIN, sum0.sub(P));
      sum1 = sum1.add(y1);
      sum1 = sum1.lanewise(UMIN, sum1.sub(P));
      sum2 = sum2.add(y2);
      sum2 = sum2.lanewise(UMIN, sum2.sub(P));
      sum3 = sum3.add(y3);
      sum3 = sum3.lanewise(UMIN, sum3.sub(P));
    }
    for (int at = offset; at < end; at += block) {
      IntVector z0 = IntVector.fromArray(INTS, states, at).add(sum0);
      z0.lanewise(UMIN, z0.sub(P)).intoArray(states, at);
      IntVector z1 = IntVector.fromArray(INTS, states, at + INT_LANES).add(sum1);
      z1.lanewise(UMIN, z1.sub(P)).intoArray(states, at + INT_LANES);
      IntVector z2 = IntVector.fromArray(INTS, states, at + 2 * INT_LANES).add(sum2);
      z2.lanewise(UMIN, z2.sub(P)).intoArray(states, at + 2 * INT_LANES);
      IntVector z3 = IntVector.fromArray(INTS, states, at + 3 * INT_LANES).add(sum3);
      z3.lanewise(UMIN, z3.sub(P)).intoArray(states, at + 3 * INT_LANES);
    }
  }
}
