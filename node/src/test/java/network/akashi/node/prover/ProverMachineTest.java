package network.akashi.node.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;
import org.junit.jupiter.api.Test;

/** A prover with id 5 and a request whose clock starts at 1,000. */
class ProverMachineTest {
  private static final long START = 1_000;
  private static final Bytes32 REQUEST = word(1);
  private static final Address PAYEE = Address.ZERO;
  private static final Claim CLAIM =
      new Claim(REQUEST, word(2), word(3), word(4), PAYEE, 10, word(6));
  private static final Bytes COMMITMENT = Leaf.commitment(REQUEST, PAYEE, CLAIM.evidence());

  private final ProverMachine machine = new ProverMachine(ProverSettings.of(5, PAYEE), List.of());
  private RequestStatus status = RequestStatus.ASSIGNED;
  private List<Long> provers = List.of(5L, 6L, 7L);
  private long stoppedAt;
  private Optional<Standing.Open> commitment = Optional.empty();
  private Optional<Address> fulfilledBy = Optional.empty();
  private Progress progress = Progress.NONE;

  private static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  private Step step(long elapsed, ProverEvent... events) {
    long time = START + elapsed;
    Terms terms = new Terms(REQUEST, word(2), word(3), 100, 1, new Deadlines(60, 90, 120, 200));
    Standing standing =
        new Standing(status, 1, 1, START, stoppedAt, provers, 0, commitment, fulfilledBy);
    ChainView chain =
        new ChainView(
            5, time, Map.of(REQUEST, new RequestFacts(terms, standing)), Committee.NONE, Set.of());
    return machine.step(
        new Situation(chain, Instant.ofEpochSecond(time), _ -> progress, false), List.of(events));
  }

  private Job job() {
    return machine.jobs().getFirst();
  }

  private static ProverEvent failed(NodeError error) {
    return new ProverEvent.PrepareFailed(REQUEST, error);
  }

  private static ProverAct appeal(Verdict verdict) {
    return new ProverAct.Appeal(REQUEST, verdict);
  }

  private static List<ProverAct> appeals(Step step) {
    return step.acts().stream().filter(ProverAct.Appeal.class::isInstance).toList();
  }

  private void untilProven() {
    step(1);
    step(2, new ProverEvent.Prepared(REQUEST, 3_000));
    step(3, new ProverEvent.Proved(CLAIM, Bytes.EMPTY));
  }

  @Test
  void aPrimaryGoesFromPreparingToPay() {
    assertThat(step(1).acts()).containsExactly(new ProverAct.Prepare(REQUEST));
    assertThat(step(2, new ProverEvent.Prepared(REQUEST, 3_000)).acts())
        .containsExactly(new ProverAct.Prove(REQUEST));
    assertThat(step(3, new ProverEvent.Proved(CLAIM, Bytes.EMPTY)).acts())
        .containsExactly(
            new ProverAct.Submit(new Command.Commit(REQUEST, 0, COMMITMENT, 0)),
            new ProverAct.Announce(CLAIM));
    commitment = Optional.of(new Standing.Open(0, COMMITMENT, START + 50));
    Certificate certificate = new Certificate(word(8), List.of());
    assertThat(step(4, new ProverEvent.Certified(REQUEST, certificate)).acts())
        .containsExactly(
            new ProverAct.Submit(new Command.Fulfil(CLAIM, 0, certificate, Bytes.EMPTY, 0)));
    status = RequestStatus.FULFILLED;
    fulfilledBy = Optional.of(PAYEE);
    step(5);
    assertThat(job().stage()).isEqualTo(Stage.PAID);
  }

  @Test
  void aStandbyWaitsForItsWindow() {
    provers = List.of(6L, 5L, 7L);
    assertThat(step(1).acts()).isEmpty();
    assertThat(step(60).acts()).containsExactly(new ProverAct.Prepare(REQUEST));
  }

  @Test
  void whatSomebodyElseHasCommittedToIsNotProvenAgain() {
    step(1);
    step(2, new ProverEvent.Prepared(REQUEST, 3_000));
    commitment = Optional.of(new Standing.Open(1, word(9).bytes().slice(0, 20), START + 50));

    assertThat(step(3).acts()).containsExactly(new ProverAct.Drop(REQUEST));
    assertThat(job().stage()).isEqualTo(Stage.WATCHED);
    assertThat(step(51).acts()).as("it lapsed").contains(new ProverAct.Prepare(REQUEST));
  }

  @Test
  void nothingIsDeliveredWhileSomebodyElsesCommitmentIsOpen() {
    untilProven();
    commitment = Optional.of(new Standing.Open(1, word(9).bytes().slice(0, 20), START + 50));
    Step step = step(4, new ProverEvent.Certified(REQUEST, new Certificate(word(8), List.of())));

    assertThat(step.acts()).doesNotHaveAnyElementsOfTypes(ProverAct.Submit.class);
  }

