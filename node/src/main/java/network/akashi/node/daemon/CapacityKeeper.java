package network.akashi.node.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.akashi.node.NodeError;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;

/**
 * Lowers a prover's capacity on chain to the least there is while an interlock is closed, so that
 * it is hardly drawn any more, and raises it again to what it was.
 *
 * <p>What it was is on disk before it is lowered, so that a restart in between loses nothing. What
 * the capacity is now is asked of the chain before each step: a transaction that was lost, or a
 * person who changed it meanwhile, is no special case.
 */
final class CapacityKeeper {
  /** What the contract allows at least. */
  static final long LEAST = 1;

  private static final Duration LOWER_AFTER = Duration.ofSeconds(20);
  private static final Duration RAISE_AFTER = Duration.ofSeconds(60);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Ports ports;
  private Optional<Command> sent = Optional.empty();
  private Instant next = Instant.MIN;
  private Instant since = Instant.MAX;
  private boolean wasClosed;

  /** What it needs of chain and disk. */
  interface Ports extends Sends {
    /** Units that are declared on chain now. */
    long declared();

    /** What was declared before this node lowered it. */
    OptionalLong before();

    /** Remembers that, durably. */
    void remember(long units);

    /** Forgets it. */
    void forget();

    /** Acts on chain, once. */
    void submit(Command command);
  }

  CapacityKeeper(Ports ports) {
    this.ports = ports;
  }

  /** One step, at a block. */
  void tick(Set<NodeError> closed, long block, Instant now) {
    boolean isClosed = !closed.isEmpty();
    if (isClosed != wasClosed || since.equals(Instant.MAX)) {
      wasClosed = isClosed;
      since = now;
    }
    boolean onItsWay = sent.filter(each -> ports.progress(each.key()) == Progress.SENT).isPresent();
    if (now.isBefore(next) || onItsWay) {
      return;
    }
    next = now.plus(EVERY);
    Duration lasted = Duration.between(since, now);
    if (isClosed && lasted.compareTo(LOWER_AFTER) >= 0 && !closed.contains(NodeError.KEY_SHARED)) {
      lower(block);
    } else if (!isClosed && lasted.compareTo(RAISE_AFTER) >= 0) {
      raise(block);
    }
  }

  private void lower(long block) {
    long units = ports.declared();
    if (units > LEAST) {
      ports.remember(units);
      submit(new Command.SetCapacity(LEAST, block));
    }
  }

  private void raise(long block) {
    OptionalLong before = ports.before();
    if (before.isEmpty()) {
      return;
    }
    if (ports.declared() == LEAST) {
      submit(new Command.SetCapacity(before.getAsLong(), block));
    } else {
      ports.forget();
    }
  }

  private void submit(Command command) {
    sent = Optional.of(command);
    ports.submit(command);
  }
}
