package network.akashi.bench;

import java.util.concurrent.TimeUnit;
import network.akashi.math.MathProvider;
import network.akashi.math.Parallel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Extending a matrix of 64 columns twofold, and committing to it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatrixBenchmark {
  private static final int WIDTH = 64;

  @Param("fast")
  public String provider = "fast";

  @Param({"1", "2"})
  public int threads = 1;

  @Param("17")
  public int logRows = 17;

  private Parallel parallel = Parallel.onCaller();
  private Work extend = () -> {};
  private Work commit = () -> {};

  /** Draws the matrices and starts the threads. */
  @Setup
  public void prepare() {
    MathProvider kernels = Providers.of(provider);
    parallel = Parallel.ofThreads(threads);
    extend = MatrixJobs.extend(kernels, logRows, WIDTH).apply(parallel);
    commit = MatrixJobs.commit(kernels, logRows, WIDTH).apply(parallel);
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    parallel.close();
  }

  @Benchmark
  public void extend() {
    extend.run();
  }

  @Benchmark
  public void commit() {
    commit.run();
  }
}
