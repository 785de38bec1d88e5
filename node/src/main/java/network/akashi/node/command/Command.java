package network.akashi.node.command;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

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

  /**
   * Has the market act on a verdict that is attested: clocks stop or go on, a request ends.
   *
   * @param attempt counts what the chain refused before
   */
  record Enforce(Judgement judgement, int attempt) implements Command {
    @Override
    public String key() {
      return "verdict %s %s %d %d"
          .formatted(
              judgement.requestId().toHex(), judgement.verdict(), judgement.since(), attempt);
    }
  }

  /**
   * Condemns who signed two outputs for one program and input.
   *
   * @param seatsA seats of the guilty in the committee of {@code a}
   * @param seatsB the same members' seats in the committee of {@code b}, in the same order
   */
  record Report(Testimony a, Testimony b, List<Integer> seatsA, List<Integer> seatsB)
      implements Command {
    public Report {
      seatsA = List.copyOf(seatsA);
      seatsB = List.copyOf(seatsB);
    }

    @Override
    public String key() {
      return "report " + Keccak256.hash(side(a, seatsA), side(b, seatsB)).toHex();
    }

    private static Bytes side(Testimony testimony, List<Integer> seats) {
      String text = "%s %d %s".formatted(testimony.root(), testimony.committee(), seats);
      return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Fetches what a report has earned. */
  record CollectReward(String report) implements Command {
    @Override
    public String key() {
      return "reward of " + report;
    }
  }

  /** Bars a condemned member from a committee that was formed before. */
  record Exclude(long committee, int seat) implements Command {
    @Override
    public String key() {
      return "exclude %d %d".formatted(committee, seat);
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
