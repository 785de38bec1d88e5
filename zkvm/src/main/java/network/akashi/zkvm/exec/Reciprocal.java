package network.akashi.zkvm.exec;

import java.math.BigInteger;

/**
 * Any modulus, by its reciprocal: the division of two words by one of N. Möller and T. Granlund,
 * Improved Division by Invariant Integers (IEEE Transactions on Computers 60, 2011), algorithm 4,
 * whose proof is of any base, with the base {@code 2^256}. Its quotient is off by one at most, so
 * four words are all of the remainder.
 *
 * <p>The divisor needs its highest bit set, so modulus and product are shifted to the left. A
 * product that would lose bits, as one of operands much larger than the modulus does, has its upper
 * half reduced first.
 */
final class Reciprocal extends Modulus {
  private static final int BITS = 64 * Integer256.WORDS;

  private final int shift;
  private final long[] divisor;
  private final long[] reciprocal;
  private final long[] quotient = new long[2 * Integer256.WORDS];
  private final long[] rest = new long[Integer256.WORDS];

  Reciprocal(long[] m, BigInteger integer) {
    super(m);
    shift = BITS - integer.bitLength();
    BigInteger shifted = integer.shiftLeft(shift);
    divisor = words(shifted);
    reciprocal = reciprocal(shifted);
  }

  @Override
  void reduce(long[] product, long[] result, int at) {
    if (shift != 0) {
      if (losesBits(product)) {
        reduceUpperHalf(product);
      }
      shiftLeft(product);
    }
    divide(product);
    for (int i = 0; i < Integer256.WORDS; i++) {
      result[at + i] = rest[i];
    }
    if (shift != 0) {
      shiftRight(result, at);
    }
  }

  private boolean losesBits(long[] product) {
    int word = 2 * Integer256.WORDS - 1;
    for (int i = shift >>> 6; i > 0; i--) {
      if (product[word] != 0) {
        return true;
      }
      word--;
    }
    // distances are taken modulo 64; in two steps 64 of them clear a word
    return product[word] >>> 1 >>> (63 - (shift & 63)) != 0;
  }

  private void reduceUpperHalf(long[] product) {
    long[] upper = new long[2 * Integer256.WORDS];
    System.arraycopy(product, Integer256.WORDS, upper, 0, Integer256.WORDS);
    shiftLeft(upper);
    divide(upper);
    System.arraycopy(rest, 0, product, Integer256.WORDS, Integer256.WORDS);
    shiftRight(product, Integer256.WORDS);
  }

  private void shiftLeft(long[] product) {
    int words = shift >>> 6;
    for (int i = product.length - 1; i >= 0; i--) {
      long here = i >= words ? product[i - words] : 0;
      long below = i > words ? product[i - words - 1] : 0;
      product[i] = here << shift | below >>> 1 >>> (63 - (shift & 63));
    }
  }

  private void shiftRight(long[] integer, int at) {
    int words = shift >>> 6;
    for (int i = 0; i < Integer256.WORDS; i++) {
      long here = i + words < Integer256.WORDS ? integer[at + i + words] : 0;
      long above = i + words + 1 < Integer256.WORDS ? integer[at + i + words + 1] : 0;
      integer[at + i] = here >>> shift | above << 1 << (63 - (shift & 63));
    }
  }

