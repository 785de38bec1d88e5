package network.akashi.node.attester;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;
import org.junit.jupiter.api.Test;

class AttesterMachineTest {
  private static final Bytes KEY = word(7).bytes();
  private static final Bytes32 REQUEST = word(1);
  private static final Bytes32 PROGRAM = word(2);
  private static final Bytes32 INPUT = word(3);
  private static final URI SOURCE = URI.create("http://127.0.0.1:1");

  private static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  private static ChainView chain() {
    Terms terms = new Terms(REQUEST, PROGRAM, INPUT, 1_000, 1, new Deadlines(24, 48, 72, 96));
    Standing standing =
        new Standing(
            RequestStatus.ASSIGNED, 1, 1, 1, 0, List.of(1L), 0, Optional.empty(), Optional.empty());
    Committee committee =
        new Committee(
            1,
            List.of(new Committee.Member(1, KEY, BigInteger.ONE, "")),
            BigInteger.ZERO,
            true,
            false);
    return new ChainView(
        5, 5, Map.of(REQUEST, new RequestFacts(terms, standing)), committee, Set.of());
  }

  private static Claim claim(long output, long work) {
    return new Claim(REQUEST, PROGRAM, INPUT, word(output), Address.ZERO, work, word(output + 50));
  }

  private static AttesterEvent ask(Claim... claims) {
    return new AttesterEvent.Asked(
        0, new SignRequest(1, List.of(claims), List.of(claims).stream().map(_ -> SOURCE).toList()));
  }

  private static NodeError refusal(AttesterMachine.Step step) {
    AttesterAct.Decline decline =
        (AttesterAct.Decline)
            step.acts().stream()
                .filter(AttesterAct.Decline.class::isInstance)
                .findFirst()
                .orElseThrow();
    return ((Opinion.Refused) decline.opinions().getLast()).error();
  }

  @Test
  void signsWhatItVerifiedAndJournalsItFirst() {
    AttesterMachine machine = new AttesterMachine(KEY, List.of());
    Claim claim = claim(9, 10);

    assertThat(machine.step(chain(), List.of(ask(claim))).acts())
        .hasAtLeastOneElementOfType(AttesterAct.Check.class)
        .doesNotHaveAnyElementsOfTypes(AttesterAct.Sign.class);
    AttesterMachine.Step step =
        machine.step(chain(), List.of(new AttesterEvent.Verified(Leaf.of(claim)), ask(claim)));

    assertThat(step.acts()).containsExactly(new AttesterAct.Sign(0, 1, Leaf.of(claim)));
    assertThat(step.vouches()).containsExactly(new Vouch(PROGRAM, INPUT, word(9)));
  }

  @Test
  void neverVouchesForTwoOutputsOfOneInput() {
    AttesterMachine machine = new AttesterMachine(KEY, List.of(new Vouch(PROGRAM, INPUT, word(8))));

    assertThat(refusal(machine.step(chain(), List.of(ask(claim(9, 10))))))
        .isEqualTo(NodeError.WOULD_CONTRADICT);
  }

  @Test
  void neverSignsARootWithTwoOutputsOfOneInput() {
    AttesterMachine machine = new AttesterMachine(KEY, List.of());

    assertThat(refusal(machine.step(chain(), List.of(ask(claim(8, 10), claim(9, 10))))))
        .isEqualTo(NodeError.WOULD_CONTRADICT);
  }

  @Test
  void looksAtNothingThatNobodyAskedForOnChain() {
    AttesterMachine machine = new AttesterMachine(KEY, List.of());
    Claim foreign = new Claim(word(99), PROGRAM, INPUT, word(9), Address.ZERO, 10, word(4));
    Claim other = new Claim(REQUEST, word(98), INPUT, word(9), Address.ZERO, 10, word(4));

    assertThat(refusal(machine.step(chain(), List.of(ask(foreign)))))
        .isEqualTo(NodeError.CLAIM_UNKNOWN);
    assertThat(refusal(machine.step(chain(), List.of(ask(other)))))
        .isEqualTo(NodeError.CLAIM_FALSE);
    assertThat(refusal(machine.step(chain(), List.of(ask(claim(9, 1_001))))))
        .isEqualTo(NodeError.WORK_ABOVE_BOUND);
  }

  @Test
  void signsOnlyAsAMemberOfTheCommittee() {
    AttesterMachine machine = new AttesterMachine(word(8).bytes(), List.of());

    assertThat(refusal(machine.step(chain(), List.of(ask(claim(9, 10))))))
        .isEqualTo(NodeError.NOT_A_MEMBER);
  }

  @Test
  void whatFailedForGoodIsRefusedAtOnce() {
    AttesterMachine machine = new AttesterMachine(KEY, List.of());
    Claim claim = claim(9, 10);
    machine.step(chain(), List.of(ask(claim)));
    AttesterMachine.Step step =
        machine.step(
            chain(),
            List.of(
                new AttesterEvent.Rejected(Leaf.of(claim), NodeError.PROOF_REJECTED), ask(claim)));

    assertThat(refusal(step)).isEqualTo(NodeError.PROOF_REJECTED);
    assertThat(step.acts()).doesNotHaveAnyElementsOfTypes(AttesterAct.Check.class);
  }
}
