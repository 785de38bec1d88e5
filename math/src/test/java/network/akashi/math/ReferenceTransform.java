package network.akashi.math;

import java.util.Arrays;

/**
 * Transforms written down as in a textbook, one column at a time, to check {@link Ntt} against:
 * nothing here knows of passes, tiles, bit reversal or vectors.
 */
final class ReferenceTransform {
  private ReferenceTransform() {}

  /** The value of one column's polynomial at {@code point}, by Horner's rule. */
  static int evaluate(RowMatrix coefficients, int column, int point) {
    int value = 0;
    for (int row = coefficients.rows() - 1; row >= 0; row--) {
      int coefficient = coefficients.values()[coefficients.at(row) + column];
      value = KoalaBear.add(KoalaBear.mul(value, point), coefficient);
    }
    return value;
  }

  /**
   * The values of one column's polynomial at all points of {@code domain}, in the order of its
   * rows; by splitting into even and odd coefficients (Cooley and Tukey 1965).
   */
  static int[] evaluate(RowMatrix coefficients, int column, EvaluationDomain domain) {
    int[] column0 = new int[domain.size()];
    int power = KoalaBear.ONE;
    for (int row = 0; row < coefficients.rows(); row++) {
      column0[row] = KoalaBear.mul(power, coefficients.values()[coefficients.at(row) + column]);
      power = KoalaBear.mul(power, domain.shift());
    }
    int[] natural = subgroup(column0);
    int[] values = new int[domain.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = natural[BitReversal.of(row, domain.logSize())];
    }
    return values;
  }

  private static int[] subgroup(int[] coefficients) {
    int n = coefficients.length;
    if (n == 1) {
      return coefficients;
    }
    int[] even = new int[n / 2];
    int[] odd = new int[n / 2];
    Arrays.setAll(even, i -> coefficients[2 * i]);
    Arrays.setAll(odd, i -> coefficients[2 * i + 1]);
    int[] evenValues = subgroup(even);
    int[] oddValues = subgroup(odd);
    int[] values = new int[n];
    int root = KoalaBear.rootOfUnity(Integer.numberOfTrailingZeros(n));
    int power = KoalaBear.ONE;
    for (int i = 0; i < n / 2; i++) {
      int term = KoalaBear.mul(power, oddValues[i]);
      values[i] = KoalaBear.add(evenValues[i], term);
      values[i + n / 2] = KoalaBear.sub(evenValues[i], term);
      power = KoalaBear.mul(power, root);
    }
    return values;
  }

  /**
   * The value at {@code point}, not in {@code domain}, of the polynomial of least degree with the
   * given values on {@code domain}; by the barycentric formula
   *
   * <pre>  f(x) = (x^n − s^n) / (n·s^n) · Σ f(x_i)·x_i / (x − x_i)</pre>
   */
  static int interpolate(RowMatrix values, int column, EvaluationDomain domain, int point) {
    int sum = 0;
    for (int row = 0; row < domain.size(); row++) {
      int at = domain.point(row);
      int weight = KoalaBear.mul(at, KoalaBear.inverse(KoalaBear.sub(point, at)));
      int value = values.values()[values.at(row) + column];
      sum = KoalaBear.add(sum, KoalaBear.mul(value, weight));
    }
    int shiftPower = KoalaBear.pow(domain.shift(), domain.size());
    int numerator = KoalaBear.sub(KoalaBear.pow(point, domain.size()), shiftPower);
    int denominator = KoalaBear.mul(KoalaBear.fromInt(domain.size()), shiftPower);
    return KoalaBear.mul(sum, KoalaBear.mul(numerator, KoalaBear.inverse(denominator)));
  }
}
