package network.akashi.zkvm.exec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * {@code a·b + c mod m} on integers of four 64-bit words, the lowest first.
 *
 * <p>Guests ask for the same modulus thousands of times in a row. So the last one is kept with its
 * reciprocal {@code μ = ⌊2^512 / m⌋}, and reducing takes two products instead of a division
 * (Barrett's method; Menezes, van Oorschot, Vanstone, Handbook of Applied Cryptography, 14.42, with
 * base {@code 2^64} and four words). That needs {@code 2^192 < m}; smaller ones are divided by.
 *
 * <p>Not thread-safe.
 */
final class ModularMultiplier {
  static final int WORDS = 4;

  private static final BigInteger TOP = BigInteger.ONE.shiftLeft(128 * WORDS);

  private static final BigInteger LARGEST_WITHOUT = BigInteger.ONE.shiftLeft(64 * (WORDS - 1));

  private final long[] modulus = new long[WORDS];
  private final long[] reciprocal = new long[WORDS + 1];
  private final long[] product = new long[2 * WORDS];
  private final long[] high = new long[WORDS + 1];
  private final long[] estimate = new long[2 * WORDS + 2];
  private final long[] quotient = new long[WORDS + 1];
  private final long[] rest = new long[WORDS + 1];
  private final long[] multiple = new long[2 * WORDS + 1];
  private boolean hasReciprocal;

  /**
   * Computes {@code a·b + c mod m}.
   *
   * @param m not zero
   */
  long[] multiplyAdd(long[] a, long[] b, long[] c, long[] m) {
    if (!Arrays.equals(m, modulus)) {
      setModulus(m);
    }
    Arrays.fill(product, WORDS, 2 * WORDS, 0);
    System.arraycopy(c, 0, product, 0, WORDS);
    addProduct(a, b, product);
    return hasReciprocal ? reduce() : divide();
  }

  private void setModulus(long[] m) {
    System.arraycopy(m, 0, modulus, 0, WORDS);
    BigInteger divisor = integer(m);
    // at 2^192 itself the reciprocal has a word too many
    hasReciprocal = divisor.compareTo(LARGEST_WITHOUT) > 0;
    if (hasReciprocal) {
      words(TOP.divide(divisor), reciprocal);
    }
  }

  private long[] reduce() {
    System.arraycopy(product, WORDS - 1, high, 0, WORDS + 1);
    Arrays.fill(estimate, 0);
    addProduct(high, reciprocal, estimate);
    System.arraycopy(estimate, WORDS + 1, quotient, 0, WORDS + 1);
    Arrays.fill(multiple, 0);
    addProduct(quotient, modulus, multiple);
    // the rest is below 3m, so five words of the difference are all of it
    System.arraycopy(product, 0, rest, 0, WORDS + 1);
    subtract(rest, multiple);
    long[] result = new long[WORDS];
    while (rest[WORDS] != 0 || !isBelowModulus()) {
      System.arraycopy(modulus, 0, multiple, 0, WORDS);
      multiple[WORDS] = 0;
      subtract(rest, multiple);
    }
    System.arraycopy(rest, 0, result, 0, WORDS);
    return result;
  }

  private long[] divide() {
    long[] result = new long[WORDS];
    words(integer(product).mod(integer(modulus)), result);
    return result;
  }

  private boolean isBelowModulus() {
    for (int i = WORDS - 1; i >= 0; i--) {
      if (rest[i] != modulus[i]) {
        return Long.compareUnsigned(rest[i], modulus[i]) < 0;
      }
    }
    return false;
  }

  /** {@code sum += a·b}; the sum must fit. */
  private static void addProduct(long[] a, long[] b, long[] sum) {
    for (int i = 0; i < a.length; i++) {
      long carry = 0;
      for (int j = 0; j < b.length; j++) {
        long low = a[i] * b[j];
        long next = Math.unsignedMultiplyHigh(a[i], b[j]);
        low += sum[i + j];
        next += Long.compareUnsigned(low, sum[i + j]) < 0 ? 1 : 0;
        low += carry;
        next += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
        sum[i + j] = low;
        carry = next;
      }
      for (int k = i + b.length; carry != 0; k++) {
        sum[k] += carry;
        carry = Long.compareUnsigned(sum[k], carry) < 0 ? 1 : 0;
      }
    }
  }

  /** {@code from −= what}, in as many words as {@code from} has. */
  private static void subtract(long[] from, long[] what) {
    long borrow = 0;
    for (int i = 0; i < from.length; i++) {
      long difference = from[i] - what[i];
      long below = Long.compareUnsigned(from[i], what[i]) < 0 ? 1 : 0;
      below += Long.compareUnsigned(difference, borrow) < 0 ? 1 : 0;
      from[i] = difference - borrow;
      borrow = below;
    }
  }

  private static BigInteger integer(long[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length);
    for (int i = words.length - 1; i >= 0; i--) {
      bytes.putLong(words[i]);
    }
    return new BigInteger(1, bytes.array());
  }

  private static void words(BigInteger integer, long[] words) {
    for (int i = 0; i < words.length; i++) {
      words[i] = integer.shiftRight(64 * i).longValue();
    }
  }
}
