package network.akashi.rollup.sequencer;

/** Moments at which a process may die; tests see to it that it does. */
public enum Step {
  /** A transaction was admitted and is not on disk yet. */
  ADMITTED,
  /** A transaction is on disk, and nobody was told. */
  WRITTEN,
  /** A block was made and is not on disk yet. */
  BLOCK_MADE,
  /** L1 was read, and the chain not brought in step with it. */
  L1_READ,
  /** The chain is in step with L1. */
  IN_STEP,
  /** A batch was cut and is on disk; the poster does not know of it. */
  CUT,
  /** The poster has the batch in its ledger and sent nothing. */
  HANDED_OVER,
  /** The poster has sent what it had to. */
  SENT
}
