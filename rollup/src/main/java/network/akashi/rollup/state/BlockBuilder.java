package network.akashi.rollup.state;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Block;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.block.Receipt;
import network.akashi.rollup.block.SkipReason;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.trie.Trie;

/**
 * A block in the making: transactions are tried one after the other, deposits follow, and {@link
 * #seal} makes header and state. The rules are those of {@code docs/rollup.md}; forced transactions
 * are tried like others, first.
 *
 * <p>Changed accounts are kept aside until the block is sealed, so that the trie is hashed once a
 * block. Not for several threads.
 */
public final class BlockBuilder {
  private final long chainId;
  private final State before;
  private final Header parent;
  private final long timestamp;
  private final Address beneficiary;
  private final Bytes32 prevRandao;
  private final BigInteger baseFee;

  private final Map<Address, Account> accounts = new LinkedHashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Exit> exits = new ArrayList<>();
  private final List<Deposit> deposits = new ArrayList<>();

  /**
   * A block on top of {@code parent}, whose state is {@code before}.
   *
   * @throws IllegalArgumentException if the timestamp is below the parent's, or the state is not
   *     the parent's
   */
  public BlockBuilder(
      long chainId,
      State before,
      Header parent,
      long timestamp,
      Address beneficiary,
      Bytes32 prevRandao) {
    if (Long.compareUnsigned(timestamp, parent.timestamp()) < 0) {
      throw new IllegalArgumentException(
          "a block cannot be older than its parent: %s is before %s"
              .formatted(
                  Long.toUnsignedString(timestamp), Long.toUnsignedString(parent.timestamp())));
    }
    if (!before.root().equals(parent.stateRoot())) {
      throw new IllegalArgumentException(
          "block %d has the state %s, not %s"
              .formatted(parent.number(), parent.stateRoot(), before.root()));
    }
    this.chainId = chainId;
    this.before = before;
    this.parent = parent;
    this.timestamp = timestamp;
    this.beneficiary = beneficiary;
    this.prevRandao = prevRandao;
    this.baseFee = parent.nextBaseFee();
  }

  /** The block's base fee, wei a unit of gas. */
  public BigInteger baseFee() {
    return baseFee;
  }

  /** Gas used so far. */
  public long gasUsed() {
    return transfers.size() * Transfer.GAS;
  }

  /** The account as the transactions so far leave it. */
  public Account account(Address address) {
    Account changed = accounts.get(address);
    return changed == null ? before.account(address) : changed;
  }

  /** Tries any bytes as the next transaction. */
  public Verdict attempt(Bytes raw) {
    return switch (Transfer.decode(raw)) {
      case Transfer.Decoding.Decoded(Transfer transfer) -> attempt(transfer);
      case Transfer.Decoding.Rejected(SkipReason reason) -> noted(new Verdict.Skipped(reason));
    };
  }

  /** Tries the next transaction. */
  public Verdict attempt(Transfer transfer) {
    if (!deposits.isEmpty()) {
      throw new IllegalStateException("deposits come after all transactions");
    }
    Optional<SkipReason> flaw = flaw(transfer);
    if (flaw.isPresent()) {
      return noted(new Verdict.Skipped(flaw.get()));
    }
    apply(transfer, transfer.sender().orElseThrow());
    transfers.add(transfer);
    return noted(new Verdict.Included(transfers.size() - 1, transfer));
  }

  private Verdict noted(Verdict verdict) {
    verdicts.add(verdict);
    return verdict;
  }

  private Optional<SkipReason> flaw(Transfer transfer) {
    Optional<SkipReason> flaw = transfer.flaw(chainId);
    if (flaw.isPresent()) {
      return flaw;
    }
    if (gasUsed() + Transfer.GAS > Header.GAS_LIMIT) {
      return Optional.of(SkipReason.BLOCK_FULL);
    }
    if (transfer.maxFee().compareTo(baseFee) < 0) {
      return Optional.of(SkipReason.FEE_BELOW_BASE_FEE);
    }
    Optional<Address> sender = transfer.sender();
    if (sender.isEmpty()) {
      return Optional.of(SkipReason.WRONG_SIGNATURE);
    }
    Account account = touch(sender.get());
    int order = Long.compareUnsigned(transfer.nonce(), account.nonce());
    if (order != 0) {
      return Optional.of(order < 0 ? SkipReason.NONCE_TOO_LOW : SkipReason.NONCE_TOO_HIGH);
    }
    return account.balance().compareTo(transfer.maxCost()) < 0
        ? Optional.of(SkipReason.BALANCE_TOO_LOW)
        : Optional.empty();
  }

  private void apply(Transfer transfer, Address sender) {
    BigInteger gas = BigInteger.valueOf(Transfer.GAS);
    BigInteger tip = transfer.tip(baseFee);
    BigInteger fee = gas.multiply(baseFee.add(tip));
    accounts.put(sender, touch(sender).spend(transfer.value().add(fee)));
    credit(transfer.to(), transfer.value());
    credit(beneficiary, gas.multiply(tip));
    if (transfer.to().equals(Exit.L1) && transfer.value().signum() > 0) {
      exits.add(new Exit(sender, transfer.value()));
    }
  }

  /** Credits a deposit; no transaction can be tried any more. */
  public void add(Deposit deposit) {
    credit(deposit.to(), deposit.amount());
    deposits.add(deposit);
  }

  private void credit(Address address, BigInteger wei) {
    accounts.put(address, touch(address).plus(wei));
  }

  private Account touch(Address address) {
    return accounts.computeIfAbsent(address, before::account);
  }

  /** The block. Call it once. */
  public ExecutedBlock seal() {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 1; i <= transfers.size(); i++) {
      receipts.add(new Receipt(i * Transfer.GAS));
    }
    State after = before.with(accounts);
    Header header =
        new Header(
            parent.hash(),
            beneficiary,
            after.root(),
            Trie.ofList(transfers.stream().map(Transfer::raw).toList()).root(),
            Trie.ofList(receipts.stream().map(Receipt::encoded).toList()).root(),
            parent.number() + 1,
            gasUsed(),
            timestamp,
            prevRandao,
            baseFee,
            Trie.ofList(deposits.stream().map(Deposit::encoded).toList()).root());
    return new ExecutedBlock(
        new Block(header, transfers, deposits),
        after,
        receipts,
        verdicts,
        exits,
        accounts.keySet());
  }
}
