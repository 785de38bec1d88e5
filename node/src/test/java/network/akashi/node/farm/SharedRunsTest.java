package network.akashi.node.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.node.NodeError;
import network.akashi.node.work.Bundle;
import network.akashi.node.work.PartCheck;
import network.akashi.node.work.ProvenPart;
import network.akashi.node.work.RunBatch;
import network.akashi.node.work.WorkException;
import network.akashi.testkit.Postgres;
import network.akashi.zkvm.proof.RunVerifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A node's side of a farm, with workers that prove and workers that cheat. */
@TestInstance(Lifecycle.PER_CLASS)
class SharedRunsTest {
  private final GuestProver prover = new GuestProver(2);
  private final PartCheck parts = new PartCheck(new RunVerifier(100));
  private TestFarm farm = new TestFarm();
  private SharedRuns runs = runs(Needs.NONE);

  @AfterAll
  void end() {
    prover.close();
    runs.close();
  }

  @AfterEach
  void anotherFarm() {
    runs.close();
    farm = new TestFarm();
    runs = runs(Needs.NONE);
  }

  private SharedRuns runs(Needs needs) {
    return new SharedRuns(
        TaskBoard.open(farm.url),
        FarmView.open(farm.url),
        farm.programs,
        new ResultCheck(parts),
        needs);
  }

  private Worker worker(String name, TaskProver made) {
    WorkerProfile profile =
        new WorkerProfile(name, List.of(), 4_096, List.of(), Duration.ofSeconds(20));
    return Worker.start(farm.url, profile, made);
  }

  /** Whatever the first worker hands in is refused for {@code reason}; the second's is taken. */
  private void refused(TaskProver cheat, NodeError reason) {
    RunBatch batch = farm.batch(1, 30);
    try (Worker first = worker("cheat", cheat)) {
      CompletableFuture<List<ProvenPart>> proven =
          CompletableFuture.supplyAsync(() -> runs.prove(batch, () -> false));
      TestFarm.await("a refusal", () -> runs.refused() > 0);
      assertThat(first.state().done()).isEqualTo(1);
      FarmStatus.WorkerRow row = status("cheat");
      assertThat(row.state()).isEqualTo("BANNED");
      assertThat(row.bannedFor()).isEqualTo(reason.describe());
      assertThat(proven).isNotDone();
      try (Worker _ = worker("honest", prover)) {
        List<ProvenPart> result = proven.join();
        assertThat(result).hasSize(1);
        assertThat(result.getFirst().cells()).isPositive();
      }
      assertThat(runs.refused()).isEqualTo(1);
    }
  }