  @Test
  void missingDataAreTriedAgainSoonAndAppealedAgainst() {
    step(1);
    assertThat(step(2, failed(NodeError.DATA_UNAVAILABLE)).acts())
        .containsExactly(new ProverAct.Drop(REQUEST), appeal(Verdict.UNAVAILABLE));
    for (int attempt = 0; attempt < 10; attempt++) {
      job();
      step(10 + 10 * attempt);
      assertThat(job().stage()).as("attempt %d", attempt).isEqualTo(Stage.PREPARING);
      step(11 + 10 * attempt, failed(NodeError.DATA_UNAVAILABLE));
      step(15 + 10 * attempt);
      assertThat(job().stage()).as("4 s after attempt %d", attempt).isEqualTo(Stage.PREPARING);
      step(16 + 10 * attempt, failed(NodeError.DATA_UNAVAILABLE));
    }
  }

  @Test
  void appealsAreRepeatedButNotAtEveryStep() {
    step(1);
    step(2, failed(NodeError.DATA_UNAVAILABLE));

    assertThat(appeals(step(3))).isEmpty();
    assertThat(appeals(step(4))).containsExactly(appeal(Verdict.UNAVAILABLE));
  }

  @Test
  void aClockThatStandsIsNotAppealedAgainstUntilTheDataAreThere() {
    step(1);
    step(2, failed(NodeError.DATA_UNAVAILABLE));
    stoppedAt = START + 2;

    assertThat(appeals(step(10))).isEmpty();
    assertThat(appeals(step(11, new ProverEvent.Prepared(REQUEST, 3_000))))
        .containsExactly(appeal(Verdict.AVAILABLE));
    stoppedAt = 0;
    assertThat(appeals(step(20))).isEmpty();
  }

  @Test
  void oldTroubleWithDataIsForgottenOnceTheyAreThere() {
    step(1);
    step(2, failed(NodeError.DATA_UNAVAILABLE));
    step(10);
    step(11, new ProverEvent.Prepared(REQUEST, 3_000));
    commitment = Optional.of(new Standing.Open(1, word(9).bytes().slice(0, 20), START + 50));

    assertThat(appeals(step(12))).isEmpty();
    assertThat(job().stage()).isEqualTo(Stage.WATCHED);
  }

  @Test
  void whatCannotBeProvenIsGivenUpAndAppealedAgainst() {
    for (NodeError error : List.of(NodeError.UNPROVABLE, NodeError.WORK_ABOVE_BOUND)) {
      ProverMachineTest each = new ProverMachineTest();
      each.step(1);
      assertThat(each.step(2, failed(error)).acts()).contains(appeal(Verdict.UNPROVABLE));
      assertThat(each.job().stage()).isEqualTo(Stage.ENDED);
      assertThat(appeals(each.step(4))).as("again").containsExactly(appeal(Verdict.UNPROVABLE));
      each.status = RequestStatus.ANNULLED;
      assertThat(appeals(each.step(6))).isEmpty();
    }
  }

  @Test
  void annulledIsNoMissAndComesBackIfTheChainTakesItBack() {
    untilProven();
    status = RequestStatus.ANNULLED;
    step(4);
    assertThat(job().error()).contains(NodeError.ANNULLED);
    status = RequestStatus.ASSIGNED;
    step(5);
    assertThat(job().stage()).isEqualTo(Stage.PROVEN);
  }

  @Test
  void proofsThatFailAreTriedAFewTimes() {
    step(1);
    List<Integer> attempts = new ArrayList<>();
    for (int elapsed = 2; elapsed < 60 && !job().stage().isOver(); elapsed++) {
      ProverEvent[] events =
          job().stage() == Stage.PREPARING
              ? new ProverEvent[] {failed(NodeError.PROVER_FAILED)}
              : new ProverEvent[0];
      step(elapsed, events);
      attempts.add(job().failures());
    }
    assertThat(attempts.getLast()).isEqualTo(ProverSettings.of(5, PAYEE).mostFailures() - 1);
    assertThat(job().error()).contains(NodeError.PROVER_FAILED);
  }

  @Test
  void aRefusedTransactionIsTriedAgainUnderAnotherName() {
    untilProven();
    progress = Progress.FAILED;
    step(4);
    progress = Progress.NONE;

    assertThat(step(6).acts())
        .contains(new ProverAct.Submit(new Command.Commit(REQUEST, 0, COMMITMENT, 1)));
  }

  @Test
  void whatIsOnItsWayIsNotSentAgain() {
    untilProven();
    for (Progress each : List.of(Progress.SENT, Progress.INCLUDED, Progress.DONE)) {
      progress = each;
      assertThat(step(5).acts()).containsExactly(new ProverAct.Announce(CLAIM));
    }
  }

  @Test
  void whoIsBeatenStopsAndGoesOnIfTheChainTakesItBack() {
    untilProven();
    status = RequestStatus.FULFILLED;
    fulfilledBy = Optional.of(Address.of(word(77).bytes().slice(12, 32).toArray()));
    step(4);
    assertThat(job().error()).contains(NodeError.BEATEN);
    status = RequestStatus.ASSIGNED;
    fulfilledBy = Optional.empty();
    step(5);
    assertThat(job().stage()).isEqualTo(Stage.PROVEN);
  }

  @Test
  void aRequestThatConcernsOthersIsNoJob() {
    provers = List.of(6L, 7L, 8L);

    assertThat(step(1)).isEqualTo(new Step(List.of(), List.of()));
    assertThat(machine.jobs()).isEmpty();
  }
}
