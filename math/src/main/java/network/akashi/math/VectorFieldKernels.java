package network.akashi.math;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.OR;
import static network.akashi.math.KoalaBear.P;
import static network.akashi.math.VectorConstants.INTS;
import static network.akashi.math.VectorConstants.INT_LANES;
import static network.akashi.math.VectorConstants.LONGS;
import static network.akashi.math.VectorLanes.U32;
import static network.akashi.math.VectorLanes.even;
import static network.akashi.math.VectorLanes.fold;
import static network.akashi.math.VectorLanes.odd;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** A vector of elements at a time; what does not fill a vector is done one by one. */
final class VectorFieldKernels extends FieldKernels {
  /** Elements that {@link #powersRaw} computes apart from each other: several vectors. */
  private static final int STEP = 4 * INT_LANES;

  /** Elements per row of {@link #invertRaw}: one chain of products each. */
  private static final int ROW = 128;

  @Override
  void addRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      VectorLanes.add(load(a, aAt + i), load(b, bAt + i)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.add(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void subRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      VectorLanes.sub(load(a, aAt + i), load(b, bAt + i)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.sub(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void negRaw(int[] a, int aAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    IntVector zero = IntVector.zero(INTS);
    for (int i = 0; i < whole; i += INT_LANES) {
      VectorLanes.sub(zero, load(a, aAt + i)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.neg(a[aAt + i]);
    }
  }

  @Override
  void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      VectorLanes.mul(load(a, aAt + i), load(b, bAt + i)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.mul(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  void scaleRaw(int[] a, int aAt, ShoupFactor factor, int[] out, int outAt, int count) {
    int w = factor.factor();
    long quotient = factor.quotient() & U32;
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      VectorLanes.times(load(a, aAt + i), w, quotient).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = factor.times(a[aAt + i]);
    }
  }

  @Override
  void addScaledRaw(
      int[] a, int aAt, int[] b, int bAt, ShoupFactor factor, int[] out, int outAt, int count) {
    int w = factor.factor();
    long quotient = factor.quotient() & U32;
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector product = VectorLanes.times(load(b, bAt + i), w, quotient);
      VectorLanes.add(load(a, aAt + i), product).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = KoalaBear.add(a[aAt + i], factor.times(b[bAt + i]));
    }
  }

  /** Sums of fewer than 2^32 elements fit 63 bits as they are. */
  @Override
  int sumRaw(int[] a, int aAt, int count) {
    int whole = INTS.loopBound(count);
    LongVector evens = LongVector.zero(LONGS);
    LongVector odds = LongVector.zero(LONGS);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector v = load(a, aAt + i);
      evens = evens.add(even(v));
      odds = odds.add(odd(v));
    }
    long sum = evens.add(odds).reduceLanes(ADD);
    for (int i = whole; i < count; i++) {
      sum += a[aAt + i];
    }
    return (int) (sum % P);
  }

  /**
   * Products stay unreduced in 64-bit lanes. A lane's sum is below {@code 2p²} before each step;
   * two products, each at most {@code (p−1)²}, take it below {@code 4p² < 2^64}, and folding brings
   * it back below {@code 2p²}.
   */
  @Override
  int dotRaw(int[] a, int aAt, int[] b, int bAt, int count) {
    LongVector evens = LongVector.zero(LONGS);
    LongVector odds = LongVector.zero(LONGS);
    int i = 0;
    for (int whole = count - count % (2 * INT_LANES); i < whole; i += 2 * INT_LANES) {
      IntVector a0 = load(a, aAt + i);
      IntVector b0 = load(b, bAt + i);
      IntVector a1 = load(a, aAt + i + INT_LANES);
      IntVector b1 = load(b, bAt + i + INT_LANES);
      evens = fold(evens.add(even(a0).mul(even(b0))).add(even(a1).mul(even(b1))));
      odds = fold(odds.add(odd(a0).mul(odd(b0))).add(odd(a1).mul(odd(b1))));
    }
    int sum = KoalaBear.add(VectorLanes.reduce(evens), VectorLanes.reduce(odds));
    for (; i < count; i++) {
      sum = KoalaBear.add(sum, KoalaBear.mul(a[aAt + i], b[bAt + i]));
    }
    return sum;
  }

  /** After the first few, each element is the one {@link #STEP} before it times a constant. */
  @Override
  void powersRaw(int first, int ratio, int[] out, int outAt, int count) {
    int power = first;
    int head = Math.min(count, STEP);
    for (int i = 0; i < head; i++) {
      out[outAt + i] = power;
      power = KoalaBear.mul(power, ratio);
    }
    if (count == head) {
      return;
    }
    ShoupFactor step = ShoupFactor.of(KoalaBear.pow(ratio, STEP));
    int w = step.factor();
    long quotient = step.quotient() & U32;
    int whole = STEP + INTS.loopBound(count - STEP);
    for (int i = STEP; i < whole; i += INT_LANES) {
      VectorLanes.times(load(out, outAt + i - STEP), w, quotient).intoArray(out, outAt + i);
    }
    for (int i = whole; i < count; i++) {
      out[outAt + i] = step.times(out[outAt + i - STEP]);
    }
  }

  /**
   * The scalar algorithm on rows of {@link #ROW} elements instead of single ones: {@code out} first
   * receives the products of each column down to the row; the last row is inverted one by one; then
   * rows are divided out upwards. A last row that is not whole is done one by one.
   */
  @Override
  boolean invertRaw(int[] a, int aAt, int[] out, int outAt, int count) {
    int whole = count - count % ROW;
    FieldKernels scalar = MathProvider.scalar().field();
    if (!scalar.invertRaw(a, aAt + whole, out, outAt + whole, count - whole)) {
      return false;
    }
    if (whole == 0) {
      return true;
    }
    System.arraycopy(a, aAt, out, outAt, ROW);
    for (int row = ROW; row < whole; row += ROW) {
      mulRaw(a, aAt + row, out, outAt + row - ROW, out, outAt + row, ROW);
    }
    int last = whole - ROW;
    int[] inverse = new int[ROW];
    if (!scalar.invertRaw(out, outAt + last, inverse, 0, ROW)) {
      return false;
    }
    for (int row = last; row > 0; row -= ROW) {
      mulRaw(inverse, 0, out, outAt + row - ROW, out, outAt + row, ROW);
      mulRaw(inverse, 0, a, aAt + row, inverse, 0, ROW);
    }
    System.arraycopy(inverse, 0, out, outAt, ROW);
    return true;
  }

  /** {@code v} is an element unless {@code v} or {@code p − 1 − v} is negative. */
  @Override
  boolean isCanonicalRaw(int[] a, int aAt, int count) {
    int whole = INTS.loopBound(count);
    IntVector top = IntVector.broadcast(INTS, P - 1);
    IntVector signs = IntVector.zero(INTS);
    for (int i = 0; i < whole; i += INT_LANES) {
      IntVector v = load(a, aAt + i);
      signs = signs.or(v.or(top.sub(v)));
    }
    boolean canonical = signs.reduceLanes(OR) >= 0;
    for (int i = whole; i < count; i++) {
      canonical &= KoalaBear.isCanonical(a[aAt + i]);
    }
    return canonical;
  }

  private static IntVector load(int[] array, int at) {
    return IntVector.fromArray(INTS, array, at);
  }
}
