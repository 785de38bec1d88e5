package network.akashi.rollup.batch;

import java.math.BigInteger;

/**
 * The scalar field of BLS12-381, whose elements blobs hold, and its 4,096th roots of unity. A
 * blob's i-th element is its polynomial's value at {@code ω^(i with its twelve bits reversed)}
 * (EIP-4844, "Bit-reversal permutation").
 */
final class ScalarField {
  static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private static final BigInteger GENERATOR = BigInteger.valueOf(7);
  private static final int LOG_SIZE = 12;
  private static final int SIZE = 1 << LOG_SIZE;
  private static final BigInteger BIG_SIZE = BigInteger.valueOf(SIZE);
  private static final BigInteger[] ROOTS = roots();

  private ScalarField() {}

  private static BigInteger[] roots() {
    BigInteger omega = GENERATOR.modPow(ORDER.subtract(BigInteger.ONE).shiftRight(LOG_SIZE), ORDER);
    BigInteger[] roots = new BigInteger[SIZE];
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < SIZE; i++) {
      roots[Integer.reverse(i) >>> (Integer.SIZE - LOG_SIZE)] = power;
      power = power.multiply(omega).mod(ORDER);
    }
    return roots;
  }

  /**
   * The value at {@code z} of the polynomial of degree below 4,096 with these values: barycentric
   * evaluation, {@code p(z) = (z^n − 1)/n · Σ vᵢ ωᵢ/(z − ωᵢ)}, with one inversion for all
   * denominators.
   */
  static BigInteger evaluate(BigInteger[] values, BigInteger z) {
    BigInteger[] products = new BigInteger[SIZE + 1];
    products[0] = BIG_SIZE;
    for (int i = 0; i < SIZE; i++) {
      BigInteger difference = z.subtract(ROOTS[i]);
      if (difference.signum() == 0) {
        return values[i];
      }
      products[i + 1] = products[i].multiply(difference).mod(ORDER);
    }
    BigInteger inverse = products[SIZE].modInverse(ORDER);
    BigInteger sum = BigInteger.ZERO;
    for (int i = SIZE - 1; i >= 0; i--) {
      BigInteger term = inverse.multiply(products[i]).mod(ORDER);
      sum = sum.add(values[i].multiply(ROOTS[i]).mod(ORDER).multiply(term));
      inverse = inverse.multiply(z.subtract(ROOTS[i])).mod(ORDER);
    }
    // What is left of `inverse` is that of the first product, the size.
    BigInteger factor = z.modPow(BIG_SIZE, ORDER).subtract(BigInteger.ONE).multiply(inverse);
    return factor.multiply(sum).mod(ORDER);
  }
}
