package network.akashi.node.command;

import java.math.BigInteger;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** Something to be done on chain once. */
public sealed interface Command {
  /** Its name: what has the same is done once, however often it is wanted. */
  String key();

  /** Draws provers for a request. */
  record Assign(Bytes32 requestId, long seedBlock) implements Command {
    @Override
    public String key() {
      return "assign %s %d".formatted(requestId.toHex(), seedBlock);
    }
  }

  /**
   * Draws provers in the seed block itself, where its randomness needs no header: sent in the block
   * before, and refused in any block after it.
   */
  record AssignEarly(Bytes32 requestId, long seedBlock) implements Command {
    @Override
    public String key() {
      return "assign early %s %d".formatted(requestId.toHex(), seedBlock);
    }
  }

  /**
   * Meets a deadline before the proof is there for all to see.
   *
   * @param hash first 20 bytes of the hash of request, payee and evidence
   * @param attempt counts what the chain refused before
   */
  record Commit(Bytes32 requestId, int role, Bytes hash, int attempt) implements Command {
    @Override
    public String key() {
      return "commit %s %d %s %d".formatted(requestId.toHex(), role, hash.toHex(), attempt);
    }
  }

  /**
   * Delivers a result that is attested.
   *
   * @param output for the requester's callback
   * @param attempt counts what the chain refused before
   */
  record Fulfil(Claim claim, int role, Certificate certificate, Bytes output, int attempt)
      implements Command {
    private static final int DIGITS = 34;

    @Override
    public String key() {
      String root = certificate.root().toHex().substring(0, DIGITS);
      return "fulfil %s %d %s %d".formatted(claim.requestId().toHex(), role, root, attempt);
    }
  }

  /** Ends a request that nobody delivered. */
  record Expire(Bytes32 requestId) implements Command {
    @Override
    public String key() {
      return "expire " + requestId.toHex();
    }
  }

  /** Ends a request whose clock stood still for too long. */
  record Annul(Bytes32 requestId) implements Command {
    @Override
    public String key() {
      return "annul " + requestId.toHex();
    }
  }

  /**
   * Records a root that a quorum signed.
   *
   * @param signature aggregate, 256 bytes as EIP-2537 encodes it
   */
  record Attest(long committee, Bytes32 root, BigInteger signers, Bytes signature)
      implements Command {
    @Override
    public String key() {
      return "attest %d %s %s".formatted(committee, root.toHex(), signers.toString(16));
    }
  }

  /** Forms the next committee. */
  record Rotate(long after) implements Command {
    @Override
    public String key() {
      return "rotate " + after;
    }
  }

  /**
   * Changes how much work is taken.
   *
   * @param change counts changes, so that each is one of its own
   */
  record SetCapacity(long units, long change) implements Command {
    @Override
    public String key() {
      return "capacity %d %d".formatted(units, change);
    }
  }
}
