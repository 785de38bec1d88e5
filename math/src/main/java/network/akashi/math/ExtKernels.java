package network.akashi.math;

import java.util.List;

/**
 * Arithmetic on whole arrays of extension elements, and the steps of multilinear protocols that are
 * made of it: binding a variable, tables of the equality polynomial, combinations of columns.
 *
 * <p>The result may be written over an operand exactly, or elsewhere, but not over a shifted part
 * of one. Methods check lengths and overlap in constant time and leave everything as it was when
 * they refuse; elements are taken to be canonical.
 *
 * <p><b>Order of variables.</b> Value {@code i} of a multilinear polynomial in {@code k} variables
 * is its value where variable {@code j} is bit {@code k − 1 − j} of {@code i}: variable 0 is the
 * most significant bit, splits the array into halves, and is the one bound first.
 *
 * @see MathProvider#ext
 */
public abstract sealed class ExtKernels permits ScalarExtKernels, VectorExtKernels {
  /** Largest number of variables of {@link #eqTable}: 2^28 elements fill an {@code int[]}. */
  private static final int MOST_VARIABLES = 28;

  ExtKernels() {}

  /** {@code out[i] = a[i] + b[i]}. */
  public final void add(Ext5Array a, Ext5Array b, Ext5Array out) {
    checkOperand("a", a, out);
    checkOperand("b", b, out);
    addRaw(a, b, out);
  }

  /** {@code out[i] = a[i] − b[i]}. */
  public final void sub(Ext5Array a, Ext5Array b, Ext5Array out) {
    checkOperand("a", a, out);
    checkOperand("b", b, out);
    subRaw(a, b, out);
  }

  /** {@code out[i] = −a[i]}. */
  public final void neg(Ext5Array a, Ext5Array out) {
    checkOperand("a", a, out);
    negRaw(a, out);
  }

  /** {@code out[i] = a[i]·b[i]}. */
  public final void mul(Ext5Array a, Ext5Array b, Ext5Array out) {
    checkOperand("a", a, out);
    checkOperand("b", b, out);
    mulRaw(a, b, out);
  }

  /** {@code out[i] = a[i]^2}. */
  public final void square(Ext5Array a, Ext5Array out) {
    mul(a, a, out);
  }

  /** {@code out[i] = a[i]·b[i]} for base-field elements {@code b}. */
  public final void mulBase(Ext5Array a, int[] b, int bAt, Ext5Array out) {
    checkOperand("a", a, out);
    checkBase("b", b, bAt, out);
    mulBaseRaw(a, b, bAt, out);
  }

  /** {@code out[i] = factor·a[i]}. */
  public final void scale(Ext5Array a, Ext5 factor, Ext5Array out) {
    checkOperand("a", a, out);
    checkCanonical("factor", factor);
    // (factor − 1)·a + a: the same kernel for one operation more than it would take without a sum.
    addScaledRaw(a, a, factor.sub(Ext5.ONE), out);
  }

  /** {@code out[i] = a[i] + factor·b[i]}. */
  public final void addScaled(Ext5Array a, Ext5Array b, Ext5 factor, Ext5Array out) {
    checkOperand("a", a, out);
    checkOperand("b", b, out);
    checkCanonical("factor", factor);
    addScaledRaw(a, b, factor, out);
  }

  /** The sum of all elements. */
  public final Ext5 sum(Ext5Array a) {
    return sumRaw(a);
  }

  /** The dot product {@code Σ a[i]·b[i]}. */
  public final Ext5 dot(Ext5Array a, Ext5Array b) {
    checkLength("b", b.length(), a.length());
    return dotRaw(a, b);
  }

  /** The dot product {@code Σ a[i]·b[i]} with base-field elements {@code b}. */
  public final Ext5 dotBase(Ext5Array a, int[] b, int bAt) {
    Checks.range("b", b, bAt, a.length());
    return dotBaseRaw(a, b, bAt);
  }

  /** The geometric sequence {@code out[i] = first·ratio^i}. */
  public final void powers(Ext5 first, Ext5 ratio, Ext5Array out) {
    checkCanonical("first", first);
    checkCanonical("ratio", ratio);
    if (out.length() == 0) {
      return;
    }
    out.set(0, first);
    Ext5 step = ratio; // ratio^done
    for (int done = 1; done < out.length(); done *= 2) {
      int more = Math.min(done, out.length() - done);
      scale(out.slice(0, more), step, out.slice(done, more));
      step = step.square();
    }
  }

  /**
   * {@code out[i] = 1/a[i]}, at the price of three products each and a few inversions (Montgomery
   * 1987, section 10.3.1). The result must lie apart from the operand. Allocates a few KiB.
   *
   * @throws ArithmeticException naming the first element that is zero; the result is undefined then
   */
  public final void invert(Ext5Array a, Ext5Array out) {
    checkLength("out", out.length(), a.length());
    checkApart("a", a, out);
    if (!invertRaw(a, out)) {
      int zero = 0;
      while (zero < a.length() && !a.get(zero).isZero()) {
        zero++;
      }
      throw new ArithmeticException("a: element %d is zero and has no inverse".formatted(zero));
    }
  }

  /**
   * Binds a variable: {@code out[i] = low[i] + r·(high[i] − low[i])}, the value at {@code r} of the
   * line through {@code low[i]} at 0 and {@code high[i]} at 1. The result may be written over
   * {@code low} or {@code high}.
   */
  public final void bind(Ext5Array low, Ext5Array high, Ext5 r, Ext5Array out) {
    checkOperand("low", low, out);
    checkOperand("high", high, out);
    checkCanonical("r", r);
    bindRaw(low, high, r, out);
  }

