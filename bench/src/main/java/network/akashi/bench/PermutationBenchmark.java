package network.akashi.bench;

import java.util.concurrent.TimeUnit;
import network.akashi.math.KeccakPermutation;
import network.akashi.math.MathProvider;
import network.akashi.math.Permutation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per permutation, of many independent states. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PermutationBenchmark {
  private static final int STATES = Operands.STATES;

  @Param({"fast", "scalar"})
  public String provider = "fast";

  private Work width16 = () -> {};
  private Work width24 = () -> {};
  private Work keccak = () -> {};

  /** Draws the states. */
  @Setup
  public void prepare() {
    MathProvider kernels = Providers.of(provider);
    width16 = Operands.permuting(kernels.poseidon2Width16());
    width24 = Operands.permuting(kernels.poseidon2Width24());
    keccak = Operands.permuting(kernels.keccak());
  }

  /** {@link Permutation} of width 16. */
  @Benchmark
  @OperationsPerInvocation(STATES)
  public void poseidon2Width16() {
    width16.run();
  }

  /** {@link Permutation} of width 24. */
  @Benchmark
  @OperationsPerInvocation(STATES)
  public void poseidon2Width24() {
    width24.run();
  }

  /** {@link KeccakPermutation}. */
  @Benchmark
  @OperationsPerInvocation(STATES)
  public void keccak() {
    keccak.run();
  }
}
