package network.akashi.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Times work by the CPU time of the threads that do it, in which other processes hardly show.
 *
 * <p>First the work runs until it gets no faster; then as many calls as make a sample long enough
 * for the clock; the figure is the median of the samples. Of two threads the one that took longer
 * counts: on a quiet machine that is the elapsed time.
 */
final class Stopwatch {
  private static final int SAMPLES = 11;

  /** Stretches of the warm-up, whose speeds tell when it was over. */
  private static final long STRETCH_NANOS = 1_000_000;

  /** The warm-up is over when this part of it so far has brought nothing new, or after a while. */
  private static final double CALM_PART = 0.4;

  private static final long LONGEST_WARM_UP_NANOS = 6_000_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long warmUpNanos;
  private final long sampleNanos;
  private long cpuNanos;
  private long elapsedNanos;

  /**
   * A watch for short work.
   *
   * @param warmUpNanos CPU time to run at least before anything counts
   * @param sampleNanos CPU time that a sample takes at least
   */
  Stopwatch(long warmUpNanos, long sampleNanos) {
    this.warmUpNanos = warmUpNanos;
    this.sampleNanos = sampleNanos;
  }

  /** Runs {@code work} on the calling thread until it gets no faster. */
  WarmUp warmUp(Work work) {
    List<Stretch> stretches = new ArrayList<>();
    double best = Double.MAX_VALUE;
    long bestAt = 0;
    long start = threads.getCurrentThreadCpuTime();
    long spent = 0;
    while (spent < warmUpNanos
        || (spent - bestAt < CALM_PART * spent && spent < LONGEST_WARM_UP_NANOS)) {
      long begin = spent;
      long calls = 0;
      while (spent - begin < STRETCH_NANOS) {
        work.run();
        calls++;
        spent = threads.getCurrentThreadCpuTime() - start;
      }
      Stretch stretch = new Stretch(spent, (double) (spent - begin) / calls);
      stretches.add(stretch);
      if (stretch.nanosPerCall() < 0.9 * best) {
        best = stretch.nanosPerCall();
        bestAt = spent;
      }
    }
    return new WarmUp(stretches);
  }

  /** Times {@code work}, which is warm, on the calling thread. */
  OneThread oneThread(Work work, double itemsPerCall) {
    long calls = callsPerSample(work);
    double[] samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = (double) cpuTime(work, calls) / calls;
    }
    return new OneThread(median(samples) / itemsPerCall, calls);
  }

  /**
   * Times what two threads do side by side, each on work of its own that has been warmed up.
   *
   * @param callsPerSample as {@link OneThread#callsPerSample} says
   * @return nanoseconds per item of both; absent where there is one core
   */
  OptionalDouble twoThreads(Supplier<Work> works, double itemsPerCall, long callsPerSample) {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return OptionalDouble.empty();
    }
    Work mine = works.get();
    Work other = works.get();
    double[] samples = new double[SAMPLES];
    try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
      CyclicBarrier line = new CyclicBarrier(2);
      for (int i = 0; i < SAMPLES; i++) {
        Future<Long> others =
            helper.submit(() -> {
              line.await();
              return cpuTime(other, callsPerSample);
            });
        line.await();
        long slower = Math.max(cpuTime(mine, callsPerSample), others.get());
        samples[i] = slower / (2 * callsPerSample * itemsPerCall);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (BrokenBarrierException | ExecutionException e) {
      throw new IllegalStateException("the second thread failed", e);
    }
    return OptionalDouble.of(median(samples));
  }

  /** CPU nanoseconds of long work on the calling thread, warm already; median of some calls. */
  double cpuOfLong(Work work, int samples) {
    double[] nanos = new double[samples];
    for (int i = 0; i < samples; i++) {
      nanos[i] = cpuTime(work, 1);
    }
    return median(nanos);
  }

  /**
   * Nanoseconds of long work, warm already, that divides itself among threads: CPU time of the
   * thread that had most to do. The threads must live through it.
   */
  double busiestThread(Work work, int samples) {
    double[] nanos = new double[samples];
    for (int i = 0; i < samples; i++) {
      Map<Long, Long> before = cpuTimes();
      work.run();
      nanos[i] =
          cpuTimes().entrySet().stream()
              .mapToLong(after -> after.getValue() - before.getOrDefault(after.getKey(), 0L))
              .max()
              .orElseThrow();
    }
    return median(nanos);
  }

  private Map<Long, Long> cpuTimes() {
    Map<Long, Long> times = new HashMap<>();
    for (long id : threads.getAllThreadIds()) {
      times.put(id, threads.getThreadCpuTime(id));
    }
    return times;
  }

  /** Part of a core's time that a measured thread had, 0 to 1. */
  double shareOfCore() {
    return elapsedNanos == 0 ? 1 : Math.min(1, (double) cpuNanos / elapsedNanos);
  }

  /**
   * What a run on one thread gave.
   *
   * @param callsPerSample how many calls make a sample of this work
   */
  record OneThread(double nanosPerItem, long callsPerSample) {}

  /** A part of the warm-up that ended {@code endNanos} after its beginning. */
  record Stretch(long endNanos, double nanosPerCall) {}

  /** How fast work was on its way to full speed. */
  record WarmUp(List<Stretch> stretches) {
    /**
     * CPU time until calls took at most a quarter longer than at the end, for good. A single slow
     * stretch is a disturbance; two in a row are a kernel that is still cold.
     */
    double seconds() {
      double[] last =
          stretches.subList(stretches.size() * 3 / 4, stretches.size()).stream()
              .mapToDouble(Stretch::nanosPerCall)
              .toArray();
      double full = median(last);
      double seconds = 0;
      int slow = 0;
      for (Stretch stretch : stretches) {
        slow = stretch.nanosPerCall() > 1.25 * full ? slow + 1 : 0;
        if (slow >= 2) {
          seconds = stretch.endNanos() / 1e9;
        }
      }
      return seconds;
    }
  }

  private long callsPerSample(Work work) {
    long calls = 1;
    while (true) {
      long took = cpuTime(work, calls);
      if (took >= sampleNanos) {
        return calls;
      }
      calls *= took < sampleNanos / 16 ? 8 : 2;
    }
  }

  /** CPU time of this thread for that many calls. */
  private long cpuTime(Work work, long calls) {
    long elapsed = System.nanoTime();
    long begin = threads.getCurrentThreadCpuTime();
    for (long i = 0; i < calls; i++) {
      work.run();
    }
    long took = threads.getCurrentThreadCpuTime() - begin;
    account(took, System.nanoTime() - elapsed);
    return took;
  }

  private synchronized void account(long cpu, long elapsed) {
    cpuNanos += cpu;
    elapsedNanos += elapsed;
  }

  static double median(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
