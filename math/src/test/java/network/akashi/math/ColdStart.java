package network.akashi.math;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A program that runs all kernels in turn from cold and prints, for each, the CPU seconds of the
 * whole process (compilers included) after which it ran at full speed; see {@link ColdStartTest}.
 */
final class ColdStart {
  /** CPU time spent, long enough for the second half to be at full speed. */
  private static final long WORK_NANOS = 12_000_000_000L;

  /** Full speed: a group of runs whose median is within this factor of the steady median. */
  private static final double FACTOR = 2;

  private static final int GROUP = 5;

  /** One timed run: CPU time of the process when it ended, and how long it took this thread. */
  private record Run(double endSeconds, double nanos) {}

  private ColdStart() {}

  public static void main(String[] args) {
    List<KernelSpeed.Case> kernels =
        Stream.of(new FieldSpeedTest(), new ExtSpeedTest(), new HashSpeedTest(), new NttSpeedTest())
            .flatMap(suite -> suite.kernels().stream())
            .toList();
    List<List<Run>> runs = run(kernels);
    for (int i = 0; i < kernels.size(); i++) {
      System.out.printf(
          Locale.ROOT, "%.2f %s%n", secondsToFullSpeed(runs.get(i)), kernels.get(i).name());
    }
  }

  private static List<List<Run>> run(List<KernelSpeed.Case> kernels) {
    MathProvider provider = MathProvider.get();
    List<List<Run>> runs = new ArrayList<>();
    kernels.forEach(_ -> runs.add(new ArrayList<>()));
    long start = processCpuNanos();
    long now = start;
    while (now - start < WORK_NANOS) {
      for (int i = 0; i < kernels.size(); i++) {
        long before = System.nanoTime();
        kernels.get(i).work().accept(provider);
        long nanos = System.nanoTime() - before;
        now = processCpuNanos();
        runs.get(i).add(new Run((now - start) / 1e9, nanos));
      }
    }
    return runs;
  }

  private static double secondsToFullSpeed(List<Run> runs) {
    double steady = median(runs.subList(runs.size() / 2, runs.size()));
    for (int from = 0; from + GROUP <= runs.size(); from += GROUP) {
      if (median(runs.subList(from, from + GROUP)) <= FACTOR * steady) {
        return runs.get(from).endSeconds();
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double median(List<Run> runs) {
    double[] nanos = runs.stream().mapToDouble(Run::nanos).sorted().toArray();
    return nanos[nanos.length / 2];
  }

  private static long processCpuNanos() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
  }
}
