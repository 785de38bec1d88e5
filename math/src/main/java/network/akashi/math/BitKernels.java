package network.akashi.math;

/**
 * Words of 64 bits as multilinear combinations: what turns packed bits into base-field elements.
 *
 * <p>Methods check offsets in constant time and leave everything as it was when they refuse; that
 * elements are canonical is taken for granted.
 *
 * @see MathProvider#bits
 */
public abstract sealed class BitKernels permits ScalarBitKernels, VectorBitKernels {
  BitKernels() {}

  /**
   * For each bit position {@code z}: {@code out[outAt + z] = base + Σ_d [bit z of words[at + d]] ·
   * steps[d]}, over as many words as there are steps.
   */
  public final void combine(
      long[] words, int at, int base, int[] steps, int[] out, int outAt) {
    Checks.range("words", words, at, steps.length);
    Checks.range("out", out, outAt, Long.SIZE);
    Checks.canonical("base", base);
    combineRaw(words, at, base, steps, out, outAt);
  }

  /**
   * {@code Σ values[valuesAt + 64·i + z]} over the bits {@code z} that are set in the words {@code
   * words[at + i·stride]}, {@code 0 ≤ i < count}.
   */
  public final int select(
      long[] words, int at, int stride, int count, int[] values, int valuesAt) {
    Checks.atLeast("count", count, 1);
    Checks.atLeast("stride", stride, 1);
    Checks.range("words", words, at, (count - 1) * stride + 1);
    Checks.range("values", values, valuesAt, Long.SIZE * count);
    return selectRaw(words, at, stride, count, values, valuesAt);
  }

  abstract void combineRaw(long[] words, int at, int base, int[] steps, int[] out, int outAt);

  abstract int selectRaw(
      long[] words, int at, int stride, int count, int[] values, int valuesAt);
}
