package network.akashi.node.attester;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.attester.WitnessMachine.Step;
import network.akashi.node.command.Judgement;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;
import org.junit.jupiter.api.Test;

class WitnessMachineTest {
  private static final Bytes KEY = word(7).bytes();
  private static final Bytes32 REQUEST = word(1);
  private static final WitnessEvent MISSING = new WitnessEvent.Missing(REQUEST);
  private static final WitnessEvent FOUND = new WitnessEvent.Found(REQUEST);
  private static final WitnessEvent HOPELESS = new WitnessEvent.Hopeless(REQUEST);

  private final WitnessMachine machine = new WitnessMachine(KEY);
  private RequestStatus status = RequestStatus.ASSIGNED;
  private long stoppedAt;
  private long clockStart = 1;

  private static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  private ChainView chain(long time) {
    Terms terms = new Terms(REQUEST, word(2), word(3), 1_000, 1, new Deadlines(24, 48, 72, 96));
    Standing standing =
        new Standing(
            status,
            1,
            1,
            clockStart,
            stoppedAt,
            List.of(1L),
            0,
            Optional.empty(),
            Optional.empty());
    Committee committee =
        new Committee(
            1,
            List.of(new Committee.Member(1, KEY, BigInteger.ONE, "")),
            BigInteger.ZERO,
            true,
            false);
    return new ChainView(
        5, time, Map.of(REQUEST, new RequestFacts(terms, standing)), committee, Set.of());
  }

  private Step ask(long time, Verdict verdict, long since, WitnessEvent... events) {
    return machine.step(chain(time), List.of(events), 1, new Judgement(REQUEST, verdict, since));
  }

  private static Stance refusal(NodeError error) {
    return new Stance.Refuses(error);
  }

  /** First asked at 100, told at 101 what is seen. */
  private Stance seen(WitnessEvent event, Verdict verdict, long since) {
    ask(100, verdict, since);
    return ask(101, verdict, since, event).stance();
  }

  @Test
  void looksOnlyWhenSomebodyWantsToKnow() {
    Step first = ask(100, Verdict.UNAVAILABLE, 0);
    Step second = ask(101, Verdict.UNAVAILABLE, 0);

    assertThat(first).isEqualTo(new Step(new Stance.Pending(), true));
    assertThat(second).as("it is looking already").isEqualTo(new Step(new Stance.Pending(), false));
  }

  @Test
  void missingDataHaveToStayMissingForAWhile() {
    assertThat(seen(MISSING, Verdict.UNAVAILABLE, 100)).isEqualTo(new Stance.Pending());
    assertThat(ask(100 + WitnessMachine.PATIENCE_SECONDS - 1, Verdict.UNAVAILABLE, 100).stance())
        .isEqualTo(new Stance.Pending());
    assertThat(ask(100 + WitnessMachine.PATIENCE_SECONDS, Verdict.UNAVAILABLE, 100).stance())
        .isEqualTo(new Stance.Agrees());
  }

