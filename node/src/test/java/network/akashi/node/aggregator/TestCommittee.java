package network.akashi.node.aggregator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;
import network.akashi.node.view.Terms;

/** Four members of equal stake, one request, and signatures that are hashes. */
final class TestCommittee implements Shares, Sends {
  static final Bytes32 REQUEST = word(1);
  static final Bytes32 PROGRAM = word(2);
  static final Bytes32 INPUT = word(3);
  static final Address MARKET = Address.ZERO;

  final Set<Bytes32> roots = new HashSet<>();
  Progress progress = Progress.NONE;
  RequestStatus status = RequestStatus.ASSIGNED;
  long stoppedAt;
  long number = 1;

  static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  static Bytes key(int seat) {
    return word(100 + seat).bytes();
  }

  ChainView chain(long time) {
    Terms terms = new Terms(REQUEST, PROGRAM, INPUT, 1_000, 1, new Deadlines(24, 48, 72, 96));
    Standing standing =
        new Standing(
            status, 1, 1, 1, stoppedAt, List.of(1L), 0, Optional.empty(), Optional.empty());
    List<Committee.Member> members = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      members.add(new Committee.Member(seat + 1, key(seat), BigInteger.ONE, "http://" + seat));
    }
    Committee committee = new Committee(number, members, BigInteger.ZERO, true, false);
    return new ChainView(
        5, time, Map.of(REQUEST, new RequestFacts(terms, standing)), committee, roots);
  }

  static Bytes sign(int seat, long committee, Bytes32 root) {
    return Keccak256.hash(key(seat), word(committee).bytes(), root.bytes()).bytes();
  }

  @Override
  public boolean verify(Bytes key, long committee, Bytes32 root, Bytes signature) {
    return Keccak256.hash(key, word(committee).bytes(), root.bytes()).bytes().equals(signature);
  }

  @Override
  public Bytes aggregate(List<Bytes> signatures) {
    return Keccak256.hash(signatures.toArray(Bytes[]::new)).bytes();
  }

  @Override
  public Progress progress(String key) {
    return progress;
  }
}
