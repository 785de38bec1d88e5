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
import network.akashi.chain.Bytes32;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.RevertReason;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.outbox.Draft.Offer;
import network.akashi.chain.outbox.Ledger.Entry;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.SentTransaction;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;

/**
 * Carries out intents exactly once, whatever happens to this process, the node or the chain.
 *
 * <p><b>Why once.</b> An account's nonce is used once by the chain. All transactions that are ever
 * signed for an intent carry the nonce that the ledger gave it, and each is in the ledger before a
 * node sees it. So at most one of them can be included, and whichever is, is found. An intent gets
 * another nonce only when a transaction that is not in the ledger is seen to have used its own, in
 * a block that is {@link OutboxConfig#confirmations()} deep: then none of its own can be included
 * any more. A missing receipt alone is no such proof.
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
  private static final int BLOCKS_TO_SEARCH = 256;
  private static final String FILLER_NAME = "filler of nonce ";

  private final Ethereum ethereum;
  private final Address account;
  private final Draft draft;
  private final Ledger ledger;
  private final OutboxConfig config;

  private final NonceUses nonceUses;
  private int foreignTransactions;

  private TransactionManager(
      Ethereum ethereum, Address account, Draft draft, Ledger ledger, OutboxConfig config) {
    this.ethereum = ethereum;
    this.account = account;
    this.draft = draft;
    this.ledger = ledger;
    this.config = config;
    this.nonceUses =
        new NonceUses(ethereum, account, 2 * config.confirmations() + BLOCKS_TO_SEARCH);
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
    return ledger.find(key).map(this::status);
  }

  /** All intents whose keys begin with {@code prefix}, in the order in which they came. */
  public List<IntentStatus> statuses(String prefix) {
    return ledger.withPrefix(prefix).stream().map(this::status).toList();
  }

  private IntentStatus status(Entry entry) {
    return new IntentStatus(
        entry.intent().key(),
        entry.state(),
        entry.nonce(),
        entry.transaction(),
        entry.blockNumber(),
        entry.succeeded(),
        ledger.countAttempts(entry),
        entry.note());
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
    long used = ethereum.nonce(account, BlockId.Tag.LATEST);
    settle(head, used);
    fillGaps(head, used);
    nurse(head, used);
    sendQueued(head, used);
  }

  /** Compares what is open with the chain's receipts. */
  private void settle(Block head, long used) {
    List<Entry> open = ledger.open();
    List<Attempt> all = open.stream().flatMap(entry -> ledger.attempts(entry).stream()).toList();
    List<Optional<Receipt>> receipts = ethereum.receipts(all.stream().map(Attempt::hash).toList());
    Map<Bytes32, Receipt> included = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Attempt attempt = all.get(i);
      receipts.get(i).ifPresent(receipt -> included.put(attempt.hash(), receipt));
    }
    for (Entry entry : open) {
      Optional<Included> found = found(entry, included, head);
      if (found.isPresent()) {
        settle(entry, found.get().receipt(), found.get().attempt().filler(), head);
      } else if (entry.state() == IntentState.INCLUDED) {
        ledger.reorganised(entry.id());
      } else if (nonceOf(entry) < used) {
        giveUpUsedNonce(entry, head);
      }
    }
  }

  /**
   * The attempt at this very intent that a block includes. Before it counts for good, the block
   * must be the chain's: nodes may keep receipts of blocks that were reorganised away.
   */
  private Optional<Included> found(Entry entry, Map<Bytes32, Receipt> included, Block head) {
    for (Attempt attempt : ledger.attempts(entry)) {
      Receipt receipt = included.get(attempt.hash());
      if (receipt != null && attempt.nonce() == nonceOf(entry)) {
        boolean isDeep = head.number() - receipt.blockNumber() >= config.confirmations();
        if (!isDeep || isCanonical(receipt)) {
          return Optional.of(new Included(attempt, receipt));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isCanonical(Receipt receipt) {
    return ethereum
        .block(BlockId.number(receipt.blockNumber()))
        .filter(block -> block.hash().equals(receipt.blockHash()))
        .isPresent();
  }

  private record Included(Attempt attempt, Receipt receipt) {}

  private void settle(Entry entry, Receipt receipt, boolean filler, Block head) {
    boolean deep = head.number() - receipt.blockNumber() >= config.confirmations();
    boolean isFiller = filler && !isGapFiller(entry.intent());
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
      ethereum.simulate(
          account, intent.to(), intent.value(), intent.data(), intent.versionedHashes(), before);
      return "reverted: " + new RevertReason.Silent();
    } catch (RevertedException e) {
      return "reverted: " + e.reason();
    } catch (RpcException e) {
      return "reverted; the node does not say why";
    }
  }

  /**
   * The nonce is used, and none of ours has a receipt. Only the transaction that used it can say
   * that it never will be ours: a node may have lost a receipt, or lag behind.
   */
  private void giveUpUsedNonce(Entry entry, Block head) {
    long nonce = nonceOf(entry);
    Optional<SentTransaction> user = nonceUses.find(nonce, head);
    if (user.isEmpty()) {
      note(entry, "nonce %d is used, and it cannot be seen by which transaction".formatted(nonce));
      return;
    }
    Bytes32 hash = user.get().hash();
    boolean ours = ledger.attempts(entry).stream().anyMatch(each -> each.hash().equals(hash));
    if (ours || head.number() - user.get().blockNumber() < config.confirmations()) {
      return;
    }
    foreignTransactions++;
    String note = "nonce %d was used by transaction %s, which is not ours".formatted(nonce, hash);
    if (isGapFiller(entry.intent())) {
      ledger.end(entry.id(), IntentState.CANCELLED, note);
    } else {
      ledger.requeue(entry.id(), note);
    }
  }

  private boolean isGapFiller(Intent intent) {
    return intent.to().equals(account)
        && intent.data().isEmpty()
        && intent.key().startsWith(FILLER_NAME);
  }

  /** Writes only what is new: a note may be made at every tick. */
  private void note(Entry entry, String text) {
    if (!entry.note().equals(text)) {
      ledger.note(entry.id(), text);
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
      Optional<Entry> before = ledger.withNonce(nonce);
      if (before.isPresent() && before.get().state().isFinal()) {
        // Reorganised deeper than what counts as certain: the same transactions will do again.
        ledger.reorganised(before.get().id());
      } else if (!taken.contains(nonce)) {
        Intent nothing =
            new Intent(
                FILLER_NAME + nonce + " at block " + head.number(),
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
    List<Entry> waiting =
        ledger.open().stream()
            .filter(entry -> entry.state() == IntentState.SENT && nonceOf(entry) >= used)
            .toList();
    List<Attempt> latest = waiting.stream().map(entry -> ledger.attempts(entry).getLast()).toList();
    List<Boolean> known = ethereum.knows(latest.stream().map(Attempt::hash).toList());
    for (int i = 0; i < waiting.size(); i++) {
      Entry entry = waiting.get(i);
      Attempt last = latest.get(i);
      if (!known.get(i)) {
        handIn(entry, last);
      }
      boolean waits = head.number() - last.signedAtBlock() >= config.bumpAfterBlocks();
      boolean tooCheap = last.fees().maxFee().compareTo(head.baseFeePerGas()) < 0;
      boolean giveUp = entry.cancelled() && !last.filler();
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
      note(entry, "waits: a dearer transaction would be above the fee cap");
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
          ethereum.estimateGas(
              account, intent.to(), intent.value(), intent.data(), intent.versionedHashes());
      return Optional.of(gas + gas * GAS_MARGIN_PERCENT / 100);
    } catch (RevertedException e) {
      if (entry.state() == IntentState.QUEUED) {
        ledger.end(entry.id(), IntentState.REFUSED, "would revert: " + e.reason());
      } else {
        note(entry, "would revert now: " + e.reason());
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
      note(entry, "handing in: " + e.getMessage());
    }
  }
}
