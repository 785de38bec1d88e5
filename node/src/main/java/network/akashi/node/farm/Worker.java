package network.akashi.node.farm;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import network.akashi.chain.store.DatabaseException;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.node.NodeError;
import network.akashi.node.work.WorkException;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks of a farm, one at a time, and hands proofs in.
 *
 * <p>One thread proves; another renews the lease three times as often as it has to. A worker that
 * was paused, or cut off, may find that its task is another's: what it then hands in is refused by
 * the fence, and it takes the next task. Nothing that happens to it loses a task for long.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Worker.class.getName());
  private static final Duration IDLE_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration HAND_IN_PATIENCE = Duration.ofMinutes(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  /** A task in hand. */
  private static final class Held {
    final Lease lease;
    volatile boolean lost;

    Held(Lease lease) {
      this.lease = lease;
    }
  }

  private final LeaseDesk desk;
  private final LeaseDesk pulse;
  private final TaskProver prover;
  private final Thread proving;
  private final Thread beating;
  private final CountDownLatch draining = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Held held;
  private volatile boolean abandoned;
  private volatile Optional<String> trouble = Optional.empty();

  private Worker(LeaseDesk desk, LeaseDesk pulse, TaskProver prover) {
    this.desk = desk;
    this.pulse = pulse;
    this.prover = prover;
    String name = "worker " + desk.profile().name();
    this.proving = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
    this.beating = Thread.ofPlatform().name(name + " pulse").daemon(true).unstarted(this::beat);
  }

  /**
   * Begins.
   *
   * @throws DatabaseException if the farm cannot be reached
   */
  public static Worker start(PostgresUrl url, WorkerProfile profile, TaskProver prover) {
    LeaseDesk desk = LeaseDesk.open(url, profile);
    Worker worker = new Worker(desk, LeaseDesk.open(url, profile), prover);
    desk.greet("IDLE");
    worker.proving.start();
    worker.beating.start();
    return worker;
  }

  /** How it is. */
  public WorkerState state() {
    Held now = held;
    return new WorkerState(
        desk.profile().name(),
        isDraining(),
        now == null ? Optional.empty() : Optional.of(now.lease),
        done.get(),
        failed.get(),
        lost.get(),
        trouble);
  }

  private boolean isDraining() {
    return draining.getCount() == 0;
  }

  private void run() {
    int failures = 0;
    try {
      while (!isDraining()) {
        try {
          Duration pause = turn();
          failures = 0;
          pause(pause);
        } catch (DatabaseException e) {
          failures++;
          troubled("AK-060 " + e.getMessage());
          pause(
              Duration.ofMillis(
                  Math.min(LONGEST_PAUSE.toMillis(), 200L << Math.min(failures, 10))));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  /** Does a task, if there is one; gives how long to wait before asking for the next. */
  private Duration turn() throws InterruptedException {
    Optional<String> ban = desk.ban();
    if (ban.isPresent()) {
      troubled("%s: %s".formatted(NodeError.WORKER_BANNED.describe(), ban.get()));
      return LONGEST_PAUSE;
    }
    trouble = Optional.empty();
    Optional<Lease> lease = desk.take();
    if (lease.isEmpty()) {
      return IDLE_PAUSE;
    }
    Held taken = new Held(lease.get());
    held = taken;
    try {
      LOG.log(Level.INFO, "took {0}", taken.lease);
      work(taken);
    } finally {
      held = null;
    }
    return Duration.ZERO;
  }

  private void work(Held task) throws InterruptedException {
    Lease lease = task.lease;
    try {
      byte[] input =
          desk.artifact(lease.input())
              .orElseThrow(() ->
                  new WorkException(NodeError.PROOF_CORRUPT, "the input is not what it should be"));
      byte[] elf =
          desk.program(lease.program())
              .orElseThrow(() ->
                  new WorkException(
                      NodeError.PROOF_CORRUPT, "the program is not what it should be"));
      handIn(lease, prover.prove(lease, elf, input, () -> task.lost || abandoned));
    } catch (CancellationException e) {
      if (abandoned) {
        LOG.log(Level.INFO, "gave back {0}", lease);
        desk.giveBack(lease);
      } else {
        lost(lease);
      }
    } catch (WorkException e) {
      failed(lease, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) { // nothing of it is kept: the next, smaller one may fit
      failed(lease, "AK-006 out of memory; give the JVM more with -Xmx");
    } catch (DatabaseException e) {
      throw e;
    } catch (RuntimeException e) { // a fault in proving must not end the worker
      LOG.log(Level.ERROR, "AK-006 " + lease, e);
      failed(lease, "AK-006 " + e);
    }
  }

  /** A proof is worth waiting for the database; if it takes too long, another worker has it. */
  private void handIn(Lease lease, byte[] result) throws InterruptedException {
    long end = System.nanoTime() + HAND_IN_PATIENCE.toNanos();
    while (true) {
      try {
        if (desk.complete(lease, result)) {
          done.incrementAndGet();
          LOG.log(Level.INFO, "handed in {0}", lease);
        } else {
          lost(lease);
        }
        return;
      } catch (DatabaseException e) {
        troubled("AK-060 " + e.getMessage());
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(IDLE_PAUSE.multipliedBy(4));
      }
    }
  }

  private void lost(Lease lease) {
    lost.incrementAndGet();
    LOG.log(Level.WARNING, "{0}: {1}", NodeError.LEASE_LOST.describe(), lease);
  }

  private void failed(Lease lease, String why) {
    failed.incrementAndGet();
    LOG.log(Level.WARNING, "{0}: {1}", lease, why);
    desk.fail(lease, why);
  }

  private void troubled(String why) {
    if (!trouble.equals(Optional.of(why))) {
      LOG.log(Level.WARNING, "{0}", why);
    }
    trouble = Optional.of(why);
  }

  private void pause(Duration pause) throws InterruptedException {
    if (draining.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.log(Level.INFO, "takes no more tasks");
    }
  }

  private void beat() {
    long every = desk.profile().lease().dividedBy(3).toMillis();
    try {
      do {
        try {
          Held now = held;
          pulse.greet(isDraining() ? "DRAINING" : now == null ? "IDLE" : "WORKING");
          if (now != null && !pulse.renew(now.lease)) {
            now.lost = true;
          }
        } catch (DatabaseException e) { // the lease may run out: the fence sees to it
          LOG.log(Level.DEBUG, "no heartbeat: {0}", e.getMessage());
        }
      } while (!stopped.await(every, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more tasks; waits until the one in hand is done, or gives it back after a while. */
  public void drain(Duration patience) throws InterruptedException {
    draining.countDown();
    if (!stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      abandoned = true;
      if (!stopped.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "the task in hand could not be given back: its lease will run out");
      }
    }
  }

  /** Stops at once: a task in hand is given back if that can be done soon. */
  @Override
  public void close() {
    try {
      drain(Duration.ZERO);
      beating.join(LAST_WORDS);
      pulse.greet("LEFT");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "left without a word: {0}", e.getMessage());
    }
    desk.close();
    pulse.close();
  }
}
