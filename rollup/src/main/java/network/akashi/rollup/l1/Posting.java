package network.akashi.rollup.l1;

/** How far the posting of a batch is. */
public sealed interface Posting {
  /** It is on its way, or in a block that is not deep yet. */
  record Underway(String note) implements Posting {}

  /**
   * Another batch of the same index may still be included; until that is decided nothing is sent.
   */
  record Waiting(String why) implements Posting {}

  /**
   * The contract would not take it now.
   *
   * @param why with the contract's error
   * @param times how often it was refused so far
   */
  record Refused(String why, int times) implements Posting {}
}
