package network.akashi.node.daemon;

import java.time.Duration;

/**
 * How often to look at the chain: some five times in each block, by how long blocks took lately. On
 * Ethereum that is as seldom as is ever done; on a chain with short blocks nothing waits for long.
 */
final class Pace {
  private static final Duration SHORTEST = Duration.ofMillis(40);
  private static final Duration LONGEST = Duration.ofMillis(200);
  private static final int LOOKS_PER_BLOCK = 5;
  private static final double KEPT = 0.8;

  private long block = -1;
  private long seenAt;
  private double nanosPerBlock = LOOKS_PER_BLOCK * (double) LONGEST.toNanos();

  /** Takes note of the newest block, seen at a time in nanoseconds. */
  synchronized void saw(long number, long nanos) {
    if (number <= block) {
      return;
    }
    if (block >= 0) {
      double each = (nanos - seenAt) / (double) (number - block);
      nanosPerBlock = KEPT * nanosPerBlock + (1 - KEPT) * each;
    }
    block = number;
    seenAt = nanos;
  }

  /** The pause between two looks. */
  synchronized Duration period() {
    long nanos = (long) (nanosPerBlock / LOOKS_PER_BLOCK);
    return Duration.ofNanos(Math.clamp(nanos, SHORTEST.toNanos(), LONGEST.toNanos()));
  }
}
