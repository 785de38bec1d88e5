package network.akashi.market;

import java.math.BigInteger;

/**
 * Unsigned numbers of 64 bits in a {@code long}: works and prices, of which the contracts admit the
 * whole range.
 */
public final class Uint64 {
  private static final BigInteger SIGN = BigInteger.ONE.shiftLeft(Long.SIZE - 1);
  private static final BigInteger MAX =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private Uint64() {}

  /** The number as a big integer, never negative. */
  public static BigInteger big(long value) {
    return value >= 0
        ? BigInteger.valueOf(value)
        : BigInteger.valueOf(value & Long.MAX_VALUE).or(SIGN);
  }

  /** A big integer as an unsigned number, capped at 2⁶⁴ − 1. */
  public static long saturated(BigInteger value) {
    return value.compareTo(MAX) >= 0 ? -1L : value.longValue();
  }

  /** The smaller of two. */
  public static long min(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? a : b;
  }

  /** Whether {@code a > b}. */
  public static boolean greater(long a, long b) {
    return Long.compareUnsigned(a, b) > 0;
  }
}
