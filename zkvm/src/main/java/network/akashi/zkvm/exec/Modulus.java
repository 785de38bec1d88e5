package network.akashi.zkvm.exec;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What can be known of a modulus of up to 256 bits before anything is reduced by it. Immutable, but
 * reducing uses scratch space, so an instance belongs to one thread.
 */
abstract sealed class Modulus permits PseudoMersenne, Reciprocal {
  private static final int BITS = 64 * Integer256.WORDS;

  private final long m0;
  private final long m1;
  private final long m2;
  private final long m3;

  /** The modulus of the four words {@code m}. */
  Modulus(long[] m) {
    m0 = m[0];
    m1 = m[1];
    m2 = m[2];
    m3 = m[3];
  }

  /**
   * The modulus whose words begin at {@code at}, in the way that suits it.
   *
   * @throws IllegalArgumentException if it is 0
   */
  static Modulus of(long[] words, int at) {
    long[] m = new long[Integer256.WORDS];
    System.arraycopy(words, at, m, 0, Integer256.WORDS);
    if ((m[0] | m[1] | m[2] | m[3]) == 0) {
      throw new IllegalArgumentException("modulus: must not be 0");
    }
    return m[1] == -1 && m[2] == -1 && m[3] == -1 && m[0] != 0
        ? new PseudoMersenne(m)
        : new Reciprocal(m, integer(m));
  }

  /** Whether this is the modulus whose words begin at {@code at}. */
  final boolean is(long[] words, int at) {
    return words[at] == m0 && words[at + 1] == m1 && words[at + 2] == m2 && words[at + 3] == m3;
  }

  /**
   * Puts {@code product mod m} where {@code result} has {@code at}.
   *
   * @param product eight words, which are used up
   */
  abstract void reduce(long[] product, long[] result, int at);

  /** {@code ⌊(2^512 − 1) / d⌋ − 2^256} of {@code d} with its highest bit set. */
  static long[] reciprocal(BigInteger d) {
    BigInteger one = BigInteger.ONE;
    BigInteger quotient = one.shiftLeft(2 * BITS).subtract(one).divide(d);
    return words(quotient.subtract(one.shiftLeft(BITS)));
  }

  private static BigInteger integer(long[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length);
    for (int i = words.length - 1; i >= 0; i--) {
      bytes.putLong(words[i]);
    }
    return new BigInteger(1, bytes.array());
  }

  /** The four words of an integer below {@code 2^256}. */
  static long[] words(BigInteger integer) {
    long[] words = new long[Integer256.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = integer.shiftRight(64 * i).longValue();
    }
    return words;
  }
}
