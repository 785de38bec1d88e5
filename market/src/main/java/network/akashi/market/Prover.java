package network.akashi.market;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry keeps of one prover. */
final class Prover {
  /** Blocks in which a program is served: {@code from <= b < until}. */
  record Listing(long from, long until) {
    static final long OPEN_END = -1L;

    boolean open() {
      return until == OPEN_END;
    }

    boolean covers(long block) {
      return block >= from && (open() || block < until);
    }
  }

  final int id;
  final Address operator;
  final Bytes32 blsKeyHash;
  Address payout;
  BigInteger bond = BigInteger.ZERO;
  BigInteger unbonding = BigInteger.ZERO;
  long releaseAt;
  long releaseBlock;
  long locked;

  /** Whole units in the total bond, including what is unbonding. */
  long backed;

  long capacity;
  boolean condemned;
  Terms terms = Terms.NONE;
  long termsFrom;

  /** The terms before block {@link #termsFrom}. */
  Terms previousTerms = Terms.NONE;

  Prover(int id, Address operator, Address payout, Bytes32 blsKeyHash) {
    this.id = id;
    this.operator = operator;
    this.payout = payout;
    this.blsKeyHash = blsKeyHash;
  }

  /** The terms that held in a block. */
  Terms termsAt(long block) {
    return termsFrom <= block ? terms : previousTerms;
  }

  void setTerms(Terms next, long block) {
    previousTerms = terms;
    terms = next;
    termsFrom = block + 1;
  }

  /** Bond that is not leaving, wei. */
  BigInteger staying() {
    return bond.subtract(unbonding);
  }

  void clearUnbonding() {
    unbonding = BigInteger.ZERO;
    releaseAt = 0;
    releaseBlock = 0;
  }

  ProverView view(long weight) {
    return new ProverView(
        operator,
        payout,
        bond,
        unbonding,
        releaseAt,
        releaseBlock,
        locked,
        capacity,
        weight,
        terms,
        termsFrom,
        blsKeyHash,
        condemned);
  }

  /**
   * Which programs each holder of an id serves. Kept apart from the prover, because what an
   * operator listed outlives its registration, as it does on chain.
   */
  static final class Listings {
    private record Key(int id, Address operator, Bytes32 programId) {}

    private final Map<Key, Listing> listings = new HashMap<>();

    @Nullable Listing get(Prover prover, Bytes32 programId) {
      return listings.get(new Key(prover.id, prover.operator, programId));
    }

    void put(Prover prover, Bytes32 programId, Listing listing) {
      listings.put(new Key(prover.id, prover.operator, programId), listing);
    }
  }
}
