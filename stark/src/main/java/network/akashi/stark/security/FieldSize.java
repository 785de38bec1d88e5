package network.akashi.stark.security;

import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/** Sizes of the fields in bits, which all error terms are measured against. */
final class FieldSize {
  /** log2 of the number of base-field elements, about 30.99. */
  static final double BASE_BITS = log2(KoalaBear.P);

  /** log2 of the number of elements that challenges are drawn from, about 154.94. */
  static final double EXTENSION_BITS = Ext5.DEGREE * BASE_BITS;

  private FieldSize() {}

  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /** The bits of security of an error of {@code numerator / |F|}. */
  static double errorBits(double numerator) {
    return EXTENSION_BITS - log2(numerator);
  }

  /** {@code log2(2^a + 2^b)}: the exponent of a sum of errors given by exponents. */
  static double logSum(double a, double b) {
    double high = Math.max(a, b);
    double low = Math.min(a, b);
    return high + log2(1 + Math.pow(2, low - high));
  }
}
