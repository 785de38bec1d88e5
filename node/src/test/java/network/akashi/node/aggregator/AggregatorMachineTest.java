package network.akashi.node.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.market.RequestStatus;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Opinion;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Testimony;
import org.junit.jupiter.api.Test;

class AggregatorMachineTest {
  private static final URI SOURCE = URI.create("http://127.0.0.1:1");
  private static final Claim CLAIM = claim(9);
  private static final Claim OTHER = claim(10);
  private static final Bytes32 ROOT = Leaf.of(CLAIM);
  private static final Bytes32 BOTH = Leaf.root(List.of(Leaf.of(CLAIM), Leaf.of(OTHER)));

  private final TestCommittee world = new TestCommittee();
  private final AggregatorMachine machine = new AggregatorMachine(world);

  private static Claim claim(long output) {
    return new Claim(
        TestCommittee.REQUEST,
        TestCommittee.PROGRAM,
        TestCommittee.INPUT,
        TestCommittee.word(output),
        Address.ZERO,
        5,
        TestCommittee.word(output + 50));
  }

  private List<AggregatorAct> step(long time, AggregatorEvent... events) {
    return machine.step(world.chain(time), Instant.ofEpochSecond(time), world, List.of(events));
  }

  private static AggregatorEvent announced(Claim claim) {
    return new AggregatorEvent.Announced(claim, SOURCE);
  }

  private static AggregatorEvent signed(Bytes32 root, int seat) {
    return new AggregatorEvent.Signed(root, seat, TestCommittee.sign(seat, 1, root));
  }

  private static AggregatorEvent refused(Bytes32 root, int seat, NodeError error) {
    return new AggregatorEvent.Declined(root, seat, List.of(new Opinion.Refused(error)));
  }

  private static List<Command> submitted(List<AggregatorAct> acts) {
    return acts.stream()
        .filter(AggregatorAct.Submit.class::isInstance)
        .map(act -> ((AggregatorAct.Submit) act).command())
        .toList();
  }

  private static List<Bytes32> asked(List<AggregatorAct> acts) {
    return acts.stream()
        .filter(AggregatorAct.Ask.class::isInstance)
        .map(act -> ((AggregatorAct.Ask) act).root())
        .distinct()
        .toList();
  }

  @Test
  void asksEveryMemberAndPostsWhatAQuorumSigned() {
    assertThat(step(100, announced(CLAIM))).hasSize(4);
    assertThat(submitted(step(101, signed(ROOT, 0), signed(ROOT, 1)))).as("two of four").isEmpty();
    List<Command> posted = submitted(step(102, signed(ROOT, 3)));

    assertThat(posted).hasSize(1);
    assertThat(((Command.Attest) posted.getFirst()).signers())
        .isEqualTo(BigInteger.valueOf(0b1011));
  }

  @Test
  void sharesAfterTheQuorumChangeNothing() {
    step(100, announced(CLAIM));
    List<Command> first = submitted(step(101, signed(ROOT, 0), signed(ROOT, 1), signed(ROOT, 2)));
    List<Command> second = submitted(step(102, signed(ROOT, 3)));

    assertThat(second).as("the same transaction").isEqualTo(first);
  }

  @Test
  void whatWaitsTogetherIsAttestedTogether() {
    assertThat(asked(step(100, announced(CLAIM), announced(OTHER)))).containsExactly(BOTH);
    world.roots.add(BOTH);
    step(101);

    Answer answer = machine.answer(Leaf.of(OTHER));
    assertThat(answer).isInstanceOf(Answer.Certified.class);
    assertThat(((Answer.Certified) answer).certificate().path()).containsExactly(Leaf.of(CLAIM));
  }

  @Test
  void theFirstRefusalSplitsARound() {
    step(100, announced(CLAIM), announced(OTHER));

    assertThat(asked(step(101, refused(BOTH, 2, NodeError.PROOF_REJECTED))))
        .containsExactly(Leaf.of(CLAIM), Leaf.of(OTHER));
  }

