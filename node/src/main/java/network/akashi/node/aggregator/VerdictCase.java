package network.akashi.node.aggregator;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Stance;
import network.akashi.node.command.Judgement;
import network.akashi.node.view.Committee;

/** One verdict on its way to a quorum. */
final class VerdictCase {
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
  final Committee committee;
  final Map<Integer, Bytes> shares = new HashMap<>();
  private final Map<Integer, Stance> stances = new HashMap<>();
  private final Map<Integer, Instant> askedAt = new HashMap<>();
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
    this.subject = subject;
    this.committee = committee;
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

  BigInteger signers() {
    return bits(shares.keySet());
  }

  private static BigInteger bits(Iterable<Integer> seats) {
    BigInteger bits = BigInteger.ZERO;
    for (int seat : seats) {
      bits = bits.setBit(seat);
    }
    return bits;
  }

  boolean hasQuorum() {
    return committee.isQuorum(signers());
  }

  /** Whether all who do not say now that it is wrong would be a quorum. */
  boolean canHaveQuorum() {
    List<Integer> willing = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      if (committee.counts(seat) && !isAgainst(seat)) {
        willing.add(seat);
      }
    }
    return committee.isQuorum(bits(willing));
  }

  private boolean isAgainst(int seat) {
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
    shares.clear();
    askedAt.clear();
  }

  /** Seats that have not signed and were not asked since {@code before}. */
  List<Integer> toAsk(Instant before, Instant now) {
    List<Integer> seats = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      Instant asked = askedAt.get(seat);
      if (committee.counts(seat)
          && !shares.containsKey(seat)
          && (asked == null || !asked.isAfter(before))) {
        askedAt.put(seat, now);
        seats.add(seat);
      }
    }
    return seats;
  }
}
