package network.akashi.node.farm;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import network.akashi.chain.store.PostgresUrl;

/** A worker that is a process of its own. */
public final class WorkerMain implements AutoCloseable {
  private final GuestProver prover;
  private final Worker worker;
  private final WorkerServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private WorkerMain(GuestProver prover, Worker worker, WorkerServer server) {
    this.prover = prover;
    this.worker = worker;
    this.server = server;
  }

  /**
   * Begins.
   *
   * @param host where it says how it is
   * @param port there; 0 takes any free one
   * @throws network.akashi.chain.store.DatabaseException if the farm cannot be reached
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static WorkerMain start(
      PostgresUrl url, WorkerProfile profile, int threads, String host, int port) {
    GuestProver prover = new GuestProver(threads);
    Worker worker = Worker.start(url, profile, prover);
    boolean done = false;
    try {
      WorkerMain main = new WorkerMain(prover, worker, WorkerServer.start(worker, host, port));
      done = true;
      return main;
    } finally {
      if (!done) {
        worker.close();
      }
    }
  }

  /** Where it says how it is. */
  public URI address() {
    return server.address();
  }

  /**
   * Works until the process is asked to end; then the task in hand is finished within {@code
   * patience}, or given back.
   */
  public void join(Duration patience) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    worker.drain(patience);
                    close();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    ended.countDown();
                  }
                },
                "drain"));
    ended.await();
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      server.close();
      worker.close();
      prover.close();
    }
  }
}
