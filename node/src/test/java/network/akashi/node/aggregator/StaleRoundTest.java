package network.akashi.node.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;
import org.junit.jupiter.api.Test;

class StaleRoundTest {
  private static final Bytes32 ID = Bytes32.of(BigInteger.TWO);
  private static final Sends NOTHING_SENT = _ -> Progress.NONE;
  private static final Shares NO_SHARES =
      new Shares() {
        @Override
        public boolean verify(Bytes key, long committee, Bytes32 root, Bytes signature) {
          return false;
        }

        @Override
        public Bytes aggregate(List<Bytes> signatures) {
          return Bytes.EMPTY;
        }
      };

  private static ChainView chain(RequestStatus status) {
    Terms terms = new Terms(ID, Bytes32.ZERO, Bytes32.ZERO, 9, 1, new Deadlines(24, 48, 72, 120));
    Standing standing =
        new Standing(status, 1, 1, 1, 0, List.of(7L), 0, Optional.empty(), Optional.empty());
    Committee committee =
        new Committee(
            1,
            List.of(new Committee.Member(8, Bytes.EMPTY, BigInteger.ONE, "http://member")),
            BigInteger.ZERO,
            true,
            false);
    return new ChainView(
        10, 10, Map.of(ID, new RequestFacts(terms, standing)), committee, Set.of());
  }

  @Test
  void nobodyIsAskedForWhatSomebodyElseHasDelivered() {
    AggregatorMachine machine = new AggregatorMachine(NO_SHARES);
    Claim claim =
        new Claim(ID, Bytes32.ZERO, Bytes32.ZERO, Bytes32.ZERO, Address.ZERO, 5, Bytes32.ZERO);
    AggregatorEvent told = new AggregatorEvent.Announced(claim, URI.create("http://prover"));
    Instant now = Instant.ofEpochSecond(100);
    ChainView open = chain(RequestStatus.ASSIGNED);
    assertThat(machine.step(open, now, NOTHING_SENT, List.of(told))).hasSize(1);
    assertThat(machine.step(open, now.plusSeconds(1), NOTHING_SENT, List.of())).hasSize(1);
    assertThat(machine.waiting()).isEqualTo(1);

    ChainView over = chain(RequestStatus.FULFILLED);
    machine.step(over, now.plusSeconds(2), NOTHING_SENT, List.of());
    assertThat(machine.step(over, now.plusSeconds(4), NOTHING_SENT, List.of())).isEmpty();
    assertThat(machine.waiting()).isZero();
  }
}
