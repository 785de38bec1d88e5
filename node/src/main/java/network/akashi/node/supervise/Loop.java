package network.akashi.node.supervise;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import network.akashi.chain.rpc.RpcException;
import network.akashi.node.NodeError;
import network.akashi.node.work.WorkException;

/**
 * Does one thing again and again, on a thread of its own.
 *
 * <p>What fails and may pass is tried again, after pauses that double. A fault of the program is
 * logged with its trace and counted; the loop goes on, because other work must not stop for it, but
 * the node is no longer healthy until it works again.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Loop.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final String name;
  private final Supplier<Duration> period;
  private final Runnable body;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final Thread thread;
  private boolean woken;
  private volatile boolean closed;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile Optional<String> lastFailure = Optional.empty();

  private Loop(String name, Supplier<Duration> period, Runnable body) {
    this.name = name;
    this.period = period;
    this.body = body;
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  /** A loop that does not run yet. */
  public static Loop of(String name, Duration period, Runnable body) {
    return new Loop(name, () -> period, body);
  }

  /** A loop whose pauses are as long as {@code period} says each time. */
  public static Loop of(String name, Supplier<Duration> period, Runnable body) {
    return new Loop(name, period, body);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Has the next turn begin at once. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      wake.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What the loop does, in a word. */
  public String name() {
    return name;
  }

  /** Turns that failed since the last that did not. */
  public int failuresInARow() {
    return failuresInARow.get();
  }

  /** Why the last failure was; empty while all is well. */
  public Optional<String> lastFailure() {
    return failuresInARow.get() == 0 ? Optional.empty() : lastFailure;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        body.run();
        failuresInARow.set(0);
      } catch (RpcException e) {
        failed(NodeError.CHAIN_UNREACHABLE.code() + " " + e.getMessage());
      } catch (WorkException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) { // the last line of defence: other turns may do better
        if (!closed) {
          LOG.log(Level.ERROR, NodeError.INTERNAL.code() + " in " + name, e);
          failed(NodeError.INTERNAL.code() + " " + e);
        }
      }
      pause();
    }
  }

  private void failed(String why) {
    failuresInARow.incrementAndGet();
    if (!lastFailure.equals(Optional.of(why))) {
      LOG.log(Level.WARNING, "{0}: {1}", name, why);
    }
    lastFailure = Optional.of(why);
  }

  private void pause() {
    int failures = failuresInARow.get();
    long nanos =
        failures == 0
            ? period.get().toNanos()
            : Math.min(
                LONGEST_PAUSE.toNanos(),
                Duration.ofMillis(200).toNanos() << Math.min(failures, 10));
    lock.lock();
    try {
      while (!woken && nanos > 0 && !closed) {
        nanos = wake.awaitNanos(nanos);
      }
      woken = false;
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