  @Test
  void whatTooManyRefuseIsRefused() {
    step(100, announced(CLAIM));
    step(101, refused(ROOT, 0, NodeError.CLAIM_FALSE));
    assertThat(machine.answer(ROOT)).isEqualTo(new Answer.Pending());
    step(102, refused(ROOT, 1, NodeError.CLAIM_FALSE));

    assertThat(machine.answer(ROOT)).isEqualTo(new Answer.Refused(NodeError.CLAIM_FALSE));
  }

  @Test
  void whatMayPassIsAskedAgain() {
    step(100, announced(CLAIM));
    for (int seat = 0; seat < 4; seat++) {
      step(100, refused(ROOT, seat, NodeError.PROOF_UNREACHABLE));
    }

    assertThat(machine.answer(ROOT)).isEqualTo(new Answer.Pending());
    assertThat(step(101)).hasSize(4);
  }

  @Test
  void rubbishIsBannedAndDoesNotCount() {
    step(100, announced(CLAIM));
    AggregatorEvent rubbish = new AggregatorEvent.Signed(ROOT, 2, TestCommittee.word(5).bytes());
    List<AggregatorAct> acts = step(101, signed(ROOT, 0), signed(ROOT, 1), rubbish);

    assertThat(acts).contains(new AggregatorAct.Ban("http://2"));
    assertThat(submitted(acts)).isEmpty();
  }

  @Test
  void sharesOfNoSeatOrOfOtherRootsDoNotCount() {
    step(100, announced(CLAIM));
    List<AggregatorAct> acts =
        step(101, signed(ROOT, 0), signed(ROOT, 1), signed(ROOT, 7), signed(Leaf.of(OTHER), 2));

    assertThat(acts).doesNotHaveAnyElementsOfTypes(AggregatorAct.Submit.class);
  }

  @Test
  void anotherCommitteeIsAskedAnew() {
    step(100, announced(CLAIM));
    step(101, signed(ROOT, 0), signed(ROOT, 1));
    world.number = 2;
    List<AggregatorAct> acts = step(102);

    assertThat(acts).hasSize(4);
    assertThat(((AggregatorAct.Ask) acts.getFirst()).request().committee()).isEqualTo(2);
    assertThat(submitted(step(103, signed(ROOT, 2)))).as("of the old one").isEmpty();
  }

  @Test
  void whatTheChainRefusesIsCollectedAnew() {
    step(100, announced(CLAIM));
    step(101, signed(ROOT, 0), signed(ROOT, 1), signed(ROOT, 2));
    world.progress = Progress.FAILED;

    assertThat(asked(step(102))).containsExactly(ROOT);
  }

  @Test
  void claimsOfEndedRequestsAreForgotten() {
    step(100, announced(CLAIM));
    step(101, refused(ROOT, 0, NodeError.CLAIM_FALSE), refused(ROOT, 1, NodeError.CLAIM_FALSE));
    world.status = RequestStatus.FULFILLED;
    step(102);

    assertThat(machine.answer(ROOT)).isEqualTo(new Answer.Pending());
    assertThat(machine.waiting()).isZero();
  }

  @Test
  void rememberWhoSignedWhatAlsoWithoutAQuorum() {
    step(100, announced(CLAIM));
    step(101, signed(ROOT, 1));
    step(102, refused(ROOT, 0, NodeError.CLAIM_FALSE), refused(ROOT, 2, NodeError.CLAIM_FALSE));

    List<Testimony> found = machine.testimonies(TestCommittee.REQUEST);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().claim()).isEqualTo(CLAIM);
    assertThat(found.getFirst().root()).isEqualTo(ROOT);
    assertThat(found.getFirst().signers()).isEqualTo(BigInteger.TWO);
    assertThat(machine.testimonies(TestCommittee.word(99))).isEmpty();
  }
}
