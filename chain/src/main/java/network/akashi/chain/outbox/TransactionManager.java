package network.akashi.chain.outbox;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.RevertReason;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.outbox.Draft.Offer;
import network.akashi.chain.outbox.Ledger.Entry;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;

/**
 * Carries out intents exactly once, whatever happens to this process, the node or the chain.
 *
 * <p><b>Why once.</b> An account's nonce is used once by the chain. All transactions that are ever
 * signed for an intent carry the nonce that the ledger gave it, and each is in the ledger before a
 * node sees it. So at most one of them can be included, and whichever is, is found. An intent gets
 * another nonce only when its own was used by a transaction that is not in the ledger, in a block
 * that is {@link OutboxConfig#confirmations()} deep: then none of its own can be included any more.
 *
 * <p><b>Why at least once.</b> Each {@link #tick()} looks at every open intent and does what is
 * missing, from the ledger and the chain alone: what it keeps in memory can be lost.
 *
 * <ul>
 *   <li>a transaction the node does not know (it was dropped, or the process died before sending)
 *       is handed in again
 *   <li>one that waits too long, or offers less than the base fee, is replaced by a dearer one, up
 *       to the cap
 *   <li>one whose block was reorganised away waits again
 *   <li>a nonce before an open one that nothing uses is filled by a transaction that does nothing
 * </ul>
 *
 * <p>Not for two processes with one key: both would finish their intents, but each takes the
 * other's transactions for foreign ones, which costs time. {@link #foreignTransactions()} counts
 * them.
 */
public final class TransactionManager implements AutoCloseable {
  private static final int BUMP_PERCENT = 13; // nodes ask for 10 or 12.5
  private static final int BLOB_BUMP_PERCENT = 100; // and for twice as much where there are blobs
  private static final int GAS_MARGIN_PERCENT = 25;

  private final Ethereum ethereum;
  private final Address account;
  private final Draft draft;
  private final Ledger ledger;
  private final OutboxConfig config;

  /**
   * Blocks at which nonces were first seen to be used by others; a restart only begins to wait
   * anew.
   */
  private final Map<Long, Block> usedSince = new HashMap<>();

  private int foreignTransactions;

  private TransactionManager(
      Ethereum ethereum, Address account, Draft draft, Ledger ledger, OutboxConfig config) {
    this.ethereum = ethereum;
    this.account = account;
    this.draft = draft;
    this.ledger = ledger;
    this.config = config;
  }

  /**
   * A manager for {@code key}.
   *
   * @param file the ledger, made if it is not there
   * @throws LedgerException if it cannot be opened, or is of another account or chain
   */
  public static TransactionManager open(
      Ethereum ethereum, PrivateKey key, Path file, OutboxConfig config) {
    long chainId = ethereum.chainId();
    Ledger ledger = Ledger.open(file, chainId, key.address());
    return new TransactionManager(ethereum, key.address(), new Draft(key, chainId), ledger, config);
  }

  @Override
  public void close() {
    ledger.close();
  }

  /**
   * Takes an intent: from when this returns it will be carried out, once. Taking the same again
   * changes nothing.
   *
   * @throws IllegalArgumentException if another intent has its key
   */
  public void submit(Intent intent) {
    ledger.add(intent);
  }

  /** Gives an intent up, if it is not included before that; the next tick begins with it. */
  public void cancel(String key) {
    ledger.find(key).ifPresent(entry -> ledger.cancel(entry.id()));
  }

  /** How far an intent is; empty if it was never submitted. */
  public Optional<IntentStatus> status(String key) {
    return ledger
        .find(key)
        .map(entry ->
            new IntentStatus(
                key,
                entry.state(),
                entry.nonce(),
                entry.transaction(),
                entry.blockNumber(),
                entry.succeeded(),
                ledger.countAttempts(entry),
                entry.note()));
  }

  /** How many nonces were used by transactions that this manager did not make. */
  public synchronized int foreignTransactions() {
    return foreignTransactions;
  }

  /**
   * Brings everything a step further. To be called after each block, and in between as well as one
   * likes.
   *
   * @throws RpcException if the chain cannot be asked; the next tick goes on
   */
  public synchronized void tick() {
    Block head = ethereum.block(BlockId.Tag.LATEST).orElseThrow();
    settle(head);
    long used = ethereum.nonce(account, BlockId.number(head.number()));
    fillGaps(head, used);
    nurse(head, used);
    sendQueued(head, used);
  }

