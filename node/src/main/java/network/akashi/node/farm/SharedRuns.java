package network.akashi.node.farm;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import network.akashi.chain.store.DatabaseException;
import network.akashi.node.NodeError;
import network.akashi.node.work.Programs;
import network.akashi.node.work.ProvenPart;
import network.akashi.node.work.ProvingPace;
import network.akashi.node.work.RunBatch;
import network.akashi.node.work.Runs;
import network.akashi.node.work.Work;
import network.akashi.node.work.WorkException;

/**
 * Has runs proven by the workers of a farm, side by side, and verifies what they hand in.
 *
 * <p>What is in the database outlives this process: after a restart, the same runs are found there
 * with the results they have by then. While the database is away this waits, for some minutes.
 */
public final class SharedRuns implements Runs {
  private static final Logger LOG = System.getLogger(SharedRuns.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofMillis(150);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TaskBoard board;
  private final FarmView view;
  private final Programs programs;
  private final ResultCheck check;
  private final Needs needs;
  private final ProvingPace pace = new ProvingPace();
  private final AtomicLong refused = new AtomicLong();

  /** Runs of these programs, by workers that have what is needed. The board is closed with it. */
  public SharedRuns(
      TaskBoard board, FarmView view, Programs programs, ResultCheck check, Needs needs) {
    this.board = board;
    this.view = view;
    this.programs = programs;
    this.check = check;
    this.needs = needs;
  }

  @Override
  public List<ProvenPart> prove(RunBatch batch, BooleanSupplier dropped) {
    byte[] elf =
        programs
            .file(batch.program())
            .orElseThrow(
                () -> new WorkException(NodeError.UNKNOWN_PROGRAM, "no program " + batch.program()))
            .toArray();
    long began = System.nanoTime();
    long reached = began;
    Map<Integer, ProvenPart> proven = new TreeMap<>();
    boolean published = false;
    while (proven.size() < batch.work().runs()) {
      if (dropped.getAsBoolean()) {
        retract(batch);
        throw new CancellationException("nobody wants these proofs any more");
      }
      Duration pause = LOOK_EVERY;
      try {
        if (!published) {
          board.publish(batch, elf, needs);
          published = true;
        }
        published = collect(batch, proven);
        reached = System.nanoTime();
      } catch (DatabaseException e) {
        pause = LOOK_AGAIN;
        LOG.log(Level.WARNING, "AK-060 {0}", e.getMessage());
        if (System.nanoTime() - reached > PATIENCE.toNanos()) {
          throw new WorkException(NodeError.FARM_UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
      }
      pause(pause);
    }
    learn(batch, System.nanoTime() - began);
    retract(batch);
    return new ArrayList<>(proven.values());
  }

  /** Takes what is done; false if tasks are missing, so that they have to be published again. */
  private boolean collect(RunBatch batch, Map<Integer, ProvenPart> proven) {
    List<TaskRow> rows = board.look(batch);
    for (TaskRow row : rows) {
      if (proven.containsKey(row.run())) {
        continue;
      }
      switch (row.state()) {
        case DONE -> take(batch, row, proven);
        case FAILED -> throw new WorkException(NodeError.FARM_FAILED, row.error());
        case WAITING, LEASED -> {}
      }
    }
    return rows.size() == batch.work().runs();
  }

  private void take(RunBatch batch, TaskRow row, Map<Integer, ProvenPart> proven) {
    switch (check.check(row.result().flatMap(board::artifact), batch, row.run())) {
      case ResultCheck.Finding.Good(ProvenPart part) -> proven.put(row.run(), part);
      case ResultCheck.Finding.Bad(NodeError error) -> {
        refused.incrementAndGet();
        LOG.log(
            Level.WARNING,
            "{0} {1}: run {2} of {3}: {4}",
            NodeError.WORKER_BANNED.describe(),
            row.worker(),
            row.run(),
            batch.request(),
            error.describe());
        board.refuse(row, error.describe());
      }
    }
  }

  /** What is not retracted now is forgotten after a day. */
  private void retract(RunBatch batch) {
    try {
      board.retract(batch);
      board.prune();
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "AK-060 {0}", e.getMessage());
    }
  }

  private void learn(RunBatch batch, long nanos) {
    long cycles = 0;
    for (int run = 0; run < batch.work().runs(); run++) {
      cycles += batch.work().estimatedCycles(run);
    }
    int sideBySide = Math.min(provers(), batch.work().runs());
    pace.learn(Math.max(1, cycles / batch.work().runs()), nanos * sideBySide / batch.work().runs());
  }

  private int provers() {
    return Math.max(1, view.status().workersAtWork());
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("this node is stopping");
    }
  }

  @Override
  public long estimateMillis(Work work) {
    return pace.estimateMillis(work, provers());
  }

  /** Results that did not verify. */
  public long refused() {
    return refused.get();
  }

  /** The farm, for whoever wants to see it. */
  public FarmView view() {
    return view;
  }

  @Override
  public void close() {
    board.close();
    view.close();
  }
}
