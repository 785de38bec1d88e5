package network.akashi.node.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import network.akashi.market.RequestStatus;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Stance;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import org.junit.jupiter.api.Test;

class VerdictMachineTest {
  private final TestCommittee world = new TestCommittee();
  private final VerdictMachine machine = new VerdictMachine(world, TestCommittee.MARKET);

  private static Judgement judgement(Verdict verdict, long since) {
    return new Judgement(TestCommittee.REQUEST, verdict, since);
  }

  private List<VerdictAct> step(long time, VerdictEvent... events) {
    return machine.step(world.chain(time), Instant.ofEpochSecond(time), world, List.of(events));
  }

  private List<VerdictAct> appeal(long time, Verdict verdict) {
    return step(time, new VerdictEvent.Appealed(TestCommittee.REQUEST, verdict));
  }

  private static VerdictEvent stated(Verdict verdict, long asked, int seat, Stance stance) {
    return new VerdictEvent.Stated(judgement(verdict, asked), 1, seat, stance);
  }

  private static VerdictEvent from(int seat, long since) {
    return stated(Verdict.UNAVAILABLE, 0, seat, new Stance.From(since));
  }

  private static VerdictEvent signed(Verdict verdict, long since, int seat) {
    Judgement judgement = judgement(verdict, since);
    return new VerdictEvent.Signed(
        judgement, 1, seat, TestCommittee.sign(seat, 1, Leaf.of(judgement, TestCommittee.MARKET)));
  }

  private static List<Judgement> asked(List<VerdictAct> acts) {
    return acts.stream()
        .filter(VerdictAct.Ask.class::isInstance)
        .map(act -> ((VerdictAct.Ask) act).judgement())
        .distinct()
        .toList();
  }

  private static List<Command> submitted(List<VerdictAct> acts) {
    return acts.stream()
        .filter(VerdictAct.Submit.class::isInstance)
        .map(act -> ((VerdictAct.Submit) act).command())
        .toList();
  }

  @Test
  void nothingWithoutAnAppeal() {
    assertThat(step(100)).isEmpty();
  }

  @Test
  void whetherAClockMayGoOnIsAskedWithoutAnAppeal() {
    world.stoppedAt = 90;

    assertThat(asked(step(100))).containsExactly(judgement(Verdict.AVAILABLE, 0));
    assertThat(asked(step(200))).as("for as long as it stands").hasSize(1);
    world.stoppedAt = 0;
    assertThat(asked(step(201))).isEmpty();
  }

  @Test
  void asksSinceWhenAndThenForTheDateThatSuitsAQuorum() {
    assertThat(asked(appeal(100, Verdict.UNAVAILABLE)))
        .containsExactly(judgement(Verdict.UNAVAILABLE, 0));
    assertThat(asked(step(101, from(0, 90), from(1, 95))))
        .as("two of four")
        .containsOnly(judgement(Verdict.UNAVAILABLE, 0));
    assertThat(asked(step(102, from(2, 93), from(3, 99))))
        .as("three of four: 90, 93, 95")
        .contains(judgement(Verdict.UNAVAILABLE, 95));
  }

  @Test
  void datesInTheFutureAreNoDates() {
    appeal(100, Verdict.UNAVAILABLE);

    assertThat(asked(step(101, from(0, 90), from(1, 95), from(2, 9_000))))
        .doesNotContain(judgement(Verdict.UNAVAILABLE, 9_000));
  }

  @Test
  void whoNamesADateAndDoesNotSignItDelaysButDoesNotPrevent() {
    appeal(100, Verdict.UNAVAILABLE);
    step(101, from(0, 1), from(1, 90), from(2, 95), from(3, 95));
    // Seat 0 lies: with its 1, the date would be 95 in any case; now it does not sign.
    step(102, signed(Verdict.UNAVAILABLE, 95, 1), signed(Verdict.UNAVAILABLE, 95, 2));

    assertThat(submitted(step(103, signed(Verdict.UNAVAILABLE, 95, 3)))).hasSize(1);
  }

  @Test
  void aDateThatFailsIsFollowedByTheNextLater() {
    appeal(100, Verdict.UNAVAILABLE);
    assertThat(asked(step(101, from(0, 90), from(1, 90), from(2, 90), from(3, 97))))
        .contains(judgement(Verdict.UNAVAILABLE, 90));

    assertThat(asked(step(105))).containsOnly(judgement(Verdict.UNAVAILABLE, 90));
    assertThat(asked(step(106))).contains(judgement(Verdict.UNAVAILABLE, 97));
  }

  @Test
  void aQuorumGoesOnChainAndThenTheMarketIsTold() {
    appeal(100, Verdict.UNPROVABLE);
    VerdictEvent[] shares = {
      signed(Verdict.UNPROVABLE, 0, 0), signed(Verdict.UNPROVABLE, 0, 1),
    };
    assertThat(submitted(step(101, shares))).as("two of four are no quorum").isEmpty();
    List<Command> attest = submitted(step(102, signed(Verdict.UNPROVABLE, 0, 3)));
    assertThat(attest).hasSize(1);
    assertThat(((Command.Attest) attest.getFirst()).signers())
        .isEqualTo(BigInteger.valueOf(0b1011));

    world.roots.add(Leaf.of(judgement(Verdict.UNPROVABLE, 0), TestCommittee.MARKET));
    assertThat(submitted(step(103)))
        .containsExactly(new Command.Enforce(judgement(Verdict.UNPROVABLE, 0), 0));
  }

