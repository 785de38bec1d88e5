package network.akashi.node.farm;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import network.akashi.chain.store.PostgresUrl;
import org.jspecify.annotations.Nullable;

/** A worker that is a process of its own. */
public final class WorkerMain implements AutoCloseable {
  private final GuestProver prover;
  private final Duration patience;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();
  private final AtomicReference<@Nullable WorkerServer> server = new AtomicReference<>();

  private WorkerMain(int threads, Duration patience) {
    this.prover = new GuestProver(threads);
    this.patience = patience;
  }

  /**
   * Works until the process is asked to end; then the task in hand is finished within {@code
   * patience}, or given back.
   *
   * @param host where it says how it is
   * @param port there; 0 takes any free one
   * @throws network.akashi.chain.store.DatabaseException if the farm cannot be reached
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static WorkerMain start(
      PostgresUrl url,
      WorkerProfile profile,
      int threads,
      String host,
      int port,
      Duration patience) {
    WorkerMain main = new WorkerMain(threads, patience);
    // before the first task is taken: the request to end may come at once
    Runtime.getRuntime().addShutdownHook(new Thread(main::end, "drain"));
    boolean done = false;
    try {
      Worker worker = Worker.start(url, profile, main.prover);
      main.worker.set(worker);
      main.server.set(WorkerServer.start(worker, host, port));
      done = true;
      return main;
    } finally {
      if (!done) {
        main.close();
      }
    }
  }

  private void end() {
    try {
      Worker working = worker.get();
      if (working != null) {
        working.drain(patience);
      }
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Where it says how it is. */
  public URI address() {
    return Objects.requireNonNull(server.get(), "it was started").address();
  }

  /** Waits until the process is asked to end and the task in hand is done. */
  public void join() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    WorkerServer listening = server.get();
    if (listening != null) {
      listening.close();
    }
    Worker working = worker.get();
    if (working != null) {
      working.close();
    }
    prover.close();
  }
}
