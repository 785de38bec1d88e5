package network.akashi.node.aggregator;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.Committee;

/** One root, on its way to a quorum. */
final class Round {
  final Committee committee;
  final SignRequest request;
  final List<Bytes32> leaves;
  final Bytes32 root;
  final Map<Integer, Bytes> shares = new HashMap<>();
  final Map<Integer, NodeError> refusals = new HashMap<>();
  private final Map<Integer, Instant> askedAt = new HashMap<>();

  Round(Committee committee, SignRequest request) {
    this.committee = committee;
    this.request = request;
    this.leaves = request.claims().stream().map(Leaf::of).toList();
    this.root = Leaf.root(leaves);
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

  /** Whether all who have not refused would be a quorum. */
  boolean canHaveQuorum() {
    List<Integer> willing = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      if (committee.counts(seat) && !refusals.containsKey(seat)) {
        willing.add(seat);
      }
    }
    return committee.isQuorum(bits(willing));
  }

  /** Seats that have not answered for good and were not asked since {@code before}. */
  List<Integer> toAsk(Instant before, Instant now) {
    List<Integer> seats = new ArrayList<>();
    for (int seat = 0; seat < committee.members().size(); seat++) {
      Instant asked = askedAt.get(seat);
      if (committee.counts(seat)
          && !shares.containsKey(seat)
          && !refusals.containsKey(seat)
          && (asked == null || !asked.isAfter(before))) {
        askedAt.put(seat, now);
        seats.add(seat);
      }
    }
    return seats;
  }
}
