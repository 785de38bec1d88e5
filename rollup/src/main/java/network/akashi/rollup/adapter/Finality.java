package network.akashi.rollup.adapter;

/**
 * How far a statement is.
 *
 * @param stage of the result
 * @param settled whether everything before it has a result of that kind too
 * @param l1Confirmations blocks on top of the one that posted the statement; -1 when it is gone
 */
public record Finality(Stage stage, boolean settled, long l1Confirmations) {
  /** Kinds of certainty, weakest first. */
  public enum Stage {
    /** L1 does not have it. */
    GONE,
    /** On L1, without a result. */
    POSTED,
    /** Stake vouches for a result. */
    ATTESTED,
    /** A validity proof shows a result. */
    PROVEN
  }
}
