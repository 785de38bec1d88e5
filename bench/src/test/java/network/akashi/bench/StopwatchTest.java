package network.akashi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import network.akashi.math.Parallel;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final long MILLIS = 1_000_000;

  /** Spins for that much elapsed time, asking the clock all the while. */
  private static void spin(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  @Test
  void countsCpuTimeAndNotSleep() {
    Stopwatch watch = new Stopwatch(MILLIS, MILLIS);
    Work sleepy =
        () -> {
          try {
            Thread.sleep(5);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          spin(MILLIS / 2);
        };

    double nanos = watch.oneThread(sleepy, 1).nanosPerItem();

    assertThat(nanos).isLessThan(3.0 * MILLIS);
    assertThat(watch.shareOfCore()).isLessThan(0.5);
  }

  @Test
  void dividesByTheItemsOfBothThreads() {
    Stopwatch watch = new Stopwatch(MILLIS, MILLIS);
    AtomicLong works = new AtomicLong();

    double nanos =
        watch
            .twoThreads(
                () -> {
                  works.incrementAndGet();
                  return () -> spin(MILLIS / 10);
                },
                10,
                5)
            .orElse(MILLIS / 200.0);

    // 0.1 ms of spinning for 10 items, twice at the same time; less when others take the core
    assertThat(nanos).isBetween(MILLIS / 2000.0, MILLIS / 180.0);
  }

  @Test
  void theBusiestThreadCounts() {
    Stopwatch watch = new Stopwatch(MILLIS, MILLIS);
    try (Parallel two = Parallel.ofThreads(2)) {
      Work uneven =
          () -> two.forEach(2, 1, (from, _, _) -> spin(from == 0 ? 20 * MILLIS : 5 * MILLIS));

      assertThat(watch.busiestThread(uneven, 3)).isBetween(1.0 * MILLIS, 26.0 * MILLIS);
    }
  }

  @Test
  void warmUpEndsWhereCallsStayFast() {
    List<Stopwatch.Stretch> stretches = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      boolean slow = i <= 30 || i == 60; // 60: a lone disturbance
      stretches.add(new Stopwatch.Stretch(i * MILLIS, slow ? 500 : 100));
    }

    assertThat(new Stopwatch.WarmUp(stretches).seconds()).isEqualTo(0.030);
  }

  @Test
  void medianIsTheMiddle() {
    assertThat(Stopwatch.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Stopwatch.median(new double[] {9, 1, 5, 7})).isEqualTo(6);
  }
}
