package network.akashi.node.watcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.market.RequestStatus;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.MarketRules;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * What anybody may do and somebody should. All of it is worth doing once; so whoever does it out of
 * interest rather than duty waits for others, {@code patience} seconds longer.
 */
public final class Duties {
  private static final int SPREAD = 8;

  private final MarketRules rules;
  private final long patienceSeconds;
  private final int place;

  /**
   * Duties under {@code rules}.
   *
   * @param patienceSeconds how long to leave it to others
   * @param place spreads those of equal patience, so that they do not all send at once
   */
  public Duties(MarketRules rules, long patienceSeconds, int place) {
    this.rules = rules;
    this.patienceSeconds = patienceSeconds;
    this.place = place;
  }

  /** What is due and was not sent yet. */
  public List<Command> due(ChainView chain, Sends sends) {
    List<Command> due = new ArrayList<>();
    for (RequestFacts facts : chain.requests().values()) {
      dueFor(facts, chain, sends).filter(command -> isNew(command, sends)).ifPresent(due::add);
    }
    if (patienceSeconds == 0 && chain.committee().isOver()) {
      Command rotate = new Command.Rotate(chain.committee().number());
      if (isNew(rotate, sends)) {
        due.add(rotate);
      }
    }
    return due;
  }

  private static boolean isNew(Command command, Sends sends) {
    return sends.progress(command.key()) == Progress.NONE;
  }

  private Optional<Command> dueFor(RequestFacts facts, ChainView chain, Sends sends) {
    Standing standing = facts.standing();
    if (!standing.status().running()) {
      return Optional.empty();
    }
    Bytes32 id = facts.terms().id();
    long now = chain.timeSeconds() - patience(id);
    if (standing.stoppedAt() != 0) {
      return now - standing.stoppedAt() > rules.maxStop()
          ? Optional.of(new Command.Annul(id))
          : Optional.empty();
    }
    if (standing.elapsed(now) > facts.terms().deadlines().t4()
        && standing.commitmentAt(chain.timeSeconds()).isEmpty()) {
      return Optional.of(new Command.Expire(id));
    }
    long elapsed = standing.elapsed(chain.timeSeconds());
    boolean drawn =
        standing.status() == RequestStatus.OPEN
            && elapsed >= patience(id)
            && elapsed < facts.terms().deadlines().t3();
    return drawn ? draw(facts, chain, sends) : Optional.empty();
  }

  /**
   * Whoever is not patient at all draws in the seed block itself, which takes a block less. That
   * transaction may come too late for its block: then the other one follows.
   */
  private Optional<Command> draw(RequestFacts facts, ChainView chain, Sends sends) {
    Bytes32 id = facts.terms().id();
    long seedBlock = facts.standing().sampleBlock() + rules.seedDelay();
    Command early = new Command.AssignEarly(id, seedBlock);
    if (patienceSeconds == 0 && chain.block() == seedBlock - 1) {
      return Optional.of(early);
    }
    boolean mayStillCome =
        chain.block() <= seedBlock && sends.progress(early.key()) == Progress.SENT;
    return chain.block() >= seedBlock + patience(id) && !mayStillCome
        ? Optional.of(new Command.Assign(id, seedBlock))
        : Optional.empty();
  }

  /** As many seconds as blocks. */
  private long patience(Bytes32 id) {
    return patienceSeconds == 0
        ? 0
        : patienceSeconds + Math.floorMod(id.hashCode() + 31 * place, SPREAD);
  }
}
