package network.akashi.node.aggregator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Stance;
import network.akashi.node.command.Judgement;
import network.akashi.node.view.Committee;

/** One verdict on its way to a quorum. */
final class VerdictCase extends Ballot {
  /** Says that a verdict is wrong; other refusals say that a member cannot tell. */
  private static final Set<NodeError> AGAINST =
      Set.of(
          NodeError.INPUT_IS_THERE,
          NodeError.RUN_SUCCEEDS,
          NodeError.DATA_UNAVAILABLE,
          NodeError.VERDICT_FALSE);

  /** What there is one case for. */
  record Subject(Bytes32 requestId, Verdict verdict) {}

  final Subject subject;
  private final Map<Integer, Stance> stances = new HashMap<>();
  private final long notBefore;
  private long since;
  Instant proposedAt;
  Instant appealedAt;
  Instant enforcedAt = Instant.EPOCH;
  int attempt;

  /**
   * A case without signatures.
   *
   * @param notBefore earliest date that the market takes, by what it refused before
   */
  VerdictCase(Subject subject, Committee committee, long notBefore, Instant now) {
    super(committee);
    this.subject = subject;
    this.notBefore = notBefore;
    this.proposedAt = now;
    this.appealedAt = now;
  }

  Judgement judgement() {
    return new Judgement(subject.requestId(), subject.verdict(), since);
  }

  void take(int seat, Stance stance) {
    stances.put(seat, stance);
  }

  @Override
  boolean isAgainst(int seat) {
    return stances.get(seat) instanceof Stance.Refuses(NodeError error) && AGAINST.contains(error);
  }

  /** The earliest date, after {@code date}, from which a quorum says that it would sign. */
  Optional<Long> agreeable(long date, long now) {
    TreeMap<Long, List<Integer>> byDate = new TreeMap<>();
    stances.forEach((seat, stance) -> {
      if (stance instanceof Stance.From(long from) && from <= now) {
        byDate.computeIfAbsent(from, _ -> new ArrayList<>()).add(seat);
      }
    });
    List<Integer> agreed = new ArrayList<>(shares.keySet());
    for (Map.Entry<Long, List<Integer>> each : byDate.entrySet()) {
      agreed.addAll(each.getValue());
      long candidate = Math.max(each.getKey(), notBefore);
      if (candidate > date && candidate <= now && committee.isQuorum(bits(agreed))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether there is a date that members can be asked to sign, rather than when they would. */
  boolean isDated() {
    return since > 0 || subject.verdict() == Verdict.UNPROVABLE;
  }

  long since() {
    return since;
  }

  /** Asks everybody anew, for a verdict of this date. */
  void propose(long date, Instant now) {
    since = date;
    proposedAt = now;
    beginAnew();
  }
}
