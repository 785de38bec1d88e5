package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/** Coefficients of a polynomial from its values at 0, 1, …, d. */
final class Interpolation {
  private final int[][] inverse;

  /** For polynomials of degree up to {@code degree}. */
  Interpolation(int degree) {
    inverse = new int[degree + 1][];
    for (int i = 0; i <= degree; i++) {
      inverse[i] = basis(i, degree);
    }
  }

  /** Coefficients of the polynomial that is 1 at {@code node} and 0 at the other nodes. */
  private static int[] basis(int node, int degree) {
    int[] coefficients = new int[degree + 1];
    coefficients[0] = KoalaBear.ONE;
    int size = 1;
    int denominator = KoalaBear.ONE;
    for (int other = 0; other <= degree; other++) {
      if (other == node) {
        continue;
      }
      denominator = KoalaBear.mul(denominator, KoalaBear.fromInt(node - other));
      int minus = KoalaBear.fromInt(-other);
      for (int k = size; k >= 0; k--) {
        int scaled = k < size ? KoalaBear.mul(coefficients[k], minus) : 0;
        coefficients[k] = KoalaBear.add(scaled, k > 0 ? coefficients[k - 1] : 0);
      }
      size++;
    }
    int factor = KoalaBear.inverse(denominator);
    for (int k = 0; k <= degree; k++) {
      coefficients[k] = KoalaBear.mul(coefficients[k], factor);
    }
    return coefficients;
  }

  Ext5[] coefficients(Ext5[] values) {
    Ext5[] result = new Ext5[values.length];
    for (int k = 0; k < values.length; k++) {
      Ext5 sum = Ext5.ZERO;
      for (int i = 0; i < values.length; i++) {
        sum = sum.add(values[i].scale(inverse[i][k]));
      }
      result[k] = sum;
    }
    return result;
  }
}
