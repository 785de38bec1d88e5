package network.akashi.node.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.akashi.node.farm.TaskRow.State;
import network.akashi.node.work.PartCheck;
import network.akashi.node.work.ProvenPart;
import network.akashi.node.work.RunBatch;
import network.akashi.zkvm.proof.RunVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are processes, and what signals do to them. */
class WorkerProcessTest {
  private static final int LONG_LEASE = 60;
  private static final int SHORT_LEASE = 3;

  @TempDir private Path folder;
  private final TestFarm farm = new TestFarm();
  private final TaskBoard board = TaskBoard.open(farm.url);

  @AfterEach
  void close() {
    board.close();
  }

  private WorkerProcess worker(String name, int leaseSeconds) {
    return new WorkerProcess(farm.address, name, leaseSeconds, folder);
  }

  private TaskRow row(RunBatch batch) {
    return board.look(batch).getFirst();
  }

  private void awaitLease(RunBatch batch, String worker) {
    TestFarm.await(
        worker + " to take the task",
        () -> row(batch).worker().equals(worker) && row(batch).state() == State.LEASED);
  }

  @Test
  void theRunsOfARequestAreProvenSideBySideOnTwoProcesses() {
    RunBatch batch = farm.batch(1, 30, 31, 32, 33, 34, 35);
    SharedRuns runs =
        new SharedRuns(
            TaskBoard.open(farm.url),
            FarmView.open(farm.url),
            farm.programs,
            new ResultCheck(new PartCheck(new RunVerifier(100))),
            Needs.NONE);
    try (runs;
        WorkerProcess _ = worker("one", LONG_LEASE);
        WorkerProcess _ = worker("two", LONG_LEASE)) {
      TestFarm.await("two workers", () -> board.status().workersAtWork() == 2);
      CompletableFuture<List<ProvenPart>> proven =
          CompletableFuture.supplyAsync(() -> runs.prove(batch, () -> false));
      TestFarm.await("two at once", () -> board.status().count("LEASED") == 2);
      List<ProvenPart> parts = proven.join();
      assertThat(parts).hasSize(6);
      for (int run = 0; run < parts.size(); run++) {
        assertThat(network.akashi.node.work.Sha256.of(parts.get(run).part().output().toArray()))
            .as("in their order")
            .isEqualTo(batch.work().outputDigest(run, TestFarm.PAYEE));
      }
      assertThat(board.status().workers())
          .allSatisfy(worker -> assertThat(worker.done()).isPositive());
      assertThat(runs.refused()).isZero();
    }
  }

  @Test
  void theTaskOfAKilledWorkerIsRetaken() {
    RunBatch batch = farm.batch(1, 30);
    try (WorkerProcess killed = worker("killed", SHORT_LEASE)) {
      board.publish(batch, farm.elf, Needs.NONE);
      awaitLease(batch, "killed");
      killed.signal("KILL");
      try (WorkerProcess _ = worker("heir", SHORT_LEASE)) {
        TestFarm.await("the heir's proof", () -> row(batch).state() == State.DONE);
        assertThat(row(batch).worker()).isEqualTo("heir");
        assertThat(row(batch).fence()).isEqualTo(2);
      }
    }
  }

  @Test
  void aPausedWorkerThatComesBackDoesNotOverwriteTheResult() {
    RunBatch batch = farm.batch(1, 30);
    try (WorkerProcess paused = worker("paused", SHORT_LEASE)) {
      board.publish(batch, farm.elf, Needs.NONE);
      awaitLease(batch, "paused");
      paused.signal("STOP");
      try (WorkerProcess heir = worker("heir", SHORT_LEASE)) {
        TestFarm.await("the heir's proof", () -> row(batch).state() == State.DONE);
        TaskRow result = row(batch);
        assertThat(result.worker()).isEqualTo("heir");
        heir.signal("KILL");
        paused.signal("CONT");
        TestFarm.await("the paused one to see it", () -> paused.said("AK-062"));
        assertThat(row(batch)).isEqualTo(result);
        assertThat(paused.isAlive()).isTrue();
      }
      board.publish(farm.batch(2, 31), farm.elf, Needs.NONE);
      TestFarm.await("it to go on", () -> row(farm.batch(2, 31)).state() == State.DONE);
    }
  }

  @Test
  void aWorkerThatIsAskedToEndFinishesItsTaskAndTakesNoOther() {
    RunBatch batch = farm.batch(1, 30, 31);
    try (WorkerProcess leaving = worker("leaving", LONG_LEASE)) {
      board.publish(batch, farm.elf, Needs.NONE);
      awaitLease(batch, "leaving");
      leaving.signal("TERM");
      TestFarm.await("it to end", () -> !leaving.isAlive());
    }
    assertThat(board.look(batch))
        .extracting(TaskRow::state)
        .containsExactly(State.DONE, State.WAITING);
    assertThat(board.status().workers().getFirst().state()).isEqualTo("LEFT");
  }
}
