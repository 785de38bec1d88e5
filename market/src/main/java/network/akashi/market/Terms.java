package network.akashi.market;

/**
 * What a prover offers, as one: it changes as one, from the next block on.
 *
 * @param ask wei per cell, 48 bits
 * @param classes proof classes it serves, as a mask ({@link ProofClass#bit})
 * @param tags what its operator declares (region, hardware), as a mask of 16 bits
 * @param listedProgramsOnly whether it serves only programs that it has listed
 */
public record Terms(long ask, int classes, int tags, boolean listedProgramsOnly) {
  private static final long MAX_ASK = (1L << 48) - 1;
  private static final int MASK = 0xffff;

  /** No terms. */
  static final Terms NONE = new Terms(0, 0, 0, false);

  public Terms {
    if (ask < 0 || ask > MAX_ASK) {
      throw new IllegalArgumentException("an ask has 48 bits, this is " + ask);
    }
    if ((classes & ~MASK) != 0 || (tags & ~MASK) != 0) {
      throw new IllegalArgumentException("classes and tags have 16 bits");
    }
  }

  /** Whether these terms satisfy what a request wants of classes and tags at a price. */
  boolean satisfy(int allOf, int anyOf, int wantedTags, long maxAsk) {
    return classes != 0
        && !Uint64.greater(ask, maxAsk)
        && (classes & allOf) == allOf
        && (anyOf == 0 || (classes & anyOf) != 0)
        && (tags & wantedTags) == wantedTags;
  }
}
