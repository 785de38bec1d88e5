package network.akashi.stark.prover;

import org.jspecify.annotations.Nullable;

/** Times the phases of one proof and tells a listener. */
final class PhaseClock {
  private final ProgressListener listener;
  private @Nullable Phase current;
  private long began;

  PhaseClock(ProgressListener listener) {
    this.listener = listener;
  }

  void begin(Phase phase) {
    end();
    current = phase;
    listener.began(phase);
    began = System.nanoTime();
  }

  void end() {
    Phase ending = current;
    if (ending != null) {
      current = null;
      listener.ended(ending, System.nanoTime() - began);
    }
  }
}
