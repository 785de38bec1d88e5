package network.akashi.node.work;

/** How fast runs are proven, learned from those that were. Thread-safe. */
public final class ProvingPace {
  /** What a run costs beside its cycles. */
  public static final long BASE_MILLIS = 800;

  private static final double FIRST_MICROS_PER_CYCLE = 4.0;
  private static final double LEAST_MICROS_PER_CYCLE = 0.5;
  private static final double NEWEST = 0.3;

  private volatile double microsPerCycle = FIRST_MICROS_PER_CYCLE;

  /** Learns from a run. */
  public synchronized void learn(long cycles, long nanos) {
    double micros = nanos / 1e3 - BASE_MILLIS * 1e3;
    double measured = Math.max(LEAST_MICROS_PER_CYCLE, micros / cycles);
    microsPerCycle = (1 - NEWEST) * microsPerCycle + NEWEST * measured;
  }

  /**
   * How long all runs will take.
   *
   * @param provers that work side by side, at least 1; a run is never divided
   */
  public long estimateMillis(Work work, int provers) {
    long total = 0;
    long longest = 0;
    for (int run = 0; run < work.runs(); run++) {
      long millis = BASE_MILLIS + (long) (work.estimatedCycles(run) * microsPerCycle / 1_000);
      total += millis;
      longest = Math.max(longest, millis);
    }
    return Math.max(longest, total / provers);
  }
}
