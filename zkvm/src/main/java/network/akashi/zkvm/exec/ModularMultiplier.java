package network.akashi.zkvm.exec;

import org.jspecify.annotations.Nullable;

/**
 * {@code a·b + c mod m} on integers of four 64-bit words, the lowest first.
 *
 * <p>Guests ask for few moduli, thousands of times each, and some for two in turn: a curve's field
 * and its order. So what is known of a {@link Modulus} is kept, in a table of as many as low words
 * fall into. Nothing is allocated but for a modulus that is not there.
 *
 * <p>Not thread-safe.
 */
final class ModularMultiplier {
  private static final int LOG_KEPT = 4;

  private final @Nullable Modulus[] kept = new Modulus[1 << LOG_KEPT];
  private final long[] product = new long[2 * Integer256.WORDS];

  /**
   * Puts {@code a·b + c mod m} into the result. Each integer begins at the index behind its array;
   * all are read before the result is written, so they may overlap.
   *
   * @param m not zero
   */
  void multiplyAdd(
      long[] a,
      int aAt,
      long[] b,
      int bAt,
      long[] c,
      int cAt,
      long[] m,
      int mAt,
      long[] result,
      int resultAt) {
    Integer256.multiplyAdd(a, aAt, b, bAt, c, cAt, product);
    modulus(m, mAt).reduce(product, result, resultAt);
  }

  /**
   * {@code a·b + c mod m}, in an array of its own.
   *
   * @param m not zero
   */
  long[] multiplyAdd(long[] a, long[] b, long[] c, long[] m) {
    long[] result = new long[Integer256.WORDS];
    multiplyAdd(a, 0, b, 0, c, 0, m, 0, result, 0);
    return result;
  }

  private Modulus modulus(long[] m, int at) {
    // Fibonacci hashing of the lowest word, as small moduli differ there and large ones, too
    int place = (int) ((m[at] * 0x9e37_79b9_7f4a_7c15L) >>> (Long.SIZE - LOG_KEPT));
    Modulus modulus = kept[place];
    if (modulus == null || !modulus.is(m, at)) {
      modulus = Modulus.of(m, at);
      kept[place] = modulus;
    }
    return modulus;
  }
}
