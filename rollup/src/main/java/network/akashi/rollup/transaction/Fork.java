package network.akashi.rollup.transaction;

import java.math.BigInteger;
import java.util.Optional;
import network.akashi.rollup.secp256k1.Secp256k1;

/**
 * Ethereum's rules for transactions by themselves, without any state, as they changed over time. A
 * fork is what its rules are; names are those of ethereum-tests.
 */
public enum Fork {
  FRONTIER(Rule.NONE),
  HOMESTEAD(Rule.LOW_S | Rule.CREATION_GAS),
  EIP150(Rule.LOW_S | Rule.CREATION_GAS),
  EIP158(Rule.LOW_S | Rule.CREATION_GAS | Rule.CHAIN_ID),
  BYZANTIUM(Rule.LOW_S | Rule.CREATION_GAS | Rule.CHAIN_ID),
  CONSTANTINOPLE(Rule.LOW_S | Rule.CREATION_GAS | Rule.CHAIN_ID),
  CONSTANTINOPLE_FIX(Rule.LOW_S | Rule.CREATION_GAS | Rule.CHAIN_ID),
  ISTANBUL(Rule.ALL_TO_ISTANBUL),
  BERLIN(Rule.ALL_TO_ISTANBUL | Rule.ACCESS_LISTS),
  LONDON(Rule.ALL_TO_ISTANBUL | Rule.ACCESS_LISTS | Rule.FEE_MARKET),
  PARIS(Rule.ALL_TO_ISTANBUL | Rule.ACCESS_LISTS | Rule.FEE_MARKET),
  SHANGHAI(Rule.ALL_TO_ISTANBUL | Rule.ACCESS_LISTS | Rule.FEE_MARKET | Rule.METERED_CREATION),
  CANCUN(Rule.ALL_TO_ISTANBUL | Rule.ACCESS_LISTS | Rule.FEE_MARKET | Rule.METERED_CREATION);

  /** What forks added. */
  private static final class Rule {
    static final int NONE = 0;

    /** s in the lower half (EIP-2). */
    static final int LOW_S = 1;

    /** Creating a contract costs 32,000 more (EIP-2). */
    static final int CREATION_GAS = 2;

    /** Legacy transactions may name a chain (EIP-155). */
    static final int CHAIN_ID = 4;

    /** A data byte that is not zero costs 16 instead of 68 (EIP-2028). */
    static final int CHEAP_DATA = 8;

    /** Type 1 (EIP-2930). */
    static final int ACCESS_LISTS = 16;

    /** Type 2 (EIP-1559). */
    static final int FEE_MARKET = 32;

    /** Creation code is limited and costs by the word (EIP-3860). */
    static final int METERED_CREATION = 64;

    static final int ALL_TO_ISTANBUL = LOW_S | CREATION_GAS | CHAIN_ID | CHEAP_DATA;

    private Rule() {}
  }

  /** Gas of a transaction without anything. */
  public static final int BASE_GAS = 21_000;

  private static final int MAX_CREATION_CODE = 49_152;
  private static final BigInteger WORD = BigInteger.TWO.pow(256);

  private final int rules;

  Fork(int rules) {
    this.rules = rules;
  }

  private boolean has(int rule) {
    return (rules & rule) != 0;
  }

  /**
   * Whether a chain with these rules takes {@code transaction}, as far as that can be told without
   * its state.
   *
   * @return why it does not; empty if it does
   */
  public Optional<TransactionError> check(EthereumTransaction transaction, BigInteger chainId) {
    if (!knows(transaction.type())) {
      return Optional.of(TransactionError.UNKNOWN_TYPE);
    }
    if (!isForChain(transaction, chainId)) {
      return Optional.of(TransactionError.WRONG_CHAIN);
    }
    if (transaction.maxTip().compareTo(transaction.maxFee()) > 0) {
      return Optional.of(TransactionError.TIP_ABOVE_FEE);
    }
    return isGasCostInRange(transaction)
        ? checkCode(transaction)
        : Optional.of(TransactionError.GAS_COST_TOO_BIG);
  }

  private Optional<TransactionError> checkCode(EthereumTransaction transaction) {
    boolean creates = transaction.to().isEmpty();
    if (creates && has(Rule.METERED_CREATION) && transaction.data().size() > MAX_CREATION_CODE) {
      return Optional.of(TransactionError.CREATION_CODE_TOO_LONG);
    }
    if (Long.compareUnsigned(transaction.gasLimit(), intrinsicGas(transaction)) < 0) {
      return Optional.of(TransactionError.INTRINSIC_GAS_TOO_LOW);
    }
    if (!areSignatureValuesRight(transaction)) {
      return Optional.of(TransactionError.WRONG_SIGNATURE_VALUES);
    }
    return transaction.recoverSender().isEmpty()
        ? Optional.of(TransactionError.NO_SIGNER)
        : Optional.empty();
  }

  private boolean knows(TransactionType type) {
    return switch (type) {
      case LEGACY -> true;
      case ACCESS_LIST -> has(Rule.ACCESS_LISTS);
      case FEE_MARKET -> has(Rule.FEE_MARKET);
    };
  }

  private boolean isForChain(EthereumTransaction transaction, BigInteger chainId) {
    if (transaction.chainId().isEmpty()) {
      return true;
    }
    boolean maySay = transaction.type() != TransactionType.LEGACY || has(Rule.CHAIN_ID);
    return maySay && transaction.chainId().get().equals(chainId);
  }

  private static boolean isGasCostInRange(EthereumTransaction transaction) {
    BigInteger gas = new BigInteger(Long.toUnsignedString(transaction.gasLimit()));
    return gas.multiply(transaction.maxFee()).compareTo(WORD) < 0;
  }

  private boolean areSignatureValuesRight(EthereumTransaction transaction) {
    BigInteger most =
        has(Rule.LOW_S) ? Secp256k1.HALF_ORDER : Secp256k1.ORDER.subtract(BigInteger.ONE);
    return transaction.yParity().isPresent()
        && transaction.r().signum() > 0
        && transaction.r().compareTo(Secp256k1.ORDER) < 0
        && transaction.s().signum() > 0
        && transaction.s().compareTo(most) <= 0;
  }

  /** The gas that {@code transaction} costs before anything is carried out. */
  public long intrinsicGas(EthereumTransaction transaction) {
    long gas = BASE_GAS;
    int zeros = 0;
    for (byte b : transaction.data().toArray()) {
      zeros += b == 0 ? 1 : 0;
    }
    gas += 4L * zeros;
    gas += (has(Rule.CHEAP_DATA) ? 16L : 68L) * (transaction.data().size() - zeros);
    if (transaction.to().isEmpty() && has(Rule.CREATION_GAS)) {
      gas += 32_000;
      gas += has(Rule.METERED_CREATION) ? 2L * ((transaction.data().size() + 31) / 32) : 0;
    }
    return gas + 2_400L * transaction.accessList().size() + 1_900L * transaction.storageKeys();
  }
}
