package network.akashi.math;

/** What {@link MerkleVerifier} says about an opening: yes, or why not. */
public enum MerkleVerdict {
  /** The rows are the ones committed to, at these indices. */
  ACCEPTED("the opening is right"),
  /** No index was asked for; an opening of nothing says nothing about the cap. */
  NO_INDICES("no index to open"),
  /** An index is negative or not below the number of leaves. */
  INDEX_OUT_OF_RANGE("an index is outside the tree"),
  /** The cap does not have {@code 2^capHeight} digests. */
  CAP_LENGTH("the cap has the wrong length"),
  /** An element of the cap is not in {@code [0, p)}. */
  CAP_NOT_CANONICAL("the cap has an element that is not canonical"),
  /** There is not exactly one row for each different index, or rows are too short or too long. */
  ROWS_LENGTH("the rows do not have one row's length per different index"),
  /** An element of a row is not in {@code [0, p)}. */
  ROW_NOT_CANONICAL("a row has an element that is not canonical"),
  /** Siblings are missing, or there are more than are needed. */
  SIBLINGS_LENGTH("there are too few or too many siblings"),
  /** An element of a sibling is not in {@code [0, p)}. */
  SIBLING_NOT_CANONICAL("a sibling has an element that is not canonical"),
  /** The opening is well formed and leads to something else than the cap. */
  CAP_MISMATCH("rows and siblings do not lead to the cap");

  private final String explanation;

  MerkleVerdict(String explanation) {
    this.explanation = explanation;
  }

  /** Whether the opening may be relied on. */
  public boolean isAccepted() {
    return this == ACCEPTED;
  }

  /** The verdict in words. */
  public String explanation() {
    return explanation;
  }
}