  @Test
  void sharesAfterTheQuorumChangeNothing() {
    appeal(100, Verdict.UNPROVABLE);
    for (int seat = 0; seat < 3; seat++) {
      step(101, signed(Verdict.UNPROVABLE, 0, seat));
    }
    List<Command> attest = submitted(step(102, signed(Verdict.UNPROVABLE, 0, 3)));

    assertThat(((Command.Attest) attest.getFirst()).signers()).isEqualTo(BigInteger.valueOf(0b111));
  }

  @Test
  void whatTheMarketRefusesIsTriedAgain() {
    appeal(100, Verdict.UNPROVABLE);
    world.roots.add(Leaf.of(judgement(Verdict.UNPROVABLE, 0), TestCommittee.MARKET));
    step(101);
    world.progress = Progress.FAILED;
    step(102);
    world.progress = Progress.NONE;

    assertThat(submitted(step(110)))
        .containsExactly(new Command.Enforce(judgement(Verdict.UNPROVABLE, 0), 1));
  }

  @Test
  void aDateThatTheMarketFindsTooOldIsNotUsedAgain() {
    appeal(100, Verdict.UNAVAILABLE);
    step(101, from(0, 90), from(1, 90), from(2, 90));
    world.roots.add(Leaf.of(judgement(Verdict.UNAVAILABLE, 90), TestCommittee.MARKET));
    step(102);
    world.progress = Progress.FAILED;
    step(103);
    world.progress = Progress.NONE;
    appeal(104, Verdict.UNAVAILABLE);

    assertThat(asked(step(105, from(0, 90), from(1, 90), from(2, 90))))
        .contains(judgement(Verdict.UNAVAILABLE, 103))
        .doesNotContain(judgement(Verdict.UNAVAILABLE, 90));
  }

  @Test
  void rubbishIsBannedAndDoesNotCount() {
    appeal(100, Verdict.UNPROVABLE);
    Judgement judgement = judgement(Verdict.UNPROVABLE, 0);
    VerdictEvent rubbish = new VerdictEvent.Signed(judgement, 1, 2, TestCommittee.word(5).bytes());
    List<VerdictAct> acts =
        step(101, rubbish, signed(Verdict.UNPROVABLE, 0, 0), signed(Verdict.UNPROVABLE, 0, 1));

    assertThat(acts).contains(new VerdictAct.Ban("http://2"));
    assertThat(submitted(acts)).isEmpty();
  }

  @Test
  void signaturesOfOtherDatesCommitteesAndSeatsDoNotCount() {
    appeal(100, Verdict.UNPROVABLE);
    Judgement judgement = judgement(Verdict.UNPROVABLE, 0);
    var root = Leaf.of(judgement, TestCommittee.MARKET);
    List<VerdictAct> acts =
        step(
            101,
            signed(Verdict.UNPROVABLE, 0, 0),
            signed(Verdict.UNPROVABLE, 0, 1),
            signed(Verdict.UNPROVABLE, 7, 2),
            new VerdictEvent.Signed(judgement, 2, 2, TestCommittee.sign(2, 2, root)),
            new VerdictEvent.Signed(judgement, 1, 99, TestCommittee.sign(99, 1, root)));

    assertThat(submitted(acts)).isEmpty();
    assertThat(acts).doesNotHaveAnyElementsOfTypes(VerdictAct.Ban.class);
  }

  @Test
  void twoWhoKnowBetterEndIt() {
    appeal(100, Verdict.UNPROVABLE);
    Stance refusal = new Stance.Refuses(NodeError.RUN_SUCCEEDS);
    step(101, stated(Verdict.UNPROVABLE, 0, 0, refusal), stated(Verdict.UNPROVABLE, 0, 1, refusal));
    assertThat(machine.open()).isZero();

    assertThat(appeal(102, Verdict.UNPROVABLE)).as("not at once again").isEmpty();
    assertThat(appeal(110, Verdict.UNPROVABLE)).as("but later").isNotEmpty();
  }

  @Test
  void thoseWhoCannotTellEndNothing() {
    appeal(100, Verdict.UNPROVABLE);
    Stance blind = new Stance.Refuses(NodeError.CHAIN_UNREACHABLE);
    for (int seat = 0; seat < 4; seat++) {
      step(101, stated(Verdict.UNPROVABLE, 0, seat, blind));
    }

    assertThat(machine.open()).isOne();
  }

  @Test
  void nobodyIsAskedForWhatTheClockDoesAlready() {
    assertThat(appeal(100, Verdict.AVAILABLE)).isEmpty();
    world.stoppedAt = 50;
    assertThat(asked(appeal(100, Verdict.UNAVAILABLE)))
        .doesNotContain(judgement(Verdict.UNAVAILABLE, 0));
    world.status = RequestStatus.ANNULLED;
    assertThat(step(102)).isEmpty();
    assertThat(machine.open()).isZero();
  }

  @Test
  void anotherCommitteeIsAskedAnew() {
    appeal(100, Verdict.UNPROVABLE);
    step(101, signed(Verdict.UNPROVABLE, 0, 0), signed(Verdict.UNPROVABLE, 0, 1));
    world.number = 2;
    step(102);

    assertThat(appeal(103, Verdict.UNPROVABLE))
        .allSatisfy(act -> assertThat(((VerdictAct.Ask) act).committee()).isEqualTo(2));
  }

  @Test
  void whoeverStopsAppealingIsForgotten() {
    appeal(100, Verdict.UNAVAILABLE);
    step(131);

    assertThat(machine.open()).isZero();
  }
}
