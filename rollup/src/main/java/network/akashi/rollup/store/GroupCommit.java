package network.akashi.rollup.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import network.akashi.chain.store.Database;
import network.akashi.chain.store.DatabaseException;

/**
 * Writes in the order in which they were asked for, many to one commit: whoever waits for the disk
 * waits for one flush together with all who came meanwhile. After a failure nothing is written any
 * more, and everything that waits fails.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST_AT_ONCE = 2_000;

  /** Changes within a transaction. */
  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  private record Job(Work work, CompletableFuture<Void> done) {}

  private static final Job STOP = new Job(_ -> {}, new CompletableFuture<>());

  private final Database database;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  GroupCommit(Database database) {
    this.database = database;
    this.thread = Thread.ofPlatform().name("rollup store").daemon().start(this::run);
  }

  /** Completes when the change is on disk. */
  CompletableFuture<Void> submit(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (stopped) {
      done.completeExceptionally(new StoreException("the store is closed", null));
      return done;
    }
    queue.add(new Job(work, done));
    if (stopped) {
      failRest(new StoreException("the store is closed", null));
    }
    return done;
  }

  private void run() {
    List<Job> jobs = new ArrayList<>();
    try {
      while (true) {
        jobs.clear();
        jobs.add(queue.take());
        queue.drainTo(jobs, MOST_AT_ONCE);
        boolean last = jobs.removeIf(each -> each.equals(STOP));
        write(jobs);
        if (last) {
          stopped = true;
          failRest(new StoreException("the store is closed", null));
          return;
        }
      }
    } catch (InterruptedException e) {
      stopped = true;
      failRest(new StoreException("the store was interrupted", e));
    } catch (DatabaseException e) {
      stopped = true;
      StoreException failure =
          new StoreException("the store cannot be written: " + e.getMessage(), e);
      jobs.forEach(each -> each.done().completeExceptionally(failure));
      failRest(failure);
    }
  }

  private void write(List<Job> jobs) {
    database.change(connection -> {
      for (Job each : jobs) {
        each.work().run(connection);
      }
      return jobs;
    });
    jobs.forEach(each -> each.done().complete(null));
  }

  private void failRest(StoreException failure) {
    List<Job> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.forEach(each -> each.done().completeExceptionally(failure));
  }

  /** Writes what was asked for before, and stops. */
  @Override
  public void close() {
    queue.add(STOP);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
