package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import network.akashi.node.NodeError;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import org.junit.jupiter.api.Test;

class CapacityKeeperTest {
  private static final Set<NodeError> FULL = Set.of(NodeError.DISK_FULL);
  private static final Set<NodeError> NONE = Set.of();

  /** A chain that takes transactions at once, unless it loses them. */
  private static final class FakePorts implements CapacityKeeper.Ports {
    final List<Command> submitted = new ArrayList<>();
    long declared = 700;
    OptionalLong before = OptionalLong.empty();
    Progress progress = Progress.INCLUDED;

    @Override
    public long declared() {
      return declared;
    }

    @Override
    public OptionalLong before() {
      return before;
    }

    @Override
    public void remember(long units) {
      before = OptionalLong.of(units);
    }

    @Override
    public void forget() {
      before = OptionalLong.empty();
    }

    @Override
    public void submit(Command command) {
      submitted.add(command);
      if (progress == Progress.INCLUDED && command instanceof Command.SetCapacity change) {
        assertThat(before).as("on disk before it is on chain").isPresent();
        declared = change.units();
      }
    }

    @Override
    public Progress progress(String key) {
      return progress;
    }
  }

  private final FakePorts ports = new FakePorts();
  private CapacityKeeper keeper = new CapacityKeeper(ports);
  private long second;

  private void pass(int seconds, Set<NodeError> closed) {
    for (int i = 0; i < seconds; i++, second++) {
      keeper.tick(closed, second, Instant.ofEpochSecond(second));
    }
  }

  @Test
  void lowersWhatIsClosedForAWhileAndRaisesItAgain() {
    pass(15, FULL);
    assertThat(ports.submitted).isEmpty();
    pass(15, FULL);
    assertThat(ports.declared).isEqualTo(1);
    pass(300, FULL);
    assertThat(ports.submitted).hasSize(1);

    pass(55, NONE);
    assertThat(ports.declared).isEqualTo(1);
    pass(15, NONE);
    assertThat(ports.declared).isEqualTo(700);
    pass(300, NONE);
    assertThat(ports.submitted).hasSize(2);
    assertThat(ports.before).isEmpty();
  }

  @Test
  void whatFlickersChangesNothing() {
    for (int i = 0; i < 20; i++) {
      pass(10, FULL);
      pass(10, NONE);
    }
    assertThat(ports.submitted).isEmpty();
  }

  @Test
  void aRestartInBetweenLosesNothing() {
    pass(40, FULL);
    keeper = new CapacityKeeper(ports);
    pass(100, NONE);
    assertThat(ports.declared).isEqualTo(700);
  }

  @Test
  void aLostTransactionIsSentAgainButNotWhileItIsOnItsWay() {
    ports.progress = Progress.SENT;
    pass(60, FULL);
    assertThat(ports.submitted).hasSize(1);
    ports.progress = Progress.FAILED;
    pass(12, FULL);
    assertThat(ports.submitted).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void keepsItsHandsOffAKeyThatSomebodyElseUses() {
    pass(100, Set.of(NodeError.KEY_SHARED));
    assertThat(ports.submitted).isEmpty();
  }

  @Test
  void whatAPersonDeclaredMeanwhileStays() {
    pass(40, FULL);
    ports.declared = 50;
    pass(100, NONE);
    assertThat(ports.declared).isEqualTo(50);
    assertThat(ports.before).isEmpty();
  }

  @Test
  void ofOneUnitNothingIsLowered() {
    ports.declared = 1;
    pass(60, FULL);
    assertThat(ports.submitted).isEmpty();
  }
}
