package network.akashi.bench;

import java.util.concurrent.TimeUnit;
import network.akashi.math.FieldKernels;
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
import org.openjdk.jmh.annotations.Warmup;

/** Whole-array arithmetic; 2,048 elements stay in the first-level cache, 2^20 in none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FieldBenchmark {
  @Param({"fast", "scalar"})
  public String provider = "fast";

  @Param({"2048", "1048576"})
  public int count;

  private FieldKernels field = Providers.of("scalar").field();
  private int[] a = {};
  private int[] b = {};
  private int[] out = {};

  /** Draws the operands. */
  @Setup
  public void prepare() {
    field = Providers.of(provider).field();
    a = Operands.elements(1, count);
    b = Operands.elements(2, count);
    out = new int[count];
  }

  @Benchmark
  public int[] add() {
    field.add(a, 0, b, 0, out, 0, count);
    return out;
  }

  @Benchmark
  public int[] mul() {
    field.mul(a, 0, b, 0, out, 0, count);
    return out;
  }

  @Benchmark
  public int[] scale() {
    field.scale(a, 0, b[0], out, 0, count);
    return out;
  }

  @Benchmark
  public int dot() {
    return field.dot(a, 0, b, 0, count);
  }
}
