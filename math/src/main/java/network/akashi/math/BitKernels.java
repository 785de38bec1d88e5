package network.akashi.math;

/**
 * Words of 64 bits as multilinear combinations: what turns packed bits into field elements.
 *
 * <p>Methods check offsets in constant time and leave everything as it was when they refuse; that
 * elements are canonical is taken for granted.
 *
 * @see MathProvider#bits
 */
public abstract sealed class BitKernels permits ScalarBitKernels, VectorBitKernels {
  /** Words that a pattern has a bit of. */
  public static final int WORDS = 16;

  BitKernels() {}

  /**
   * The bits of sixteen words at the same position, for each of the 64 positions: {@code out[outAt
   * + z] = Σ_d 2^d·[bit z of words[at + d]]}.
   */
  public final void patterns(long[] words, int at, int[] out, int outAt) {
    Checks.range("words", words, at, WORDS);
    Checks.range("out", out, outAt, Long.SIZE);
    patternsRaw(words, at, out, outAt);
  }

  /**
   * {@code out[outAt + i] = base + Σ_d [bit d of patterns[at + i]]·steps[d]} for {@code count}
   * patterns of sixteen bits.
   *
   * @param steps sixteen elements
   */
  public final void combine(
      int[] patterns, int at, int base, int[] steps, int[] out, int outAt, int count) {
    Checks.range("patterns", patterns, at, count);
    Checks.range("steps", steps, 0, WORDS);
    Checks.range("out", out, outAt, count);
    Checks.sameOrApart("patterns", patterns, at, out, outAt, count);
    Checks.canonical("base", base);
    combineRaw(patterns, at, base, steps, out, outAt, count);
  }

  /**
   * {@code Σ values[64·i + z]} over the bits {@code z} that are set in the words {@code words[at +
   * i·stride]}, as many words as there are values for.
   */
  public final Ext5 select(long[] words, int at, int stride, Ext5Array values) {
    Checks.atLeast("stride", stride, 1);
    int count = values.length() / Long.SIZE;
    Checks.atLeast("values", count, 1);
    Checks.range("words", words, at, (count - 1) * stride + 1);
    return selectRaw(words, at, stride, values);
  }

  abstract void patternsRaw(long[] words, int at, int[] out, int outAt);

  abstract void combineRaw(
      int[] patterns, int at, int base, int[] steps, int[] out, int outAt, int count);

  abstract Ext5 selectRaw(long[] words, int at, int stride, Ext5Array values);
}