  /** Compares what is open with the chain's receipts. */
  private void settle(Block head) {
    for (Entry entry : ledger.open()) {
      Optional<Receipt> found = Optional.empty();
      boolean filler = false;
      for (Attempt attempt : ledger.attempts(entry)) {
        Optional<Receipt> receipt = ethereum.receipt(attempt.hash());
        if (receipt.isPresent()) {
          found = receipt;
          filler = attempt.filler();
        }
      }
      if (found.isPresent()) {
        settle(entry, found.get(), filler, head);
      } else if (entry.state() == IntentState.INCLUDED) {
        ledger.reorganised(entry.id());
      } else {
        giveUpUsedNonce(entry, head);
      }
    }
  }

  private void settle(Entry entry, Receipt receipt, boolean filler, Block head) {
    boolean deep = head.number() - receipt.blockNumber() >= config.confirmations();
    boolean isFiller = filler && !entry.intent().to().equals(account);
    IntentState state =
        !deep ? IntentState.INCLUDED : isFiller ? IntentState.CANCELLED : IntentState.DONE;
    boolean known =
        entry.state() == state
            && entry.transaction().equals(Optional.of(receipt.transactionHash()))
            && entry.blockNumber().equals(OptionalLong.of(receipt.blockNumber()));
    if (!known) {
      ledger.included(entry.id(), state, receipt, noteOn(entry, receipt, isFiller));
    }
  }

  private String noteOn(Entry entry, Receipt receipt, boolean filler) {
    if (filler) {
      return "cancelled: its nonce was used by nothing";
    }
    if (receipt.succeeded()) {
      return "";
    }
    Intent intent = entry.intent();
    BlockId before = BlockId.number(receipt.blockNumber() - 1);
    try {
      ethereum.simulate(account, Optional.of(intent.to()), intent.value(), intent.data(), before);
      return "reverted: " + new RevertReason.Silent();
    } catch (RevertedException e) {
      return "reverted: " + e.reason();
    } catch (RpcException e) {
      return "reverted; the node does not say why";
    }
  }

  /**
   * A nonce that is used for good by a transaction not of ours will never be ours.
   *
   * <p>It is used for good if it was used at a block that is now deep, and still the chain's: asked
   * like this, because nodes do not keep the state of old blocks.
   */
  private void giveUpUsedNonce(Entry entry, Block head) {
    long nonce = nonceOf(entry);
    if (ethereum.nonce(account, BlockId.number(head.number())) <= nonce) {
      usedSince.remove(nonce);
      return;
    }
    Block since = usedSince.getOrDefault(nonce, head);
    boolean gone =
        !ethereum
            .block(BlockId.number(since.number()))
            .map(Block::hash)
            .equals(Optional.of(since.hash()));
    if (gone) {
      since = head;
    }
    usedSince.put(nonce, since);
    if (head.number() - since.number() < config.confirmations()) {
      return;
    }
    // Asked again: the receipt may have come between the two questions.
    boolean ours =
        ledger.attempts(entry).stream()
            .anyMatch(attempt -> ethereum.receipt(attempt.hash()).isPresent());
    if (ours) {
      return;
    }
    usedSince.remove(nonce);
    foreignTransactions++;
    if (entry.intent().to().equals(account) && entry.intent().data().isEmpty()) {
      ledger.end(entry.id(), IntentState.CANCELLED, "its nonce was used by something else");
    } else {
      ledger.requeue(
          entry.id(), "nonce %d was used by a transaction that is not ours".formatted(nonce));
    }
  }

  private static long nonceOf(Entry entry) {
    return entry.nonce().orElseThrow();
  }

  /** Nonces that nothing uses block all behind them. */
  private void fillGaps(Block head, long used) {
    List<Entry> open = ledger.open();
    if (open.isEmpty()) {
      return;
    }
    Set<Long> taken = new HashSet<>();
    open.forEach(entry -> taken.add(nonceOf(entry)));
    long highest = nonceOf(open.getLast());
    // Foreign transactions that wait fill their nonces themselves.
    long from = Math.max(used, ethereum.nonce(account, BlockId.Tag.PENDING));
    for (long nonce = from; nonce < highest; nonce++) {
      if (!taken.contains(nonce)) {
        Intent nothing =
            new Intent(
                "filler of nonce %d at block %d".formatted(nonce, head.number()),
                account,
                BigInteger.ZERO,
                Bytes.EMPTY,
                List.of(),
                OptionalLong.empty());
        Attempt attempt = draft.filler(nonce, nothing, offer(nothing), head.number());
        ledger.addFiller(nothing, attempt);
        handIn(ledger.find(nothing.key()).orElseThrow(), attempt);
      }
    }
  }

