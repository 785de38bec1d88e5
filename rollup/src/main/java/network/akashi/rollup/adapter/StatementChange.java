package network.akashi.rollup.adapter;

/** What L1 did to a statement. */
public sealed interface StatementChange {
  /** The statement. */
  ProofStatement statement();

  /** It is there and can be proven. */
  record Opened(ProofStatement statement) implements StatementChange {}

  /**
   * It is gone: discarded by the rollup, or its block was reorganised away. Work on it is lost; if
   * it comes again, it is opened again.
   */
  record Gone(ProofStatement statement, String why) implements StatementChange {}

  /** The rollup recorded a result, or took one back. */
  record Moved(ProofStatement statement, Finality finality) implements StatementChange {}
}
