package network.akashi.node.command;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/** Leaves and trees that attesters sign the roots of; see {@code Leaves.sol}. */
public final class Leaf {
  private static final Bytes STATEMENT_TAG = tag("akashi.attestation.statement.v1");
  private static final Bytes VERDICT_TAG = tag("akashi.attestation.verdict.v1");
  private static final Bytes MESSAGE_TAG = tag("akashi.attestation.message.v1");

  private Leaf() {}

  private static Bytes tag(String name) {
    return Keccak256.hash(Bytes.of(name.getBytes(StandardCharsets.UTF_8))).bytes();
  }

  /** The leaf of a claim. The request's id is no part of it: the claim is about a run. */
  public static Bytes32 of(Claim claim) {
    return Keccak256.hash(
        STATEMENT_TAG,
        claim.programId().bytes(),
        claim.inputCommitment().bytes(),
        claim.outputDigest().bytes(),
        word(claim.payee()),
        word(claim.work()),
        claim.evidence().bytes());
  }

  /** The leaf of a verdict; alone under its root, it is the root. */
  public static Bytes32 of(Judgement judgement, Address market) {
    return Keccak256.hash(
        VERDICT_TAG,
        word(market),
        judgement.requestId().bytes(),
        word(judgement.verdict().number()),
        word(judgement.since()));
  }

  /** What members of a committee sign for a root. */
  public static Bytes message(long chainId, Address attestation, long committee, Bytes32 root) {
    return Bytes.concat(
        MESSAGE_TAG, word(chainId), word(attestation), word(committee), root.bytes());
  }

  /** What a prover commits to: 20 bytes. */
  public static Bytes commitment(Bytes32 requestId, Address payee, Bytes32 evidence) {
    return Keccak256.hash(requestId.bytes(), word(payee), evidence.bytes()).bytes().slice(0, 20);
  }

  /** The root over leaves; at least one. */
  public static Bytes32 root(List<Bytes32> leaves) {
    List<Bytes32> level = leaves;
    while (level.size() > 1) {
      level = above(level);
    }
    return level.getFirst();
  }

  /** The path from leaf number {@code index} to the root. */
  public static List<Bytes32> path(List<Bytes32> leaves, int index) {
    List<Bytes32> path = new ArrayList<>();
    List<Bytes32> level = leaves;
    int at = index;
    while (level.size() > 1) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling));
      }
      level = above(level);
      at >>= 1;
    }
    return path;
  }

  /** The root that a path leads to. */
  public static Bytes32 rootAbove(Bytes32 leaf, List<Bytes32> path) {
    Bytes32 at = leaf;
    for (Bytes32 sibling : path) {
      at = node(at, sibling);
    }
    return at;
  }

  /** A node without a sibling moves up as it is. */
  private static List<Bytes32> above(List<Bytes32> level) {
    List<Bytes32> next = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      next.add(i + 1 < level.size() ? node(level.get(i), level.get(i + 1)) : level.get(i));
    }
    return next;
  }

  private static Bytes32 node(Bytes32 a, Bytes32 b) {
    boolean ascending = a.toBigInteger().compareTo(b.toBigInteger()) < 0;
    return ascending ? Keccak256.hash(a.bytes(), b.bytes()) : Keccak256.hash(b.bytes(), a.bytes());
  }

  private static Bytes word(long number) {
    return Bytes32.of(BigInteger.valueOf(number)).bytes();
  }

  private static Bytes word(Address address) {
    return Bytes.concat(Bytes.of(new byte[Bytes32.SIZE - Address.SIZE]), address.bytes());
  }
}