  /** Looks after transactions that wait. */
  private void nurse(Block head, long used) {
    for (Entry entry : ledger.open()) {
      if (entry.state() != IntentState.SENT || nonceOf(entry) < used) {
        continue;
      }
      Attempt last = ledger.attempts(entry).getLast();
      boolean waits = head.number() - last.signedAtBlock() >= config.bumpAfterBlocks();
      boolean tooCheap = last.fees().maxFee().compareTo(head.baseFeePerGas()) < 0;
      boolean giveUp = entry.cancelled() && !last.filler();
      if (!ethereum.knows(last.hash())) {
        handIn(entry, last);
      }
      if (waits || tooCheap || giveUp) {
        replace(entry, last, head);
      }
    }
  }

  /** Signs and sends a dearer transaction, if the caps allow one. */
  private void replace(Entry entry, Attempt last, Block head) {
    boolean blobs = !entry.intent().blobs().isEmpty();
    int percent = blobs ? BLOB_BUMP_PERCENT : BUMP_PERCENT;
    Offer now = offer(entry.intent());
    Fees raised = last.fees().raised(percent);
    Fees fees =
        new Fees(
            raised.maxFee().max(now.fees().maxFee()), raised.maxTip().max(now.fees().maxTip()));
    BigInteger blobFee = blobs ? last.blobFee().shiftLeft(1).max(now.blobFee()) : BigInteger.ZERO;
    if (fees.maxFee().compareTo(config.maxFeeCap()) > 0
        || blobFee.compareTo(config.maxBlobFeeCap()) > 0) {
      ledger.note(entry.id(), "waits: a dearer transaction would be above the fee cap");
      return;
    }
    Offer offer = new Offer(fees, blobFee);
    Attempt attempt;
    if (entry.cancelled() || last.filler()) {
      attempt = draft.filler(last.nonce(), entry.intent(), offer, head.number());
    } else {
      Optional<Long> gas = gasLimit(entry);
      if (gas.isEmpty()) {
        // It would revert now, but what was sent before may still succeed: let that one wait.
        return;
      }
      attempt = draft.of(entry.intent(), last.nonce(), gas.get(), offer, head.number());
    }
    ledger.record(entry.id(), attempt);
    handIn(entry, attempt);
  }

  private void sendQueued(Block head, long used) {
    int inFlight = ledger.open().size();
    long nonce = Math.max(used, ledger.nextNonce());
    for (Entry entry : ledger.in(IntentState.QUEUED)) {
      if (entry.cancelled()) {
        ledger.end(entry.id(), IntentState.CANCELLED, "cancelled before it was sent");
        continue;
      }
      if (inFlight >= config.mostInFlight()) {
        return;
      }
      Optional<Long> gas = gasLimit(entry);
      if (gas.isEmpty()) {
        continue;
      }
      Attempt attempt =
          draft.of(entry.intent(), nonce, gas.get(), offer(entry.intent()), head.number());
      ledger.assign(entry.id(), attempt);
      handIn(entry, attempt);
      nonce++;
      inFlight++;
    }
  }

  /** Empty if it would revert; one without a nonce is then refused. */
  private Optional<Long> gasLimit(Entry entry) {
    Intent intent = entry.intent();
    if (intent.gasLimit().isPresent()) {
      return Optional.of(intent.gasLimit().getAsLong());
    }
    try {
      long gas =
          ethereum.estimateGas(account, Optional.of(intent.to()), intent.value(), intent.data());
      return Optional.of(gas + gas * GAS_MARGIN_PERCENT / 100);
    } catch (RevertedException e) {
      if (entry.state() == IntentState.QUEUED) {
        ledger.end(entry.id(), IntentState.REFUSED, "would revert: " + e.reason());
      } else {
        ledger.note(entry.id(), "would revert now: " + e.reason());
      }
      return Optional.empty();
    }
  }

  private Offer offer(Intent intent) {
    Fees usual = Fees.of(ethereum.feeHistory());
    BigInteger fee = usual.maxFee().min(config.maxFeeCap());
    BigInteger blobFee =
        intent.blobs().isEmpty()
            ? BigInteger.ZERO
            : ethereum.blobBaseFee().shiftLeft(1).min(config.maxBlobFeeCap());
    return new Offer(new Fees(fee, usual.maxTip().min(fee)), blobFee);
  }

  /** A refusal or silence is noted, and looked into by the next tick. */
  private void handIn(Entry entry, Attempt attempt) {
    try {
      ethereum.sendRawTransaction(attempt.raw());
    } catch (RpcException e) {
      ledger.note(entry.id(), "handing in: " + e.getMessage());
    }
  }
}
