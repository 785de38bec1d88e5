package network.akashi.stark.prover;

import network.akashi.math.Parallel;
import org.jspecify.annotations.Nullable;

/** Times the phases of one proof and tells a listener; between phases is a place to stop. */
final class PhaseClock {
  private final ProgressListener listener;
  private final Parallel loops;
  private @Nullable Phase current;
  private long began;

  PhaseClock(ProgressListener listener, Parallel loops) {
    this.listener = listener;
    this.loops = loops;
  }

  void begin(Phase phase) {
    end();
    loops.checkCancellation();
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
