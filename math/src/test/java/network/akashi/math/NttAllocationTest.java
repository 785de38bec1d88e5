package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NttAllocationTest {
  private static final int LOG_ROWS = 14;
  private static final int WIDTH = 64;

  /** Eight passes and two of twice the tiles: about 150 tiles, a few small objects for each. */
  private static final long LIMIT = 64 << 10;

  private static final long WARM_UP_NANOS = 60_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void transformsAllocateNoArraysInSteadyState() {
    Ntt ntt = new Ntt(MathProvider.get());
    RowMatrix rows = rows(LOG_ROWS);
    RowMatrix extended = rows(LOG_ROWS + 1);
    EvaluationDomain domain = EvaluationDomain.subgroup(LOG_ROWS);
    EvaluationDomain coset = new EvaluationDomain(LOG_ROWS + 1, KoalaBear.GENERATOR);
    try (Parallel parallel = Parallel.onCaller()) {
      Runnable all =
          () -> {
            ntt.forward(rows, domain, parallel);
            ntt.inverse(rows, domain, parallel);
            ntt.encode(rows, extended, coset, parallel);
            ntt.lowDegreeExtend(rows, domain, extended, coset, parallel);
          };
      // Until C2 has compiled the kernels, every vector is an object: when that is depends on the
      // machine's load.
      long allocated = Long.MAX_VALUE;
      long start = System.nanoTime();
      while (allocated >= LIMIT && System.nanoTime() - start < WARM_UP_NANOS) {
        long before = threads.getCurrentThreadAllocatedBytes();
        all.run();
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).isLessThan(LIMIT);
    }
  }

  private static RowMatrix rows(int logRows) {
    return RowMatrix.of(Elements.random(new SplittableRandom(1), WIDTH << logRows), WIDTH);
  }
}
