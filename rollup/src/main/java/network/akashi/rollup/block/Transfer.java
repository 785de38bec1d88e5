package network.akashi.rollup.block;

import java.math.BigInteger;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.secp256k1.Secp256k1;
import network.akashi.rollup.transaction.EthereumTransaction;
import network.akashi.rollup.transaction.TransactionDecoder;
import network.akashi.rollup.transaction.TransactionType;

/**
 * A signed transaction of type 2 that moves value and does nothing else. Who signed it is found out
 * when it is first asked for, which takes a fraction of a millisecond, and then kept. Equal by its
 * bytes.
 */
public final class Transfer {
  /** Gas that each transfer uses. */
  public static final long GAS = 21_000;

  private static final BigInteger BIG_GAS = BigInteger.valueOf(GAS);
  private static final int LAST_PRECOMPILE = 9;

  /** What became of bytes. */
  public sealed interface Decoding {
    /** They are a transfer, if perhaps not a valid one. */
    record Decoded(Transfer transfer) implements Decoding {}

    /** They are none. */
    record Rejected(SkipReason reason) implements Decoding {}
  }

  private final EthereumTransaction transaction;
  private final Address to;
  private final Bytes32 hash;
  private volatile boolean isRecovered;
  private volatile Optional<Address> sender = Optional.empty();

  private Transfer(EthereumTransaction transaction, Address to) {
    this.transaction = transaction;
    this.to = to;
    this.hash = transaction.hash();
  }

  /** The transfer behind {@code raw}. */
  public static Decoding decode(Bytes raw) {
    Optional<EthereumTransaction> decoded = TransactionDecoder.decode(raw).toOptional();
    if (decoded.isEmpty() || decoded.get().type() != TransactionType.FEE_MARKET) {
      return new Decoding.Rejected(SkipReason.MALFORMED);
    }
    EthereumTransaction transaction = decoded.get();
    boolean isTransfer =
        transaction.to().isPresent()
            && transaction.data().isEmpty()
            && transaction.accessList().isEmpty();
    return isTransfer
        ? new Decoding.Decoded(new Transfer(transaction, transaction.to().get()))
        : new Decoding.Rejected(SkipReason.NOT_A_TRANSFER);
  }

  /** The transaction as Ethereum sees it. */
  public EthereumTransaction transaction() {
    return transaction;
  }

  /** Its bytes. */
  public Bytes raw() {
    return transaction.raw();
  }

  /** Its name on the chain. */
  public Bytes32 hash() {
    return hash;
  }

  /** Its place among the sender's transactions, unsigned. */
  public long nonce() {
    return transaction.nonce();
  }

  public Address to() {
    return to;
  }

  /** Wei that it moves. */
  public BigInteger value() {
    return transaction.value();
  }

  /** Most wei a unit of gas for the beneficiary. */
  public BigInteger maxTip() {
    return transaction.maxTip();
  }

  /** Most wei a unit of gas in all. */
  public BigInteger maxFee() {
    return transaction.maxFee();
  }

  /** What the sender has to own: {@code value + 21,000 · maxFee}. */
  public BigInteger maxCost() {
    return value().add(BIG_GAS.multiply(maxFee()));
  }

  /** Wei a unit of gas for the beneficiary, at that base fee, which {@code maxFee} must reach. */
  public BigInteger tip(BigInteger baseFee) {
    return maxTip().min(maxFee().subtract(baseFee));
  }

  /** Who signed it; empty if the signature is not valid. */
  public Optional<Address> sender() {
    if (!isRecovered) {
      sender =
          transaction.s().compareTo(Secp256k1.HALF_ORDER) > 0
              ? Optional.empty()
              : transaction.recoverSender();
      isRecovered = true;
    }
    return sender;
  }

  /**
   * What is wrong with it on that chain whatever the block and the accounts, but for the signature,
   * which {@link #sender} judges.
   */
  public Optional<SkipReason> flaw(long chainId) {
    if (!transaction.chainId().equals(Optional.of(unsigned(chainId)))) {
      return Optional.of(SkipReason.WRONG_CHAIN);
    }
    if (transaction.gasLimit() != GAS) {
      return Optional.of(SkipReason.WRONG_GAS_LIMIT);
    }
    if (maxTip().compareTo(maxFee()) > 0) {
      return Optional.of(SkipReason.TIP_ABOVE_FEE);
    }
    return isPrecompile(to) ? Optional.of(SkipReason.TO_PRECOMPILE) : Optional.empty();
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static boolean isPrecompile(Address address) {
    Bytes bytes = address.bytes();
    for (int i = 0; i < Address.SIZE - 1; i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    int last = bytes.get(Address.SIZE - 1);
    return last >= 1 && last <= LAST_PRECOMPILE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transfer transfer && raw().equals(transfer.raw());
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "transfer " + hash;
  }
}
