package network.akashi.market;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What a requester asks for. The id is the hash of all of it, so the same request opened twice is
 * one request.
 *
 * @param requester who opens it, pays, and gets refunds and compensation
 * @param nonce tells otherwise equal requests apart, unsigned
 * @param programId program to run
 * @param inputCommitment what the run must consume
 * @param inputMask which words of the public values make up the input
 * @param maxWork upper bound of the work, cells, unsigned
 * @param startPrice price limit of the first round, wei per cell, unsigned
 * @param maxPrice price limit that no round exceeds, wei per cell, unsigned
 * @param gasReserve part of the escrow that pays for gas, wei
 * @param deadlines T1 to T4
 * @param policy who may prove and how
 * @param callback who is told
 */
public record ProofRequest(
    Address requester,
    long nonce,
    Bytes32 programId,
    Bytes32 inputCommitment,
    int inputMask,
    long maxWork,
    long startPrice,
    long maxPrice,
    BigInteger gasReserve,
    Deadlines deadlines,
    Policy policy,
    Callback callback) {
  private static final BigInteger COLLATERAL_FEES = BigInteger.TWO;
  private static final long STANDBY_PARTS = 4;
  private static final long MAX_CALLBACK_GAS = 2_000_000;
  private static final BigInteger MAX_UNITS = BigInteger.valueOf((1 << 28) - 1);
  private static final int ENCODED_WORDS = 21;

  /**
   * Units that an assignment locks.
   *
   * @param primary of the primary
   * @param standby of each standby
   */
  public record Units(long primary, long standby) {}

  /** The id on a chain and market: the hash of both and of all fields as the ABI encodes them. */
  public Bytes32 id(long chainId, Address market) {
    ByteBuffer words = ByteBuffer.allocate(ENCODED_WORDS * Bytes32.SIZE);
    put(words, Bytes32.of(chainId));
    put(words, market.toWord());
    put(words, requester.toWord());
    put(words, Bytes32.of(nonce));
    put(words, programId);
    put(words, inputCommitment);
    put(words, Bytes32.of(Integer.toUnsignedLong(inputMask)));
    put(words, Bytes32.of(maxWork));
    put(words, Bytes32.of(startPrice));
    put(words, Bytes32.of(maxPrice));
    put(
        words,
        new Bytes32(0, 0, gasReserve.shiftRight(Long.SIZE).longValue(), gasReserve.longValue()));
    put(words, Bytes32.of(deadlines.t1()));
    put(words, Bytes32.of(deadlines.t2()));
    put(words, Bytes32.of(deadlines.t3()));
    put(words, Bytes32.of(deadlines.t4()));
    put(words, Bytes32.of(policy.allOf()));
    put(words, Bytes32.of(policy.anyOf()));
    put(words, Bytes32.of(policy.tags()));
    put(words, Bytes32.of(policy.sampleSize()));
    put(words, callback.target().toWord());
    put(words, Bytes32.of(callback.gas()));
    return Hashes.keccak(words.array());
  }

  private static void put(ByteBuffer words, Bytes32 word) {
    words.put(word.toBytes());
  }

  /** The highest fee for the work, wei. */
  public BigInteger maxFee() {
    return Uint64.big(maxWork).multiply(Uint64.big(maxPrice));
  }

  /** What the requester pays in, wei. */
  public BigInteger escrow() {
    return maxFee().add(gasReserve);
  }

  /**
   * Units that primary and standbys lock: as much bond as the collateral needs (twice the highest
   * fee, so that nobody gains by defaulting to oneself), and as much capacity as it takes to do the
   * work by T1. A standby locks a quarter.
   */
  public Units units(RegistryParameters parameters) {
    BigInteger primary = exactUnits(parameters);
    return new Units(primary.longValueExact(), standbyUnits(primary).longValueExact());
  }

  private BigInteger exactUnits(RegistryParameters parameters) {
    BigInteger forBond = ceilDiv(maxFee().multiply(COLLATERAL_FEES), parameters.weiPerUnit());
    BigInteger speed =
        BigInteger.valueOf(deadlines.t1()).multiply(Uint64.big(parameters.cellsPerUnit()));
    return forBond.max(ceilDiv(Uint64.big(maxWork), speed));
  }

  private static BigInteger standbyUnits(BigInteger primary) {
    return ceilDiv(primary, BigInteger.valueOf(STANDBY_PARTS));
  }

  /** Refuses a request that makes no sense for anybody. */
  void check(Address caller, long maxLifetime, RegistryParameters parameters) {
    if (!requester.equals(caller)) {
      throw Refusal.NOT_THE_REQUESTER.with(caller, requester);
    }
    require(maxWork != 0, "maxWork");
    require(startPrice != 0 && !Uint64.greater(startPrice, maxPrice), "startPrice");
    require(deadlines.inOrder(maxLifetime), "deadlines");
    require(policy.known(), "policy");
    require(policy.sampleSize() >= 1 && policy.sampleSize() <= Pool.MAX_SAMPLE, "sampleSize");
    require(
        callback.gas() <= MAX_CALLBACK_GAS && callback.wanted() == (callback.gas() != 0),
        "callbackGas");
    require(exactUnits(parameters).compareTo(MAX_UNITS) <= 0, "size");
  }

  private static void require(boolean condition, String field) {
    if (!condition) {
      throw Refusal.INVALID_REQUEST.with(field);
    }
  }

  /** Division of numbers that are not negative, rounded up. */
  static BigInteger ceilDiv(BigInteger a, BigInteger b) {
    return a.add(b).subtract(BigInteger.ONE).divide(b);
  }
}
