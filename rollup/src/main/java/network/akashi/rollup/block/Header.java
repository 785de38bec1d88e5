package network.akashi.rollup.block;

import java.math.BigInteger;
import java.util.Arrays;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.rlp.RlpException;
import network.akashi.rollup.rlp.RlpReader;

/**
 * A block's header: Shanghai's seventeen fields, of which six are the same in all blocks here.
 *
 * @param number 0 for genesis
 * @param gasUsed at most {@link #GAS_LIMIT}
 * @param timestamp Unix seconds, unsigned
 * @param baseFee wei a unit of gas, below 2^192
 */
public record Header(
    Bytes32 parentHash,
    Address beneficiary,
    Bytes32 stateRoot,
    Bytes32 transactionsRoot,
    Bytes32 receiptsRoot,
    long number,
    long gasUsed,
    long timestamp,
    Bytes32 prevRandao,
    BigInteger baseFee,
    Bytes32 withdrawalsRoot) {

  /** Most gas in a block. */
  public static final long GAS_LIMIT = 30_000_000;

  /** Bytes of the bloom filter, which is all zero, for there are no logs. */
  public static final int BLOOM_BYTES = 256;

  private static final Bytes32 NO_OMMERS = Keccak256.hash(Bytes.of(Rlp.list()));
  private static final int BASE_FEE_BITS = 192;
  private static final long TARGET = GAS_LIMIT / 2;
  private static final int CHANGE_DENOMINATOR = 8;

  public Header {
    if (baseFee.signum() < 0 || baseFee.bitLength() > BASE_FEE_BITS) {
      throw new IllegalArgumentException("a base fee is below 2^192, not " + baseFee);
    }
    if (gasUsed < 0 || gasUsed > GAS_LIMIT) {
      throw new IllegalArgumentException("a block uses up to 30000000 gas, not " + gasUsed);
    }
  }

  /**
   * The header behind its RLP.
   *
   * @throws IllegalArgumentException if it is none of this rollup's
   */
  public static Header fromRlp(Bytes rlp) {
    Header header;
    try {
      RlpReader whole = RlpReader.of(rlp.toArray());
      header = read(whole.list());
      whole.end();
    } catch (RlpException e) {
      throw new IllegalArgumentException("not a block header: " + e.getMessage(), e);
    }
    // The fixed fields are read over; together with all others they must give the same bytes.
    if (!Arrays.equals(header.encode(), rlp.toArray())) {
      throw new IllegalArgumentException(
          "not a block header of this rollup: a fixed field differs");
    }
    return header;
  }

  private static Header read(RlpReader fields) {
    Bytes32 parentHash = word(fields);
    fields.raw();
    Address beneficiary = Address.of(fields.string(Address.SIZE));
    Bytes32 stateRoot = word(fields);
    Bytes32 transactionsRoot = word(fields);
    Bytes32 receiptsRoot = word(fields);
    fields.raw();
    fields.raw();
    long number = fields.number64();
    fields.raw();
    long gasUsed = fields.number64();
    long timestamp = fields.number64();
    fields.raw();
    Bytes32 prevRandao = word(fields);
    fields.raw();
    BigInteger baseFee = fields.number(BASE_FEE_BITS);
    Bytes32 withdrawalsRoot = word(fields);
    fields.end();
    return new Header(
        parentHash,
        beneficiary,
        stateRoot,
        transactionsRoot,
        receiptsRoot,
        number,
        gasUsed,
        timestamp,
        prevRandao,
        baseFee,
        withdrawalsRoot);
  }

  private static Bytes32 word(RlpReader fields) {
    return Bytes32.of(fields.string(Bytes32.SIZE));
  }

  /** Its RLP. */
  public Bytes rlp() {
    return Bytes.of(encode());
  }

  private byte[] encode() {
    return Rlp.list(
        Rlp.string(parentHash.toArray()),
        Rlp.string(NO_OMMERS.toArray()),
        Rlp.string(beneficiary.toArray()),
        Rlp.string(stateRoot.toArray()),
        Rlp.string(transactionsRoot.toArray()),
        Rlp.string(receiptsRoot.toArray()),
        Rlp.string(new byte[BLOOM_BYTES]),
        Rlp.number(0),
        Rlp.number(number),
        Rlp.number(GAS_LIMIT),
        Rlp.number(gasUsed),
        Rlp.number(timestamp),
        Rlp.string(new byte[0]),
        Rlp.string(prevRandao.toArray()),
        Rlp.string(new byte[8]),
        Rlp.number(baseFee),
        Rlp.string(withdrawalsRoot.toArray()));
  }

  /** The block's hash. */
  public Bytes32 hash() {
    return Keccak256.hash(rlp());
  }

  /** The base fee of the block after this one (EIP-1559). */
  public BigInteger nextBaseFee() {
    long delta = Math.abs(gasUsed - TARGET);
    BigInteger change =
        baseFee
            .multiply(BigInteger.valueOf(delta))
            .divide(BigInteger.valueOf(TARGET))
            .divide(BigInteger.valueOf(CHANGE_DENOMINATOR));
    if (gasUsed < TARGET) {
      return baseFee.subtract(change);
    }
    return gasUsed == TARGET ? baseFee : baseFee.add(change.max(BigInteger.ONE));
  }
}
