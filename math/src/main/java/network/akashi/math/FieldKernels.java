package network.akashi.math;

/**
 * Arithmetic on whole arrays of base-field elements (canonical, Montgomery form; see the package).
 *
 * <p>An operand is an array and the offset of its first element. Unless a method says otherwise the
 * result may be written over an operand exactly, or elsewhere, but not over a shifted part of one.
 * Methods check lengths, offsets and overlap in constant time, and leave everything as it was when
 * they refuse; that elements are canonical is checked by {@link #requireCanonical} only.
 *
 * @see MathProvider#field
 */
public abstract sealed class FieldKernels permits ScalarFieldKernels, VectorFieldKernels {
  FieldKernels() {}

  /** {@code out[i] = a[i] + b[i]} for {@code count} elements. */
  public final void add(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    checkBinary(a, aAt, b, bAt, out, outAt, count);
    addRaw(a, aAt, b, bAt, out, outAt, count);
  }

  /** {@code out[i] = a[i] − b[i]} for {@code count} elements. */
  public final void sub(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    checkBinary(a, aAt, b, bAt, out, outAt, count);
    subRaw(a, aAt, b, bAt, out, outAt, count);
  }

  /** {@code out[i] = −a[i]} for {@code count} elements. */
  public final void neg(int[] a, int aAt, int[] out, int outAt, int count) {
    checkUnary(a, aAt, out, outAt, count);
    negRaw(a, aAt, out, outAt, count);
  }

  /** {@code out[i] = a[i]·b[i]} for {@code count} elements. */
  public final void mul(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    checkBinary(a, aAt, b, bAt, out, outAt, count);
    mulRaw(a, aAt, b, bAt, out, outAt, count);
  }

  /** {@code out[i] = factor·a[i]} for {@code count} elements. */
  public final void scale(int[] a, int aAt, int factor, int[] out, int outAt, int count) {
    checkUnary(a, aAt, out, outAt, count);
    Checks.canonical("factor", factor);
    scaleRaw(a, aAt, ShoupFactor.of(factor), out, outAt, count);
  }

  /** {@code out[i] = a[i] + factor·b[i]} for {@code count} elements. */
  public final void addScaled(
      int[] a, int aAt, int[] b, int bAt, int factor, int[] out, int outAt, int count) {
    checkBinary(a, aAt, b, bAt, out, outAt, count);
    Checks.canonical("factor", factor);
    addScaledRaw(a, aAt, b, bAt, ShoupFactor.of(factor), out, outAt, count);
  }

  /** The sum of {@code count} elements. */
  public final int sum(int[] a, int aAt, int count) {
    Checks.range("a", a, aAt, count);
    return sumRaw(a, aAt, count);
  }

  /** The dot product {@code Σ a[i]·b[i]} of {@code count} elements. */
  public final int dot(int[] a, int aAt, int[] b, int bAt, int count) {
    Checks.range("a", a, aAt, count);
    Checks.range("b", b, bAt, count);
    return dotRaw(a, aAt, b, bAt, count);
  }

  /** The geometric sequence {@code out[i] = first·ratio^i} of {@code count} elements. */
  public final void powers(int first, int ratio, int[] out, int outAt, int count) {
    Checks.range("out", out, outAt, count);
    Checks.canonical("first", first);
    Checks.canonical("ratio", ratio);
    powersRaw(first, ratio, out, outAt, count);
  }

  /**
   * {@code out[i] = 1/a[i]} for {@code count} elements, at the price of three products each and one
   * inversion (Montgomery 1987, section 10.3.1). The result must lie apart from the operand.
   *
   * @throws ArithmeticException naming the first element that is zero; the result is undefined then
   */
  public final void invert(int[] a, int aAt, int[] out, int outAt, int count) {
    Checks.range("a", a, aAt, count);
    Checks.range("out", out, outAt, count);
    Checks.apart("a", a, aAt, count, out, outAt, count);
    if (!invertRaw(a, aAt, out, outAt, count)) {
      throw new ArithmeticException(
          "a: element %d is zero and has no inverse".formatted(indexOfZero(a, aAt, count)));
    }
  }

  /** Takes {@code count} unsigned 32-bit integers to the elements they stand for, reduced mod p. */
  public final void fromIntegers(int[] integers, int at, int[] out, int outAt, int count) {
    checkUnary("integers", integers, at, out, outAt, count);
    scaleRaw(integers, at, ShoupFactor.INTO_MONTGOMERY, out, outAt, count);
  }

  /** Takes {@code count} elements to the integers in {@code [0, p)} that they stand for. */
  public final void toIntegers(int[] a, int aAt, int[] out, int outAt, int count) {
    checkUnary(a, aAt, out, outAt, count);
    scaleRaw(a, aAt, ShoupFactor.OUT_OF_MONTGOMERY, out, outAt, count);
  }

  /**
   * Checks that {@code count} ints are field elements.
   *
   * @param name of the argument, for the message
   * @throws IllegalArgumentException naming the first int that is not in {@code [0, p)}
   */
  public final void requireCanonical(String name, int[] a, int aAt, int count) {
    Checks.range(name, a, aAt, count);
    if (!isCanonicalRaw(a, aAt, count)) {
      for (int i = 0; i < count; i++) {
        Checks.canonical(name + ": element " + i, a[aAt + i]);
      }
    }
  }

  abstract void addRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  abstract void subRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  abstract void negRaw(int[] a, int aAt, int[] out, int outAt, int count);

  abstract void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  /** As {@link #scale}; the ints in {@code a} may be any. */
  abstract void scaleRaw(int[] a, int aAt, ShoupFactor factor, int[] out, int outAt, int count);

  abstract void addScaledRaw(
      int[] a, int aAt, int[] b, int bAt, ShoupFactor factor, int[] out, int outAt, int count);

  abstract int sumRaw(int[] a, int aAt, int count);

  abstract int dotRaw(int[] a, int aAt, int[] b, int bAt, int count);

  abstract void powersRaw(int first, int ratio, int[] out, int outAt, int count);

  /** As {@link #invert}; whether no element was zero. */
  abstract boolean invertRaw(int[] a, int aAt, int[] out, int outAt, int count);

  abstract boolean isCanonicalRaw(int[] a, int aAt, int count);

  private static int indexOfZero(int[] a, int aAt, int count) {
    int i = 0;
    while (i < count && a[aAt + i] != 0) {
      i++;
    }
    return i;
  }

  private static void checkUnary(int[] a, int aAt, int[] out, int outAt, int count) {
    checkUnary("a", a, aAt, out, outAt, count);
  }

  private static void checkUnary(String name, int[] a, int aAt, int[] out, int outAt, int count) {
    Checks.range(name, a, aAt, count);
    Checks.range("out", out, outAt, count);
    Checks.sameOrApart(name, a, aAt, out, outAt, count);
  }

  private static void checkBinary(
      int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    checkUnary("a", a, aAt, out, outAt, count);
    checkUnary("b", b, bAt, out, outAt, count);
  }
}
