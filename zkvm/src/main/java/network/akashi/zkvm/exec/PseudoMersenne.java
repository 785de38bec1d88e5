package network.akashi.zkvm.exec;

/**
 * A modulus {@code 2^256 − c} with {@code c < 2^64}, such as the field of secp256k1: as {@code
 * 2^256} is {@code c}, the upper half of a product times c is added to the lower one, and what that
 * carries once more (Handbook of Applied Cryptography, 14.47). After two such steps no more than
 * one subtraction is left.
 */
final class PseudoMersenne extends Modulus {
  private final long c;

  PseudoMersenne(long[] m) {
    super(m);
    c = -m[0];
  }

  @Override
  void reduce(long[] product, long[] result, int at) {
    // product[0..3] + c·product[4..7], with a fifth word
    long p0 = product[0];
    long r0 = c * product[4] + p0;
    long carry = Math.unsignedMultiplyHigh(c, product[4]) + Integer256.less(r0, p0);

    long p1 = product[1];
    long r1 = c * product[5] + p1;
    long next = Math.unsignedMultiplyHigh(c, product[5]) + Integer256.less(r1, p1);
    r1 += carry;
    carry = next + Integer256.less(r1, carry);

    long p2 = product[2];
    long r2 = c * product[6] + p2;
    next = Math.unsignedMultiplyHigh(c, product[6]) + Integer256.less(r2, p2);
    r2 += carry;
    carry = next + Integer256.less(r2, carry);

    long p3 = product[3];
    long r3 = c * product[7] + p3;
    next = Math.unsignedMultiplyHigh(c, product[7]) + Integer256.less(r3, p3);
    r3 += carry;
    long fifth = next + Integer256.less(r3, carry);

    // c times the fifth, below 2^128
    long low = c * fifth;
    r0 += low;
    carry = Math.unsignedMultiplyHigh(c, fifth) + Integer256.less(r0, low);
    r1 += carry;
    carry = Integer256.less(r1, carry);
    r2 += carry;
    carry = Integer256.less(r2, carry);
    r3 += carry;
    boolean overflows = carry != 0 && r3 == 0;
    // what overflowed is below 2^128, so r3 and r2 are not all ones; else it may be m or more
    if (overflows || ((r1 & r2 & r3) == -1 && Long.compareUnsigned(r0, -c) >= 0)) {
      r0 += c;
      carry = Integer256.less(r0, c);
      r1 += carry;
      carry = Integer256.less(r1, carry);
      r2 += carry;
      r3 += Integer256.less(r2, carry);
    }
    result[at] = r0;
    result[at + 1] = r1;
    result[at + 2] = r2;
    result[at + 3] = r3;
  }
}
