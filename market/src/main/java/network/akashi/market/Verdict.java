package network.akashi.market;

/** What a quorum can say about a request itself, numbered as on chain. */
public enum Verdict {
  /** The input cannot be fetched: clocks stop. */
  UNAVAILABLE,
  /** The input can be fetched again: clocks go on. */
  AVAILABLE,
  /** No proof exists within the request's bounds. */
  UNPROVABLE;

  /** Its number on chain. */
  public int number() {
    return switch (this) {
      case UNAVAILABLE -> 0;
      case AVAILABLE -> 1;
      case UNPROVABLE -> 2;
    };
  }
}
