package network.akashi.math;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One loop of a {@link Parallel}: which chunks are taken, how many are unfinished, what went wrong.
 *
 * <p>It is over when every chunk has been accounted for, not when every helper has looked at it: a
 * helper that the operating system wakes too late finds no chunk left and is not waited for.
 */
final class ParallelLoop {
  /** Rounds of looking before a waiting thread goes to sleep, some tens of microseconds. */
  static final int SPINS = 1000;

  private final int count;
  private final int chunk;
  private final long chunks;
  private final Parallel.Body body;
  private final Cancellation cancellation;
  private final Thread caller = Thread.currentThread();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong unfinished;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ParallelLoop(int count, int chunk, Parallel.Body body, Cancellation cancellation) {
    this.count = count;
    this.chunk = chunk;
    this.chunks = Math.ceilDiv(count, chunk);
    this.body = body;
    this.cancellation = cancellation;
    this.unfinished = new AtomicLong(chunks);
  }

  /** Whether a second thread would find something to do. */
  boolean isWorthSharing() {
    return chunks > 1;
  }

  /** Takes and runs chunks until none is left. */
  void work(int worker) {
    for (long index = taken.getAndIncrement(); index < chunks; index = taken.getAndIncrement()) {
      if (failure.get() == null) {
        runChunk((int) (index * chunk), worker);
      }
      if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != caller) {
        LockSupport.unpark(caller);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a Throwable cannot be suppressed by itself
  private void runChunk(int from, int worker) {
    try {
      cancellation.check();
      body.run(from, (int) Math.min((long) from + chunk, count), worker);
    } catch (Throwable thrown) { // handed to the caller, whatever it is
      Throwable first = failure.compareAndExchange(null, thrown);
      if (first != null && first != thrown && !(thrown instanceof CancellationException)) {
        first.addSuppressed(thrown);
      }
    }
  }

  /** Waits for chunks that other threads run, then throws what a chunk threw, if one did. */
  void finish() {
    boolean interrupted = false;
    for (int spins = 0; unfinished.get() != 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      caller.interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a chunk threw a checked exception", e);
    }
  }
}
