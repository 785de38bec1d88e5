package network.akashi.math;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The helper threads of a {@link Parallel}. The thread that holds {@link #turn} has the pool to
 * itself and is worker 0; helpers look at {@link #loop} for something to do.
 */
final class WorkerPool implements AutoCloseable {
  private final ReentrantLock turn = new ReentrantLock();
  private final Helper[] helpers;
  private volatile @Nullable ParallelLoop loop;
  private volatile boolean closed;

  WorkerPool(int threads) {
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(this, i + 1);
    }
    for (Helper helper : helpers) {
      helper.start();
    }
  }

  int threads() {
    return helpers.length + 1;
  }

  void run(ParallelLoop work) {
    int nestedIn = currentWorker();
    if (nestedIn >= 0) {
      work.work(nestedIn);
      work.finish();
      return;
    }
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("this Parallel is closed");
      }
      if (work.isWorthSharing()) {
        loop = work;
        for (Helper helper : helpers) {
          helper.wake();
        }
      }
      work.work(0);
      work.finish();
    } finally {
      loop = null;
      turn.unlock();
    }
  }

  /** The number under which the current thread runs a chunk of this pool, or −1. */
  private int currentWorker() {
    if (Thread.currentThread() instanceof Helper helper && helper.pool == this) {
      return helper.number;
    }
    return turn.isHeldByCurrentThread() ? 0 : -1;
  }

  @Override
  public void close() {
    if (currentWorker() >= 0) {
      throw new IllegalStateException("a Parallel cannot be closed from inside one of its loops");
    }
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
    for (Helper helper : helpers) {
      LockSupport.unpark(helper);
    }
    joinHelpers();
  }

  private void joinHelpers() {
    boolean interrupted = false;
    for (Helper helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A helper thread: waits for a loop it has not seen, works on it, waits again. */
  private static final class Helper extends Thread {
    private final WorkerPool pool;
    private final int number;
    private volatile boolean asleep;

    Helper(WorkerPool pool, int number) {
      super("akashi-math-" + number);
      this.pool = pool;
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      ParallelLoop seen = null;
      while (!pool.closed) {
        ParallelLoop next = pool.loop;
        if (next != null && next != seen) {
          next.work(number);
          seen = next;
        } else {
          pause(next);
        }
      }
    }

    private void pause(@Nullable ParallelLoop seen) {
      for (int i = 0; i < ParallelLoop.SPINS; i++) {
        if (pool.loop != seen) {
          return;
        }
        Thread.onSpinWait();
      }
      asleep = true;
      if (pool.loop == seen && !pool.closed) {
        LockSupport.park(pool);
      }
      asleep = false;
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }
  }
}
