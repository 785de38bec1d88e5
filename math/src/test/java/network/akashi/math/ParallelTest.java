package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {
  @Test
  void everyIndexIsHandledExactlyOnce() {
    try (Parallel two = Parallel.ofThreads(2);
        Parallel five = Parallel.ofThreads(5);
        Parallel one = Parallel.onCaller()) {
      ForAll.cases(
          300,
          random -> {
            int count = random.nextInt(2000);
            int chunk = 1 + random.nextInt(300);
            for (Parallel parallel : new Parallel[] {one, two, five}) {
              AtomicIntegerArray seen = new AtomicIntegerArray(count);
              parallel.forEach(count, chunk, (from, to, _) -> visit(seen, from, to));
              parallel.forEach(count, (from, to, _) -> visit(seen, from, to));
              for (int i = 0; i < count; i++) {
                assertThat(seen.get(i)).isEqualTo(2);
              }
            }
          });
    }
  }

  private static void visit(AtomicIntegerArray seen, int from, int to) {
    for (int i = from; i < to; i++) {
      seen.incrementAndGet(i);
    }
  }

  @Test
  void chunksReachTheLargestIndex() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      AtomicInteger last = new AtomicInteger();
      parallel.forEach(
          Integer.MAX_VALUE, (1 << 30) + 1, (_, to, _) -> last.accumulateAndGet(to, Math::max));
      assertThat(last.get()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void helpersTakePartAndWorkerNumbersAreNeverSharedAtTheSameTime() {
    try (Parallel parallel = Parallel.ofThreads(3)) {
      AtomicIntegerArray busy = new AtomicIntegerArray(3);
      AtomicIntegerArray ran = new AtomicIntegerArray(3);
      CountDownLatch allThere = new CountDownLatch(3);
      parallel.forEach(
          3,
          1,
          (_, _, worker) -> {
            assertThat(busy.incrementAndGet(worker)).isEqualTo(1);
            ran.incrementAndGet(worker);
            allThere.countDown();
            await(allThere); // ends only if three threads are inside at once
            busy.decrementAndGet(worker);
          });
      assertThat(ran.get(0) + ran.get(1) + ran.get(2)).isEqualTo(3);
      assertThat(ran.get(1)).isEqualTo(1);
    }
  }

  @Test
  void loopsOfSeveralCallersTakeTurns() throws InterruptedException {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      int[] plainCountPerWorker = new int[2];
      Thread[] callers = new Thread[4];
      for (int t = 0; t < callers.length; t++) {
        callers[t] =
            new Thread(() -> {
              for (int i = 0; i < 500; i++) {
                parallel.forEach(8, 1, (_, _, worker) -> plainCountPerWorker[worker]++);
              }
            });
        callers[t].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(Arrays.stream(plainCountPerWorker).sum()).isEqualTo(4 * 500 * 8);
    }
  }

  @Test
  void aNestedLoopRunsInOrderOnItsOwnThreadWithTheSameWorkerNumber() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      AtomicInteger inner = new AtomicInteger();
      parallel.forEach(
          16,
          1,
          (_, _, worker) -> {
            Thread outer = Thread.currentThread();
            int[] expected = {0};
            parallel.forEach(
                10,
                3,
                (from, to, nestedWorker) -> {
                  assertThat(Thread.currentThread()).isSameAs(outer);
                  assertThat(nestedWorker).isEqualTo(worker);
                  assertThat(from).isEqualTo(expected[0]);
                  expected[0] = to;
                  inner.addAndGet(to - from);
                });
          });
      assertThat(inner.get()).isEqualTo(160);
    }
  }

  @Test
  void aFailureReachesTheCallerAndLeavesThePoolUsable() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      for (int bad = 0; bad < 40; bad++) {
        int badChunk = bad;
        IllegalArgumentException failure = new IllegalArgumentException("chunk " + bad);
        assertThatThrownBy(() ->
                parallel.forEach(
                    40,
                    1,
                    (from, _, _) -> {
                      if (from == badChunk) {
                        throw failure;
                      }
                    }))
            .isSameAs(failure);
      }
      AtomicInteger ran = new AtomicInteger();
      parallel.forEach(40, 1, (_, _, _) -> ran.incrementAndGet());
      assertThat(ran.get()).isEqualTo(40);
    }
  }

  @Test
  void furtherFailuresAreSuppressedOnes() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      CountDownLatch bothInside = new CountDownLatch(2);
      assertThatThrownBy(() ->
              parallel.forEach(
                  2,
                  1,
                  (from, _, _) -> {
                    bothInside.countDown();
                    await(bothInside);
                    throw new IllegalStateException("chunk " + from);
                  }))
          .isInstanceOf(IllegalStateException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
  }

  @Test
  void cancellationStopsBetweenChunks() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      Cancellation cancellation = new Cancellation();
      Parallel cancellable = parallel.cancelledBy(cancellation);
      AtomicInteger ran = new AtomicInteger();
      assertThatThrownBy(() ->
              cancellable.forEach(
                  1000,
                  1,
                  (_, _, _) -> {
                    ran.incrementAndGet();
                    cancellation.cancel();
                  }))
          .isInstanceOf(CancellationException.class);
      assertThat(ran.get()).isBetween(1, 2);
      assertThatThrownBy(() -> cancellable.forEach(1, (_, _, _) -> {}))
          .isInstanceOf(CancellationException.class);
      cancellable.close();
      parallel.forEach(10, 1, (_, _, _) -> ran.incrementAndGet());
      assertThat(ran.get()).isGreaterThan(10);
    }
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      AtomicInteger ran = new AtomicInteger();
      Thread.currentThread().interrupt();
      parallel.forEach(64, 1, (_, _, _) -> ran.incrementAndGet());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(ran.get()).isEqualTo(64);
    }
  }

  @Test
  void useAfterCloseIsAnError() {
    Parallel parallel = Parallel.ofThreads(3);
    Parallel view = parallel.cancelledBy(new Cancellation());
    parallel.close();
    parallel.close();
    assertThatThrownBy(() -> parallel.forEach(1, (_, _, _) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> view.forEach(1, (_, _, _) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @SuppressWarnings("try") // closing in the wrong place is what is tested
  void closingFromInsideALoopIsAnError() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      assertThatThrownBy(() -> parallel.forEach(4, 1, (_, _, _) -> parallel.close()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("inside");
    }
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> Parallel.ofThreads(0)).hasMessageContaining("threads: ");
    try (Parallel parallel = Parallel.onCaller()) {
      assertThatThrownBy(() -> parallel.forEach(-1, 1, (_, _, _) -> {}))
          .hasMessageContaining("count: ");
      assertThatThrownBy(() -> parallel.forEach(1, 0, (_, _, _) -> {}))
          .hasMessageContaining("chunk: ");
      assertThatThrownBy(() -> parallel.forEach(-1, (_, _, _) -> {}))
          .hasMessageContaining("count: ");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