  @Test
  void signsNoDateBeforeItLookedForTheFirstTime() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);

    assertThat(ask(110, Verdict.UNAVAILABLE, 99).stance()).isEqualTo(new Stance.From(100));
    assertThat(ask(110, Verdict.UNAVAILABLE, 100).stance()).isEqualTo(new Stance.Agrees());
  }

  @Test
  void whatWasThereInBetweenWasNotMissing() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);
    ask(103, Verdict.UNAVAILABLE, 0, FOUND);
    ask(114, Verdict.UNAVAILABLE, 0);

    assertThat(ask(115, Verdict.UNAVAILABLE, 0, MISSING).stance()).isEqualTo(new Stance.Pending());
    assertThat(ask(120, Verdict.UNAVAILABLE, 0).stance()).isEqualTo(new Stance.From(114));
  }

  /** Missing from 100 to {@code until} and looked for all the time, then found. */
  private void outage(long until) {
    seen(MISSING, Verdict.UNAVAILABLE, 0);
    for (long time = 102; time < until; time++) {
      ask(time, Verdict.UNAVAILABLE, 0, MISSING);
    }
    ask(until, Verdict.UNAVAILABLE, 0, MISSING);
    ask(until + 2, Verdict.UNAVAILABLE, 0, FOUND);
  }

  @Test
  void whatWasMissingForLongEnoughIsSignedForAfterwardsToo() {
    outage(100 + WitnessMachine.PATIENCE_SECONDS);

    assertThat(ask(107, Verdict.UNAVAILABLE, 99).stance()).isEqualTo(new Stance.From(100));
    assertThat(ask(107, Verdict.UNAVAILABLE, 100).stance()).isEqualTo(new Stance.Agrees());
    assertThat(ask(107, Verdict.UNAVAILABLE, 104).stance()).isEqualTo(new Stance.Agrees());
    assertThat(ask(107, Verdict.UNAVAILABLE, 105).stance())
        .as("it was there again, for all that is known")
        .isEqualTo(refusal(NodeError.INPUT_IS_THERE));
  }

  @Test
  void whatWasMissingForAMomentIsNotSignedForAfterwards() {
    outage(100 + WitnessMachine.PATIENCE_SECONDS - 1);

    assertThat(ask(107, Verdict.UNAVAILABLE, 100).stance())
        .isEqualTo(refusal(NodeError.INPUT_IS_THERE));
  }

  @Test
  void aMomentAfterwardsDoesNotMakeItForgotten() {
    outage(110);
    ask(122, Verdict.UNAVAILABLE, 0);
    ask(123, Verdict.UNAVAILABLE, 0, MISSING);
    ask(125, Verdict.UNAVAILABLE, 0);

    assertThat(ask(126, Verdict.UNAVAILABLE, 100, FOUND).stance()).isEqualTo(new Stance.Agrees());
  }

  @Test
  void aClockThatWasSetSinceHasMadeUpForIt() {
    outage(110);
    clockStart += 10;

    assertThat(ask(113, Verdict.UNAVAILABLE, 100).stance())
        .isEqualTo(refusal(NodeError.INPUT_IS_THERE));
  }

  @Test
  void attemptsFarApartAreNotInARow() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);
    long later = 101 + WitnessMachine.GAP_SECONDS + 1;
    ask(later, Verdict.UNAVAILABLE, 0);
    ask(later + 1, Verdict.UNAVAILABLE, 0, MISSING);

    assertThat(ask(later + 8, Verdict.UNAVAILABLE, 0).stance()).isEqualTo(new Stance.From(later));
  }

  @Test
  void whatWasSeenLongAgoSaysNothing() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);

    assertThat(ask(102 + WitnessMachine.GAP_SECONDS, Verdict.UNAVAILABLE, 100).stance())
        .isEqualTo(new Stance.Pending());
  }

  @Test
  void noVerdictOnDataThatAreThere() {
    assertThat(seen(FOUND, Verdict.UNAVAILABLE, 100)).isEqualTo(refusal(NodeError.INPUT_IS_THERE));
    assertThat(ask(102, Verdict.UNPROVABLE, 0).stance()).isEqualTo(refusal(NodeError.RUN_SUCCEEDS));
  }

  @Test
  void clocksGoOnFromWhenTheDataWereSeen() {
    stoppedAt = 50;

    assertThat(seen(FOUND, Verdict.AVAILABLE, 100)).isEqualTo(new Stance.From(101));
    assertThat(ask(102, Verdict.AVAILABLE, 101).stance()).isEqualTo(new Stance.Agrees());
  }

  @Test
  void clocksGoOnNoEarlierThanTheyStopped() {
    seen(FOUND, Verdict.UNAVAILABLE, 0);
    stoppedAt = 105;

    assertThat(ask(106, Verdict.AVAILABLE, 0).stance()).isEqualTo(new Stance.From(105));
  }

  @Test
  void clocksStandWhileDataAreMissing() {
    stoppedAt = 50;

    assertThat(seen(MISSING, Verdict.AVAILABLE, 100))
        .isEqualTo(refusal(NodeError.DATA_UNAVAILABLE));
  }

  @Test
  void whatFailsForEverybodyCannotBeProven() {
    assertThat(seen(HOPELESS, Verdict.UNPROVABLE, 0)).isEqualTo(new Stance.Agrees());
    assertThat(ask(101, Verdict.UNPROVABLE, 100).stance())
        .isEqualTo(refusal(NodeError.VERDICT_FALSE));
  }

  @Test
  void whatIsMissingMayBeProvable() {
    assertThat(seen(MISSING, Verdict.UNPROVABLE, 0)).isEqualTo(refusal(NodeError.DATA_UNAVAILABLE));
  }

  @Test
  void itsOwnTroubleIsNobodyElses() {
    WitnessEvent blind = new WitnessEvent.Blind(REQUEST, NodeError.CHAIN_UNREACHABLE);

    assertThat(seen(blind, Verdict.UNAVAILABLE, 100))
        .isEqualTo(refusal(NodeError.CHAIN_UNREACHABLE));
  }

  @Test
  void aMomentOfBlindnessChangesNothing() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);
    ask(103, Verdict.UNAVAILABLE, 0);
    WitnessEvent blind = new WitnessEvent.Blind(REQUEST, NodeError.CHAIN_UNREACHABLE);

    assertThat(ask(106, Verdict.UNAVAILABLE, 100, blind).stance()).isEqualTo(new Stance.Agrees());
  }

  @Test
  void noDatesInTheFuture() {
    seen(MISSING, Verdict.UNAVAILABLE, 0);

    assertThat(ask(110, Verdict.UNAVAILABLE, 111).stance())
        .isEqualTo(refusal(NodeError.VERDICT_FALSE));
  }

  @Test
  void noVerdictThatTheClockObeysAlready() {
    assertThat(ask(100, Verdict.AVAILABLE, 0))
        .isEqualTo(new Step(refusal(NodeError.VERDICT_MOOT), false));
    stoppedAt = 50;
    assertThat(ask(100, Verdict.UNAVAILABLE, 0).stance())
        .isEqualTo(refusal(NodeError.VERDICT_MOOT));
  }

  @Test
  void noVerdictOnWhatHasEndedOrNeverWas() {
    status = RequestStatus.FULFILLED;
    assertThat(ask(100, Verdict.UNAVAILABLE, 0).stance())
        .isEqualTo(refusal(NodeError.CLAIM_UNKNOWN));
    status = RequestStatus.ASSIGNED;
    Judgement other = new Judgement(word(99), Verdict.UNAVAILABLE, 0);
    assertThat(machine.step(chain(100), List.of(), 1, other).stance())
        .isEqualTo(refusal(NodeError.CLAIM_UNKNOWN));
  }

  @Test
  void signsOnlyAsAMemberOfTheCommittee() {
    Judgement verdict = new Judgement(REQUEST, Verdict.UNAVAILABLE, 0);

    assertThat(machine.step(chain(100), List.of(), 2, verdict).stance())
        .isEqualTo(refusal(NodeError.NOT_A_MEMBER));
    assertThat(new WitnessMachine(word(8).bytes()).step(chain(100), List.of(), 1, verdict).stance())
        .isEqualTo(refusal(NodeError.NOT_A_MEMBER));
  }
}