  /** Puts the remainder of {@code dividend} by the divisor into {@link #rest}. */
  private void divide(long[] dividend) {
    long d0 = divisor[0];
    long d1 = divisor[1];
    long d2 = divisor[2];
    long d3 = divisor[3];
    subtractDivisorOnce(dividend);

    // (q1, q0) = reciprocal · u1 + (u1, u0), where u is the dividend
    long[] q = quotient;
    for (int i = 0; i < Integer256.WORDS; i++) {
      q[i] = dividend[i];
    }
    Integer256.addProduct(q, dividend, Integer256.WORDS, reciprocal, 0);
    // q1 + u1 + 1, of which the sum has no carry out
    long q0 = q[4] + dividend[4];
    long carry = Integer256.less(q0, q[4]);
    q0 += 1;
    carry += q0 == 0 ? 1 : 0;
    long q1 = q[5] + dividend[5];
    long next = Integer256.less(q1, q[5]);
    q1 += carry;
    carry = next + Integer256.less(q1, carry);
    long q2 = q[6] + dividend[6];
    next = Integer256.less(q2, q[6]);
    q2 += carry;
    carry = next + Integer256.less(q2, carry);
    long q3 = q[7] + dividend[7] + carry;

    // rest = u0 − q1·d modulo 2^256
    long t0 = q0 * d0;
    long t1 = Math.unsignedMultiplyHigh(q0, d0);
    long t2;
    long t3;
    long low = q0 * d1;
    t1 += low;
    t2 = Math.unsignedMultiplyHigh(q0, d1) + Integer256.less(t1, low);
    low = q0 * d2;
    t2 += low;
    t3 = Math.unsignedMultiplyHigh(q0, d2) + Integer256.less(t2, low) + q0 * d3;

    low = q1 * d0;
    t1 += low;
    carry = Math.unsignedMultiplyHigh(q1, d0) + Integer256.less(t1, low);
    low = q1 * d1;
    t2 += low;
    next = Math.unsignedMultiplyHigh(q1, d1) + Integer256.less(t2, low);
    t2 += carry;
    t3 += next + Integer256.less(t2, carry) + q1 * d2;

    low = q2 * d0;
    t2 += low;
    t3 += Math.unsignedMultiplyHigh(q2, d0) + Integer256.less(t2, low) + q2 * d1 + q3 * d0;

    // and a divisor more if that is above q0
    subtract(dividend, t0, t1, t2, t3);
    long above = borrow(q, rest);
    add(d0 & -above, d1 & -above, d2 & -above, d3 & -above);
    if (borrow(rest, divisor) == 0) {
      subtract(rest, d0, d1, d2, d3);
    }
  }

  /** Brings the upper half below the divisor, of which it is less than twice. */
  private void subtractDivisorOnce(long[] dividend) {
    long borrow = 0;
    for (int i = 0; i < Integer256.WORDS; i++) {
      long x = dividend[Integer256.WORDS + i];
      long difference = x - divisor[i];
      borrow = Integer256.less(x, divisor[i]) | Integer256.less(difference, borrow);
    }
    if (borrow == 0) {
      for (int i = 0; i < Integer256.WORDS; i++) {
        long x = dividend[Integer256.WORDS + i];
        long difference = x - divisor[i];
        dividend[Integer256.WORDS + i] = difference - borrow;
        borrow = Integer256.less(x, divisor[i]) | Integer256.less(difference, borrow);
      }
    }
  }

  /** {@code rest = from − t}, modulo 2^256. */
  private void subtract(long[] from, long t0, long t1, long t2, long t3) {
    long r0 = from[0] - t0;
    long borrow = Integer256.less(from[0], t0);
    long r1 = from[1] - t1;
    long next = Integer256.less(from[1], t1) | Integer256.less(r1, borrow);
    r1 -= borrow;
    long r2 = from[2] - t2;
    borrow = Integer256.less(from[2], t2) | Integer256.less(r2, next);
    r2 -= next;
    rest[3] = from[3] - t3 - borrow;
    rest[2] = r2;
    rest[1] = r1;
    rest[0] = r0;
  }

  /** 1 if the integer in the first four words of {@code x} is below that of {@code y}, else 0. */
  private static long borrow(long[] x, long[] y) {
    long borrow = Integer256.less(x[0], y[0]);
    borrow = Integer256.less(x[1], y[1]) | Integer256.less(x[1] - y[1], borrow);
    borrow = Integer256.less(x[2], y[2]) | Integer256.less(x[2] - y[2], borrow);
    return Integer256.less(x[3], y[3]) | Integer256.less(x[3] - y[3], borrow);
  }

  /** {@code rest += t}, modulo 2^256. */
  private void add(long t0, long t1, long t2, long t3) {
    long r0 = rest[0] + t0;
    long carry = Integer256.less(r0, t0);
    long r1 = rest[1] + t1;
    long next = Integer256.less(r1, t1);
    r1 += carry;
    next |= Integer256.less(r1, carry);
    long r2 = rest[2] + t2;
    carry = Integer256.less(r2, t2);
    r2 += next;
    carry |= Integer256.less(r2, next);
    rest[3] += t3 + carry;
    rest[2] = r2;
    rest[1] = r1;
    rest[0] = r0;
  }
}
