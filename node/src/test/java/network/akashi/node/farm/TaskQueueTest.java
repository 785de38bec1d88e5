package network.akashi.node.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import network.akashi.chain.Bytes32;
import network.akashi.node.work.RunBatch;
import network.akashi.node.work.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks, leases, fences, bans and artifacts on a real PostgreSQL. */
class TaskQueueTest {
  private static final byte[] RESULT = {1, 2, 3};
  private static final byte[] OTHER = {4, 5, 6};

  private final TestFarm farm = new TestFarm();
  private final TaskBoard board = TaskBoard.open(farm.url);
  private final LeaseDesk alice = farm.desk("alice");
  private final LeaseDesk bob = farm.desk("bob");
  private final RunBatch batch = farm.batch(1, 10);

  @AfterEach
  void close() {
    board.close();
    alice.close();
    bob.close();
  }

  private void publish(RunBatch some) {
    board.publish(some, farm.elf, Needs.NONE);
  }

  private TaskRow only() {
    List<TaskRow> rows = board.look(batch);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  @Test
  void aTaskIsTakenDoneAndRead() {
    publish(batch);
    Lease lease = alice.take().orElseThrow();
    assertThat(lease.request()).isEqualTo(batch.request());
    assertThat(lease.payee()).isEqualTo(TestFarm.PAYEE);
    assertThat(lease.program()).isEqualTo(farm.program);
    assertThat(alice.artifact(lease.input()).orElseThrow()).isEqualTo(TestFarm.input(10));
    assertThat(alice.program(lease.program()).orElseThrow()).isEqualTo(farm.elf);
    assertThat(only().state()).isEqualTo(TaskRow.State.LEASED);
    assertThat(alice.complete(lease, RESULT)).isTrue();
    assertThat(only().result()).contains(Sha256.of(RESULT));
    assertThat(board.artifact(Sha256.of(RESULT)).orElseThrow()).isEqualTo(RESULT);
  }

  @Test
  void aTaskIsGivenToOneWorkerHoweverManyAsk() throws Exception {
    publish(farm.batch(1, IntStream.range(0, 40).toArray()));
    List<LeaseDesk> desks = IntStream.range(0, 4).mapToObj(i -> farm.desk("w" + i)).toList();
    List<Long> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<List<Long>> none = List::of;
      List<Callable<List<Long>>> all = new ArrayList<>(List.of(none));
      for (LeaseDesk desk : desks) {
        all.add(() -> {
          List<Long> mine = new ArrayList<>();
          for (Optional<Lease> l = desk.take(); l.isPresent(); l = desk.take()) {
            mine.add(l.get().task());
          }
          return mine;
        });
      }
      for (Future<List<Long>> each : threads.invokeAll(all)) {
        taken.addAll(each.get());
      }
    }
    desks.forEach(LeaseDesk::close);
    assertThat(taken).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aTaskThatIsHeldIsNobodyElses() {
    publish(batch);
    assertThat(alice.take()).isPresent();
    assertThat(bob.take()).isEmpty();
  }

  @Test
  void aLeaseThatRanOutIsTakenAndTheFormerWorkerCanDoNothing() {
    publish(batch);
    Lease first = alice.take().orElseThrow();
    farm.expire();
    Lease second = bob.take().orElseThrow();
    assertThat(second.task()).isEqualTo(first.task());
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(alice.renew(first)).isFalse();
    assertThat(alice.fail(first, "late")).isFalse();
    assertThat(alice.giveBack(first)).isFalse();
    assertThat(alice.complete(first, OTHER)).isFalse();
    assertThat(only().worker()).isEqualTo("bob");
    assertThat(bob.complete(second, RESULT)).isTrue();
    assertThat(alice.complete(first, OTHER)).isFalse();
    assertThat(only().result()).contains(Sha256.of(RESULT));
    assertThat(board.artifact(Sha256.of(OTHER))).as("nothing of it is kept").isEmpty();
  }

  /** One worker's name, two leases: the name does not help, the number does. */
  @Test
  void theFenceKeepsOutAnOlderLeaseOfTheSameWorker() {
    publish(batch);
    Lease first = alice.take().orElseThrow();
    farm.expire();
    Lease second = alice.take().orElseThrow();
    assertThat(alice.renew(first)).isFalse();
    assertThat(alice.complete(first, OTHER)).isFalse();
    assertThat(alice.complete(second, RESULT)).isTrue();
    assertThat(only().result()).contains(Sha256.of(RESULT));
  }

  @Test
  void aHeartbeatKeepsATask() {
    publish(batch);
    Lease lease = alice.take().orElseThrow();
    farm.expire();
    assertThat(alice.renew(lease)).isTrue();
    assertThat(bob.take()).isEmpty();
  }

  @Test
  void aResultWhoseReceiptWasLostCanBeHandedInAgain() {
    publish(batch);
    Lease lease = alice.take().orElseThrow();
    assertThat(alice.complete(lease, RESULT)).isTrue();
    assertThat(alice.complete(lease, RESULT)).isTrue();
    assertThat(only().result()).contains(Sha256.of(RESULT));
  }

  @Test
  void aTaskThatFailedIsOthersAtOnceAndTheSameWorkersLater() {
    publish(batch);
    assertThat(alice.fail(alice.take().orElseThrow(), "no memory")).isTrue();
    assertThat(only().error()).isEqualTo("alice: no memory");
    assertThat(alice.take()).isEmpty();
    farm.sql("UPDATE task SET not_before = now()");
    Lease again = alice.take().orElseThrow();
    alice.fail(again, "no memory");
    assertThat(bob.take()).isPresent();
  }

  @Test
  void afterTooManyFailuresATaskHasFailed() {
    board.publish(batch, farm.elf, new Needs(List.of(), 0, 2));
    alice.fail(alice.take().orElseThrow(), "one");
    assertThat(only().state()).isEqualTo(TaskRow.State.WAITING);
    bob.fail(bob.take().orElseThrow(), "two");
    assertThat(only().state()).isEqualTo(TaskRow.State.FAILED);
    assertThat(only().error()).isEqualTo("bob: two");
    assertThat(farm.desk("carol").take()).isEmpty();
  }

  @Test
  void aTaskThatKillsItsWorkersHasFailedToo() {
    board.publish(batch, farm.elf, new Needs(List.of(), 0, 2));
    assertThat(alice.take()).isPresent();
    farm.expire();
    assertThat(bob.take()).isPresent();
    assertThat(only().state()).as("bob lives").isEqualTo(TaskRow.State.LEASED);
    farm.expire();
    assertThat(alice.take()).isEmpty();
    assertThat(only().state()).isEqualTo(TaskRow.State.FAILED);
    assertThat(only().error()).contains("bob").contains("was lost");
  }

  @Test
  void whatIsGivenBackIsNoAttempt() {
    board.publish(batch, farm.elf, new Needs(List.of(), 0, 1));
    assertThat(alice.giveBack(alice.take().orElseThrow())).isTrue();
    assertThat(bob.take()).isPresent();
  }

  @Test
  void aTaskNeedsItsLabels() {
    board.publish(batch, farm.elf, new Needs(List.of("gpu", "site=home"), 0, 5));
    assertThat(alice.take()).isEmpty();
    try (LeaseDesk half = farm.desk("half", "gpu");
        LeaseDesk whole = farm.desk("whole", "site=home", "gpu", "more")) {
      assertThat(half.take()).isEmpty();
      assertThat(whole.take()).isPresent();
    }
  }

  @Test
  void aTaskNeedsItsMemory() {
    board.publish(batch, farm.elf, new Needs(List.of(), 4_097, 5));
    assertThat(alice.take()).isEmpty();
    try (LeaseDesk big = LeaseDesk.open(farm.url, TestFarm.profile("big", 4_097, List.of()))) {
      assertThat(big.take()).isPresent();
    }
  }

  @Test
  void aWorkerMayKeepToSomePrograms() {
    publish(batch);
    String own = farm.program.toHex().substring(2);
    try (LeaseDesk picky = only("picky", TestFarm.id(9).toHex().substring(2));
        LeaseDesk right = only("right", own)) {
      assertThat(picky.take()).isEmpty();
      assertThat(right.take()).isPresent();
    }
  }

  private LeaseDesk only(String name, String program) {
    return LeaseDesk.open(
        farm.url,
        new WorkerProfile(name, List.of(), 4_096, List.of(program), Duration.ofSeconds(30)));
  }

  @Test
  void whoHandsInRubbishIsGivenNothingForAWhile() {
    publish(batch);
    alice.complete(alice.take().orElseThrow(), OTHER);
    board.refuse(only(), "not a proof");
    assertThat(alice.ban()).contains("not a proof");
    assertThat(alice.take()).isEmpty();
    assertThat(only().result()).isEmpty();
    assertThat(only().error()).isEqualTo("alice: not a proof");
    assertThat(bob.ban()).isEmpty();
    assertThat(bob.take()).isPresent();
    alice.greet("IDLE");
    assertThat(alice.ban()).as("saying hello again does not help").isPresent();
    farm.sql("UPDATE worker SET banned_until = now()");
    assertThat(alice.ban()).isEmpty();
  }

  @Test
  void aRefusalOfAResultThatWasReplacedChangesNothing() {
    publish(batch);
    alice.complete(alice.take().orElseThrow(), OTHER);
    TaskRow old = only();
    board.refuse(old, "not a proof");
    bob.complete(bob.take().orElseThrow(), RESULT);
    board.refuse(old, "not a proof");
    assertThat(only().result()).contains(Sha256.of(RESULT));
  }

  @Test
  void whatIsPublishedAgainKeepsItsResults() {
    RunBatch two = farm.batch(1, 10, 11);
    publish(two);
    alice.complete(alice.take().orElseThrow(), RESULT);
    publish(two);
    assertThat(board.look(two))
        .extracting(TaskRow::state)
        .containsExactly(TaskRow.State.DONE, TaskRow.State.WAITING);
    assertThat(bob.take()).map(Lease::run).contains(1);
  }

  @Test
  void whatFailedOrHasAnotherInputBeginsAnewWithAHigherFence() {
    RunBatch two = farm.batch(1, 10, 11);
    board.publish(two, farm.elf, new Needs(List.of(), 0, 1));
    Lease failed = alice.take().orElseThrow();
    alice.fail(failed, "no");
    Lease changed = alice.take().orElseThrow();
    publish(farm.batch(1, 10, 12));
    assertThat(board.look(two))
        .extracting(TaskRow::state)
        .containsExactly(TaskRow.State.WAITING, TaskRow.State.WAITING);
    assertThat(alice.complete(changed, OTHER)).as("of the former input").isFalse();
    publish(farm.batch(1, 10));
    assertThat(board.look(two)).as("a run that is no more").hasSize(1);
  }

  @Test
  void whatIsRetractedIsLostToWhoeverHasIt() {
    publish(batch);
    Lease lease = alice.take().orElseThrow();
    board.retract(batch);
    assertThat(alice.renew(lease)).isFalse();
    assertThat(alice.complete(lease, RESULT)).isFalse();
  }

  @Test
  void whatRotsIsNotReadAndIsHealedByStoringItAgain() {
    publish(batch);
    Lease lease = alice.take().orElseThrow();
    farm.sql("UPDATE artifact SET bytes = '\\x00'");
    assertThat(alice.artifact(lease.input())).isEmpty();
    assertThat(alice.program(lease.program())).isEmpty();
    publish(batch);
    assertThat(alice.artifact(lease.input()).orElseThrow()).isEqualTo(TestFarm.input(10));
    assertThat(alice.program(lease.program()).orElseThrow()).isEqualTo(farm.elf);
  }

  @Test
  void whatNobodyNeedsIsForgottenAfterAWhile() {
    RunBatch kept = farm.batch(2, 20);
    publish(batch);
    publish(kept);
    Lease lease = alice.take().orElseThrow();
    alice.complete(lease, RESULT);
    farm.sql("UPDATE artifact SET used = now() - interval '2 hours'");
    farm.sql("UPDATE worker SET seen = now() - interval '2 days' WHERE name = 'bob'");
    board.prune();
    assertThat(board.artifact(Sha256.of(RESULT))).as("its task is there").isPresent();
    farm.sql("UPDATE task SET changed = now() - interval '2 days' WHERE run = 0 AND id = 1");
    board.prune();
    assertThat(board.look(batch)).isEmpty();
    assertThat(board.artifact(Sha256.of(RESULT))).isEmpty();
    Bytes32 input = Sha256.of(TestFarm.input(20));
    assertThat(board.artifact(input)).as("another task needs it").isPresent();
    assertThat(alice.program(farm.program)).isPresent();
    assertThat(board.status().workers())
        .extracting(FarmStatus.WorkerRow::name)
        .containsExactly("alice");
  }

  @Test
  void theStatusShowsWorkersTasksAndLeases() {
    publish(farm.batch(1, 10, 11, 12));
    alice.greet("WORKING");
    Lease lease = alice.take().orElseThrow();
    alice.complete(bobs(), RESULT);
    farm.sql("UPDATE worker SET seen = now() - interval '5 minutes' WHERE name = 'bob'");
    FarmStatus status = board.status();
    assertThat(status.tasks())
        .containsEntry("WAITING", 1L)
        .containsEntry("LEASED", 2L)
        .containsEntry("DONE", 0L);
    assertThat(status.leases()).extracting(FarmStatus.LeaseRow::worker).contains("alice", "bob");
    assertThat(status.leases().getFirst().request()).isEqualTo(lease.request());
    assertThat(status.workers())
        .extracting(FarmStatus.WorkerRow::name, FarmStatus.WorkerRow::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("alice", "WORKING"),
            org.assertj.core.groups.Tuple.tuple("bob", "SILENT"));
    assertThat(status.workersAtWork()).isEqualTo(1);
    farm.expire();
    assertThat(board.status().tasks()).containsEntry("LOST", 2L);
  }

  /** A lease that alice tries to complete though bob has it. */
  private Lease bobs() {
    return bob.take().orElseThrow();
  }
}
