package network.akashi.rollup.service;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private Await() {}

  /** Waits until {@code condition} holds. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("in vain: waited for " + what);
      }
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
