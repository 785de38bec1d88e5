package network.akashi.node.prover;

/** How far a job is. */
public enum Stage {
  /** Known; nothing is done for it yet. */
  WATCHED,
  /** Its input is being fetched and executed. */
  PREPARING,
  /** It can be proven; waits for its turn. */
  PREPARED,
  /** It is being proven. */
  PROVING,
  /** The proof is stored; it has to be attested. */
  PROVEN,
  /** A quorum stands behind the proof; it has to be delivered. */
  CERTIFIED,
  /** Delivered by this prover. */
  PAID,
  /** Over without pay; the job says why. */
  ENDED;

  /** Whether nothing more is to be done, unless the chain is reorganised. */
  public boolean isOver() {
    return this == PAID || this == ENDED;
  }

  /** Whether the proof is on disk, so that a restart does not lose it. */
  public boolean hasProof() {
    return this == PROVEN || this == CERTIFIED || this == PAID;
  }
}
