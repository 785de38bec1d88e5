package network.akashi.stark.prover;

/** Hears how a proof gets on; called on the proving thread. */
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
