package network.akashi.node.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.MarketRules;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;
import org.junit.jupiter.api.Test;

class DutiesTest {
  private static final MarketRules RULES = new MarketRules(2, 256, 20, 86_400);
  private static final Bytes32 ID = Bytes32.of(java.math.BigInteger.TWO);
  private static final long SAMPLED = 100;
  private static final long SEED = SAMPLED + 2;
  private static final long OPENED = 1_000;
  private static final Sends NOTHING_SENT = _ -> Progress.NONE;
  private static final Committee SITTING =
      new Committee(1, List.of(), java.math.BigInteger.ZERO, true, false);

  private final Duties watcher = new Duties(RULES, 0, 0);
  private final Duties prover = new Duties(RULES, 6, 3);

  /** The chain some blocks after the request, of a fifth of a second each. */
  private static ChainView at(long block, long seconds) {
    Terms terms = new Terms(ID, Bytes32.ZERO, Bytes32.ZERO, 1, 1, new Deadlines(24, 48, 72, 120));
    Standing open =
        new Standing(
            RequestStatus.OPEN,
            SAMPLED,
            0,
            OPENED,
            0,
            List.of(),
            0,
            Optional.empty(),
            Optional.empty());
    return new ChainView(
        block, OPENED + seconds, Map.of(ID, new RequestFacts(terms, open)), SITTING, Set.of());
  }

  private static Sends earlyIs(Progress progress) {
    return key -> key.startsWith("assign early") ? progress : Progress.NONE;
  }

  @Test
  void whoeverIsOnDutyDrawsInTheSeedBlockItself() {
    assertThat(watcher.due(at(SEED - 2, 0), NOTHING_SENT)).isEmpty();
    assertThat(watcher.due(at(SEED - 1, 0), NOTHING_SENT))
        .containsExactly(new Command.AssignEarly(ID, SEED));
    assertThat(watcher.due(at(SEED - 1, 0), earlyIs(Progress.SENT))).isEmpty();
  }

  @Test
  void whatMissedItsBlockIsFollowedByOneWithTheHeader() {
    Command late = new Command.Assign(ID, SEED);
    assertThat(watcher.due(at(SEED, 1), earlyIs(Progress.SENT))).isEmpty();
    assertThat(watcher.due(at(SEED, 1), earlyIs(Progress.FAILED))).containsExactly(late);
    assertThat(watcher.due(at(SEED + 1, 1), earlyIs(Progress.SENT))).containsExactly(late);
    assertThat(watcher.due(at(SEED, 1), NOTHING_SENT)).containsExactly(late);
  }

  @Test
  void othersAreAsPatientInSecondsAsInBlocks() {
    assertThat(prover.due(at(SEED - 1, 60), NOTHING_SENT)).isEmpty();
    assertThat(prover.due(at(SEED + 60, 5), NOTHING_SENT)).isEmpty();
    assertThat(prover.due(at(SEED + 60, 20), NOTHING_SENT))
        .containsExactly(new Command.Assign(ID, SEED));
  }
}
