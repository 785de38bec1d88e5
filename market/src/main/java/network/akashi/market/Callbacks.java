package network.akashi.market;

/** How requesters' contracts learn of results. */
@FunctionalInterface
public interface Callbacks {
  /** Callbacks that succeed and do nothing. */
  Callbacks NONE = (target, gas, requestId, outcome, output) -> true;

  /**
   * Tells a contract of a result. It may open requests, and nothing else.
   *
   * @param gas what it may use
   * @return whether it succeeded; a failure changes nothing for anybody else
   */
  boolean onProof(Address target, long gas, Bytes32 requestId, ProofOutcome outcome, byte[] output);
}
