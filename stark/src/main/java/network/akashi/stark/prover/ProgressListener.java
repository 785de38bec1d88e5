package network.akashi.stark.prover;

/**
 * Hears how a proof gets on; called on the proving thread. Each {@link Phase} begins once, in their
 * order, after the one before it has ended. What a listener throws ends the proof.
 */
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void began(Phase phase) {}

        @Override
        public void ended(Phase phase, long nanos) {}
      };

  void began(Phase phase);

  /**
   * A phase is over.
   *
   * @param nanos wall time that the phase took
   */
  void ended(Phase phase, long nanos);
}
