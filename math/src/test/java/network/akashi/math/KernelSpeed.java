package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Catches a vector kernel that has fallen off the fast path: runs each kernel with both sets of
 * kernels and asks that vectors be faster.
 *
 * <p>A kernel whose vectors are boxed is 10 to 600 times too slow, so a loose bound catches it.
 * Good ones are 4 to 25 times as fast as scalar code, but what the JIT makes of one may be half as
 * good in one JVM of twenty. Time is CPU time of this thread, which other processes hardly disturb;
 * a comparison that fails is repeated after more warming up. The JVM of this suite runs with {@code
 * -XX:-UseSuperWord}: otherwise C2 vectorises the plainest of the scalar loops by itself, and there
 * is no scalar speed to compare with.
 *
 * <p>A subclass lists kernels; its name ends in {@code SpeedTest}.
 */
@Tag("speed")
abstract class KernelSpeed {
  private static final int ATTEMPTS = 3;

  /** A few views and small tables; boxed vectors take a hundred times as much. */
  private static final long MOST_BYTES = 8192;

  private static final int SAMPLES = 9;
  private static final long SAMPLE_NANOS = 4_000_000;
  private static final long WARM_UP_NANOS = 400_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * One kernel and what to call it with; work should take 1 to 100 µs and stay inside the L1 cache.
   *
   * @param atLeast how many times as fast as scalar code 512-bit vectors have to be
   */
  record Case(String name, double atLeast, Consumer<MathProvider> work) {
    Case(String name, Consumer<MathProvider> work) {
      this(name, 1.5, work);
    }
  }

  abstract List<Case> kernels();

  @TestFactory
  Stream<DynamicTest> vectorsAreSeveralTimesAsFastAsScalarCode() {
    MathProvider vector = Providers.vectorOrSkip();
    return kernels().stream()
        .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> compare(kernel, vector)));
  }

  private void compare(Case kernel, MathProvider vector) {
    double wanted = kernel.atLeast() * partOf512(VectorSupport.current().bits());
    List<String> seen = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      warmUp(kernel, MathProvider.scalar());
      warmUp(kernel, vector);
      double scalarNanos = nanosPerCall(kernel, MathProvider.scalar());
      double vectorNanos = nanosPerCall(kernel, vector);
      seen.add(
          "scalar %.0f ns, vector %.0f ns: %.1f×"
              .formatted(scalarNanos, vectorNanos, scalarNanos / vectorNanos));
      if (scalarNanos >= wanted * vectorNanos) {
        System.getLogger("speed").log(System.Logger.Level.INFO, kernel.name() + ": " + seen);
        assertThat(bytesPerCall(kernel, vector))
            .as("%s: bytes allocated by a call", kernel.name())
            .isLessThan(MOST_BYTES);
        return;
      }
    }
    assertThat(seen)
        .as(
            "%s should be %.1f times as fast with %s; if the vectors are boxed it is slower",
            kernel.name(), wanted, vector.name())
        .isEmpty();
  }

  /** Narrower vectors hold fewer 64-bit products. */
  private static double partOf512(int vectorBits) {
    return switch (vectorBits) {
      case 128 -> 0.25;
      case 256 -> 0.5;
      default -> 1.0;
    };
  }

  private void warmUp(Case kernel, MathProvider provider) {
    long end = threads.getCurrentThreadCpuTime() + WARM_UP_NANOS;
    while (threads.getCurrentThreadCpuTime() < end) {
      kernel.work().accept(provider);
    }
  }

  private long bytesPerCall(Case kernel, MathProvider provider) {
    long calls = 1000;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      kernel.work().accept(provider);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
  }

  private double nanosPerCall(Case kernel, MathProvider provider) {
    double[] samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long start = threads.getCurrentThreadCpuTime();
      long now = start;
      long calls = 0;
      while (now - start < SAMPLE_NANOS) {
        for (int j = 0; j < 16; j++) {
          kernel.work().accept(provider);
        }
        calls += 16;
        now = threads.getCurrentThreadCpuTime();
      }
      samples[i] = (double) (now - start) / calls;
    }
    Arrays.sort(samples);
    return samples[SAMPLES / 2];
  }
}
