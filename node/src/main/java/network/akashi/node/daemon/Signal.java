package network.akashi.node.daemon;

import java.time.Duration;

/** Counts news, and lets threads wait for the next. */
final class Signal {
  private long count;

  /** How much there was so far. */
  synchronized long count() {
    return count;
  }

  /** There is something new. */
  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** Waits until there is more than {@code seen}, but not longer than that; whether there is. */
  synchronized boolean await(long seen, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (count <= seen && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return count > seen;
  }
}
