package network.akashi.node.aggregator;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Bytes;
import network.akashi.node.view.Committee;

/** Something on its way to a quorum: who of a committee has signed it, and who was asked when. */
abstract sealed class Ballot permits Round, VerdictCase {
  final Committee committee;
  final Map<Integer, Bytes> shares = new HashMap<>();
  private final Map<Integer, Instant> askedAt = new HashMap<>();

  Ballot(Committee committee) {
    this.committee = committee;
  }

  /** Whether this seat says now that it will not sign. */
  abstract boolean isAgainst(int seat);

  /** Whether it makes no sense to ask this seat once more. */
  boolean isAnswered(int seat) {
    return shares.containsKey(seat);
  }

  final BigInteger signers() {
    return bits(shares.keySet());
  }

  final boolean hasQuorum() {
    return committee.isQuorum(signers());
  }

  /** Whether all who are not against it would be a quorum. */
  final boolean canHaveQuorum() {
    List<Integer> willing = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      if (committee.counts(seat) && !isAgainst(seat)) {
        willing.add(seat);
      }
    }
    return committee.isQuorum(bits(willing));
  }

  /** Seats that have not answered for good and were not asked since {@code before}. */
  final List<Integer> toAsk(Instant before, Instant now) {
    List<Integer> seats = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      Instant asked = askedAt.get(seat);
      if (committee.counts(seat)
          && !isAnswered(seat)
          && (asked == null || !asked.isAfter(before))) {
        askedAt.put(seat, now);
        seats.add(seat);
      }
    }
    return seats;
  }

  /** As if nobody had been asked or had signed. */
  final void beginAnew() {
    shares.clear();
    askedAt.clear();
  }

  static BigInteger bits(Iterable<Integer> seats) {
    BigInteger bits = BigInteger.ZERO;
    for (int seat : seats) {
      bits = bits.setBit(seat);
    }
    return bits;
  }
}
