package network.akashi.zkvm.proof;

/** Hears how proving a run gets on; called on the proving thread. */
public interface ProvingListener {
  /** Hears nothing. */
  ProvingListener NONE = (stage, nanos) -> {};

  /**
   * A stage begins or is over.
   *
   * @param stage "execute", "trace" or a phase of the proof system in lower case
   * @param nanos wall time it took; −1 when it begins
   */
  void stage(String stage, long nanos);
}
