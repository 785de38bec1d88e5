package network.akashi.math;

/**
 * Arithmetic on whole arrays of base-field elements (canonical, Montgomery form; see the package).
 *
 * <p>An operand is an array and the offset of its first element. The result may be written over an
 * operand exactly, or elsewhere, but not over a shifted part of one. Methods check their arguments
 * in constant time and leave everything as it was when they refuse.
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

  /** {@code out[i] = a[i]·b[i]} for {@code count} elements. */
  public final void mul(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    checkBinary(a, aAt, b, bAt, out, outAt, count);
    mulRaw(a, aAt, b, bAt, out, outAt, count);
  }

  abstract void addRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  abstract void subRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  abstract void mulRaw(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count);

  private static void checkBinary(
      int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count) {
    Checks.range("a", a, aAt, count);
    Checks.range("b", b, bAt, count);
    Checks.range("out", out, outAt, count);
    Checks.sameOrApart("a", a, aAt, out, outAt, count);
    Checks.sameOrApart("b", b, bAt, out, outAt, count);
  }
}
