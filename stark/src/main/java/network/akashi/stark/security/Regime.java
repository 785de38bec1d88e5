package network.akashi.stark.security;

/**
 * Up to which distance from the code proximity is claimed. Only regimes with a proof are here: the
 * conjectures up to capacity are refuted (eprint 2025/2010 and 2025/2046).
 */
public enum Regime {
  /** Up to half the minimum distance: one codeword at most, the smallest error terms. */
  UNIQUE_DECODING(1),
  /** Up to the Johnson radius: a short list of codewords, fewer queries (BCHKS25). */
  JOHNSON(2);

  private final int code;

  Regime(int code) {
    this.code = code;
  }

  /** The number that stands for this regime in the digest of a key. */
  public int code() {
    return code;
  }
}
