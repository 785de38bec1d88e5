package network.akashi.stark.prover;

/** The phases of a proof, in their order. */
public enum Phase {
  /** Padding and stacking the tables. */
  STACK,
  /** Code word, Merkle tree and out-of-domain sample. */
  COMMIT,
  /** The LogUp fraction tree and its sumchecks. */
  LOGUP,
  /** The rounds of Keccak-f, for tables that ask for it. */
  KECCAK,
  /** The sumcheck over all constraints, and the column openings. */
  CONSTRAINTS,
  /** The WHIR opening. */
  OPENING
}
