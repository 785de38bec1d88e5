package network.akashi.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import network.akashi.math.MathProvider;
import network.akashi.math.Parallel;

/**
 * A job on a large matrix that divides itself among threads. It warms up on a small one; the scalar
 * reference stays with that, since it is slow and its time per element hardly depends on the size.
 *
 * @param logRows base-2 logarithm of the number of rows that the goal speaks of
 * @param width elements in a row
 */
record MatrixKernel(String id, String title, int logRows, int width, Optional<Goal> goal, Job job)
    implements Kernel {
  private static final int SMALL_LOG_ROWS = 14;
  private static final int SAMPLES = 3;

  /** Makes work on a matrix of {@code 2^logRows} rows, with operands of its own. */
  @FunctionalInterface
  interface Job {
    /** A function from the threads to use to the work. */
    Function<Parallel, Work> on(MathProvider provider, int logRows, int width);
  }

  @Override
  public String item() {
    return "element";
  }

  @Override
  public double itemsPerCall() {
    return items(logRows);
  }

  private double items(int logRows) {
    return (double) width * (1 << logRows);
  }

  @Override
  public Figures measure(MathProvider provider, Stopwatch watch) {
    int small = Math.min(logRows, SMALL_LOG_ROWS);
    int size = provider.equals(MathProvider.scalar()) ? small : logRows;
    try (Parallel one = Parallel.onCaller();
        Parallel two = Parallel.ofThreads(2)) {
      double warmUpSeconds = watch.warmUp(job.on(provider, small, width).apply(one)).seconds();
      Function<Parallel, Work> works = job.on(provider, size, width);
      Work alone = works.apply(one);
      alone.run(); // touches all memory
      double oneThread = watch.busiestThread(alone, SAMPLES) / items(size);
      OptionalDouble twoThreads =
          Runtime.getRuntime().availableProcessors() < 2
              ? OptionalDouble.empty()
              : OptionalDouble.of(watch.busiestThread(works.apply(two), SAMPLES) / items(size));
      return new Figures(oneThread, twoThreads, warmUpSeconds);
    }
  }
}
