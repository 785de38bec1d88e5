package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.math.KoalaBear;

/** Square roots of canonical integers modulo p, by the method of Tonelli and Shanks. */
final class SquareRoots {
  private static final long P = KoalaBear.P;
  private static final int TWO_ADICITY = Long.numberOfTrailingZeros(P - 1);
  private static final long ODD = (P - 1) >>> TWO_ADICITY;

  /** Generates the multiplicative group, so no square. */
  private static final long NO_SQUARE = 3;

  private SquareRoots() {}

  /** Both roots, one of zero, none of what is no square. */
  static List<Long> of(long square) {
    if (square == 0) {
      return List.of(0L);
    }
    if (power(square, (P - 1) / 2) != 1) {
      return List.of();
    }
    long generator = power(NO_SQUARE, ODD);
    long root = power(square, (ODD + 1) / 2);
    long rest = power(square, ODD);
    int order = TWO_ADICITY;
    while (rest != 1) {
      int log = 0;
      for (long t = rest; t != 1; t = t * t % P) {
        log++;
      }
      for (int i = log + 1; i < order; i++) {
        generator = generator * generator % P;
      }
      root = root * generator % P;
      generator = generator * generator % P;
      rest = rest * generator % P;
      order = log;
    }
    return List.of(root, P - root);
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result = result * square % P;
      }
      square = square * square % P;
    }
    return result;
  }
}
