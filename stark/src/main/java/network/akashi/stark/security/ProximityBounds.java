package network.akashi.stark.security;

import static network.akashi.stark.security.FieldSize.log2;

/**
 * What is proven about a Reed-Solomon code of rate {@code 2^-logInverseRate} at a chosen radius.
 *
 * <p>Johnson regime: radius {@code 1 − √ρ·(1 + 1/(2m))} for a multiplicity {@code m ≥ 1}, list size
 * at most {@code (m + ½)/√ρ}, and correlated agreement of lines fails with probability at most
 *
 * <pre>
 *   [ (2(m+½)^5 + 3(m+½)·δρ) / (3ρ^1.5) · n  +  (m+½)/√ρ ] / |F|
 * </pre>
 *
 * for a code of length {@code n} (Ben-Sasson, Carmon, Haböck, Kopparty, Saraf, eprint 2025/2055,
 * theorem 4.2 with the corrected η = √ρ/(2m); m ≥ 1 by the remark after lemma 3.1).
 *
 * <p>Unique decoding: radius {@code (1 − ρ)/2}, one codeword, {@code (δn + 1)/|F|} (same paper,
 * theorem 1.3).
 *
 * @param logInverseRate −log2 ρ
 * @param multiplicity m of the Johnson regime; 0 for unique decoding
 */
record ProximityBounds(int logInverseRate, int multiplicity) {
  static ProximityBounds uniqueDecoding(int logInverseRate) {
    return new ProximityBounds(logInverseRate, 0);
  }

  private boolean unique() {
    return multiplicity == 0;
  }

  private double rate() {
    return Math.pow(2, -logInverseRate);
  }

  private double shifted() {
    return multiplicity + 0.5;
  }

  /** The relative distance δ up to which proximity is claimed. */
  double radius() {
    if (unique()) {
      return (1 - rate()) / 2;
    }
    return 1 - Math.sqrt(rate()) * (1 + 1 / (2.0 * multiplicity));
  }

  /** log2 of the number of codewords within the radius. */
  double logListSize() {
    return unique() ? 0 : log2(shifted() / Math.sqrt(rate()));
  }

  /** Bits that one query at a random position gives. */
  double bitsPerQuery() {
    return -log2(1 - radius());
  }

  /** log2 of the correlated-agreement error's numerator, for code length {@code 2^logLength}. */
  double logAgreementError(double logLength) {
    double length = Math.pow(2, logLength);
    if (unique()) {
      return log2(radius() * length + 1);
    }
    double rho = rate();
    double m = shifted();
    double slope = (2 * Math.pow(m, 5) + 3 * m * radius() * rho) / (3 * rho * Math.sqrt(rho));
    return log2(slope * length + m / Math.sqrt(rho));
  }
}