  /** {@link #bind} for base-field values; the result lies apart from them. */
  public final void bindBase(int[] low, int lowAt, int[] high, int highAt, Ext5 r, Ext5Array out) {
    checkBase("low", low, lowAt, out);
    checkBase("high", high, highAt, out);
    checkCanonical("r", r);
    bindBaseRaw(low, lowAt, high, highAt, r, out);
  }

  /**
   * The table of the equality polynomial: {@code out[i] = scale·Π_j (x_j·point_j + (1 − x_j)·(1 −
   * point_j))}, where {@code x_j} is variable j of index {@code i}. So {@code Σ f[i]·out[i]} is
   * {@code scale} times the value of the multilinear polynomial {@code f} at {@code point}.
   *
   * @param point one coordinate per variable, variable 0 first
   * @param out {@code 2^k} elements for {@code k} variables
   */
  public final void eqTable(List<Ext5> point, Ext5 scale, Ext5Array out) {
    if (point.size() > MOST_VARIABLES || out.length() != 1 << point.size()) {
      throw new IllegalArgumentException(
          "out: a table over %d variables has 2^%d elements, this has %d"
              .formatted(point.size(), point.size(), out.length()));
    }
    checkCanonical("scale", scale);
    for (int j = 0; j < point.size(); j++) {
      checkCanonical("point: coordinate " + j, point.get(j));
    }
    out.set(0, scale);
    int done = 1;
    for (Ext5 r : point.reversed()) {
      Ext5Array low = out.slice(0, done);
      Ext5Array high = out.slice(done, done);
      scale(low, r, high);
      subRaw(low, high, low);
      done *= 2;
    }
  }

  /**
   * Combines base-field columns: {@code out[i] += Σ_j coefficients[j]·columns[at + j·stride + i]}.
   *
   * @param columns column j begins at {@code at + j·stride} and has as many elements as {@code out}
   * @param coefficients one per column
   */
  public final void addCombination(
      int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out) {
    Checks.atLeast("at", at, 0);
    Checks.atLeast("stride", stride, out.length());
    if (coefficients.isEmpty()) {
      return;
    }
    long end = at + (coefficients.size() - 1L) * stride + out.length();
    if (end > columns.length) {
      throw new IllegalArgumentException(
          "columns: %d columns of %d elements, %d apart, from offset %d end at %d, the array at %d"
              .formatted(coefficients.size(), out.length(), stride, at, end, columns.length));
    }
    for (int j = 0; j < coefficients.size(); j++) {
      checkCanonical("coefficients: number " + j, coefficients.get(j));
      checkBase("columns", columns, at + j * stride, out);
    }
    addCombinationRaw(columns, at, stride, coefficients, out);
  }

  abstract void addRaw(Ext5Array a, Ext5Array b, Ext5Array out);

  abstract void subRaw(Ext5Array a, Ext5Array b, Ext5Array out);

  abstract void negRaw(Ext5Array a, Ext5Array out);

  abstract void mulRaw(Ext5Array a, Ext5Array b, Ext5Array out);

  abstract void mulBaseRaw(Ext5Array a, int[] b, int bAt, Ext5Array out);

  abstract void addScaledRaw(Ext5Array a, Ext5Array b, Ext5 factor, Ext5Array out);

  abstract Ext5 sumRaw(Ext5Array a);

  abstract Ext5 dotRaw(Ext5Array a, Ext5Array b);

  abstract Ext5 dotBaseRaw(Ext5Array a, int[] b, int bAt);

  /** As {@link #invert}; whether no element was zero. */
  abstract boolean invertRaw(Ext5Array a, Ext5Array out);

  abstract void bindRaw(Ext5Array low, Ext5Array high, Ext5 r, Ext5Array out);

  abstract void bindBaseRaw(int[] low, int lowAt, int[] high, int highAt, Ext5 r, Ext5Array out);

  abstract void addCombinationRaw(
      int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out);

  private static void checkOperand(String name, Ext5Array operand, Ext5Array out) {
    checkLength(name, operand.length(), out.length());
    if (!operand.isSameOrApartFrom(out)) {
      throw new IllegalArgumentException(
          "out: overlaps %s shifted; write over it exactly or apart from it".formatted(name));
    }
  }

  private static void checkApart(String name, Ext5Array operand, Ext5Array out) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      if (!out.isApartFrom(operand.planes(), operand.plane(j), operand.length())) {
        throw new IllegalArgumentException("out: overlaps %s; write apart from it".formatted(name));
      }
    }
  }

  private static void checkBase(String name, int[] operand, int at, Ext5Array out) {
    Checks.range(name, operand, at, out.length());
    if (!out.isApartFrom(operand, at, out.length())) {
      throw new IllegalArgumentException("out: overlaps %s; write apart from it".formatted(name));
    }
  }

  private static void checkLength(String name, int length, int wanted) {
    if (length != wanted) {
      throw new IllegalArgumentException(
          "%s: must have %d elements like the other arguments, has %d"
              .formatted(name, wanted, length));
    }
  }

  private static void checkCanonical(String name, Ext5 value) {
    for (int j = 0; j < Ext5.DEGREE; j++) {
      Checks.canonical(name, value.coefficient(j));
    }
  }
}
