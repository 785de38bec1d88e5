package network.akashi.node.work;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;

/**
 * Proves a few runs of no use before work comes, so that the first job finds compiled code and
 * tables that are made. Gives way to work: a job waits for one such run at most.
 */
public final class WarmUp implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WarmUp.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(45);
  private static final int MOST_RUNS = 12;
  private static final double SETTLED = 0.9;

  private final LocalRuns runs;
  private final Programs programs;
  private final Thread thread;
  private volatile boolean over = true;
  private volatile boolean closed;

  public WarmUp(LocalRuns runs, Programs programs) {
    this.runs = runs;
    this.programs = programs;
    this.thread = Thread.ofPlatform().name("warm-up").daemon(true).unstarted(this::run);
  }

  /** Begins, on a thread of its own. */
  public void start() {
    over = false;
    thread.start();
  }

  /** Whether there is nothing more to come. */
  public boolean isOver() {
    return over;
  }

  private void run() {
    try {
      for (Bytes32 program : programs.ids()) {
        warm(program);
      }
    } catch (RuntimeException e) { // of no use to anybody: real work must not depend on it
      LOG.log(Level.WARNING, "warming up: {0}", e.toString());
    } finally {
      over = true;
    }
  }

  /** Until a run is hardly faster than the best before it, or work has come. */
  private void warm(Bytes32 program) {
    long end = System.nanoTime() + LONGEST.toNanos();
    long best = Long.MAX_VALUE;
    int settled = 0;
    byte[] input = input(program);
    for (int i = 0; i < MOST_RUNS && settled < 2; i++) {
      if (closed || runs.hasWorked() || System.nanoTime() > end) {
        return;
      }
      long began = System.nanoTime();
      runs.practise(program, input);
      long nanos = System.nanoTime() - began;
      settled = nanos > SETTLED * best ? settled + 1 : 0;
      best = Math.min(best, nanos);
    }
  }

  /** Zeros that the program can be run on, if it ends on any that are tried. */
  private byte[] input(Bytes32 program) {
    for (int length : List.of(8, 64, 1_024)) {
      try {
        runs.practise(program, new byte[length]);
        return new byte[length];
      } catch (WorkException e) {
        LOG.log(Level.DEBUG, "not on {0} zeros: {1}", length, e.getMessage());
      }
    }
    throw new WorkException(
        NodeError.UNPROVABLE, "program %s ends on no input of zeros".formatted(program));
  }

  @Override
  public void close() {
    closed = true;
  }
}