  private FarmStatus.WorkerRow status(String name) {
    try (TaskBoard board = TaskBoard.open(farm.url)) {
      return board.status().workers().stream()
          .filter(each -> each.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void bytesThatAreNoBundleAreRefused() {
    refused((_, _, _, _) -> new byte[] {1, 2, 3}, NodeError.PROOF_MALFORMED);
  }

  @Test
  void aBundleOfTwoIsRefused() {
    refused(
        (lease, elf, input, dropped) -> {
          Bundle one = Bundle.decode(prover.prove(lease, elf, input, dropped)).orElseThrow();
          return new Bundle(List.of(one.parts().getFirst(), one.parts().getFirst())).encode();
        },
        NodeError.PROOF_MALFORMED);
  }

  @Test
  void aProofThatDoesNotVerifyIsRefused() {
    refused(
        (lease, elf, input, dropped) -> {
          byte[] bundle = prover.prove(lease, elf, input, dropped);
          bundle[bundle.length - 1] ^= 1;
          return bundle;
        },
        NodeError.PROOF_REJECTED);
  }

  @Test
  void anOutputThatTheProofDoesNotStateIsRefused() {
    refused(
        (lease, elf, input, dropped) -> {
          Bundle.Part part =
              Bundle.decode(prover.prove(lease, elf, input, dropped))
                  .orElseThrow()
                  .parts()
                  .getFirst();
          byte[] output = part.output().toArray();
          output[0] ^= 1;
          return new Bundle(List.of(new Bundle.Part(Bytes.of(output), part.proof()))).encode();
        },
        NodeError.PROOF_REJECTED);
  }

  @Test
  void aProofThatPaysSomebodyElseIsRefused() {
    refused(
        (lease, elf, input, dropped) ->
            prover.prove(
                new Lease(
                    lease.task(),
                    lease.fence(),
                    lease.request(),
                    lease.run(),
                    lease.program(),
                    lease.input(),
                    Address.ZERO),
                elf,
                input,
                dropped),
        NodeError.PROOF_OF_ANOTHER);
  }

  @Test
  void aProofOfAnotherRunIsRefused() {
    refused(
        (lease, elf, _, dropped) -> prover.prove(lease, elf, TestFarm.input(31), dropped),
        NodeError.CLAIM_FALSE);
  }

  @Test
  void aResultThatIsNotThereOrRottenIsRefused() {
    assertThat(new ResultCheck(parts).check(Optional.empty(), farm.batch(1, 30), 0))
        .isEqualTo(new ResultCheck.Finding.Bad(NodeError.PROOF_CORRUPT));
  }

  @Test
  void aTaskThatNobodyCanProveFailsWithTheReason() {
    runs.close();
    runs = runs(new Needs(List.of(), 0, 1));
    TaskProver unable =
        (_, _, _, _) -> {
          throw new WorkException(NodeError.UNPROVABLE, "too hard for me");
        };
    try (Worker _ = worker("unable", unable)) {
      assertThatThrownBy(() -> runs.prove(farm.batch(1, 30), () -> false))
          .isInstanceOf(WorkException.class)
          .hasMessageStartingWith(NodeError.FARM_FAILED.code())
          .hasMessageContaining("unable")
          .hasMessageContaining("too hard for me");
    }
  }

  @Test
  void whoeverWorksOnWhatNobodyWantsAnyMoreStops() {
    AtomicBoolean dropped = new AtomicBoolean();
    AtomicBoolean stopped = new AtomicBoolean();
    TaskProver endless =
        (_, _, _, lost) -> {
          dropped.set(true);
          TestFarm.await("being told", lost);
          stopped.set(true);
          throw new CancellationException();
        };
    WorkerProfile quick =
        new WorkerProfile("endless", List.of(), 4_096, List.of(), Duration.ofSeconds(1));
    try (Worker worker = Worker.start(farm.url, quick, endless)) {
      assertThatThrownBy(() -> runs.prove(farm.batch(1, 30), dropped::get))
          .isInstanceOf(CancellationException.class);
      TestFarm.await("the worker to stop", stopped::get);
      TestFarm.await("the loss to be counted", () -> worker.state().lost() == 1);
    }
    try (TaskBoard board = TaskBoard.open(farm.url)) {
      assertThat(board.status().tasks()).containsEntry("LEASED", 0L).containsEntry("LOST", 0L);
    }
  }

  @Test
  void aNodeThatRestartsFindsWhatWasProvenMeanwhile() {
    RunBatch batch = farm.batch(1, 30, 31);
    AtomicInteger proofs = new AtomicInteger();
    try (TaskBoard before = TaskBoard.open(farm.url)) {
      before.publish(batch, farm.elf, Needs.NONE); // and this process was killed
      TaskProver counted =
          (lease, elf, input, lost) -> {
            proofs.incrementAndGet();
            return prover.prove(lease, elf, input, lost);
          };
      try (Worker _ = worker("patient", counted)) {
        TestFarm.await("both proofs", () -> before.status().count("DONE") == 2);
        assertThat(runs.prove(batch, () -> false)).hasSize(2);
      }
    }
    assertThat(proofs).hasValue(2);
  }

  @Test
  void aDatabaseThatRestartsInTheMiddleCostsNothing() {
    AtomicBoolean cut = new AtomicBoolean();
    TaskProver cutting =
        (lease, elf, input, lost) -> {
          byte[] result = prover.prove(lease, elf, input, lost);
          if (!cut.getAndSet(true)) {
            Postgres.cutConnections();
          }
          return result;
        };
    try (Worker worker = worker("steady", cutting)) {
      assertThat(runs.prove(farm.batch(1, 30, 31), () -> false)).hasSize(2);
      assertThat(worker.state().done()).isEqualTo(2);
    }
    assertThat(cut).isTrue();
  }
}
