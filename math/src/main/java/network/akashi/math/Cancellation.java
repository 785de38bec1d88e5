package network.akashi.math;

import java.util.concurrent.CancellationException;

/** A request to stop, made by one thread and noticed by others between two pieces of work. */
public final class Cancellation {
  private volatile boolean requested;

  /** Asks for everything that watches this token to stop soon; final. */
  public void cancel() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }

  /**
   * Stops here if asked to.
   *
   * @throws CancellationException if {@link #cancel} has been called
   */
  public void check() {
    if (requested) {
      throw new CancellationException("cancelled on request");
    }
  }
}
