package network.akashi.rollup.sequencer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.QueuedDeposit;
import network.akashi.rollup.l1.QueuedTransaction;
import network.akashi.rollup.state.BlockBuilder;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.Verdict;

/**
 * Makes blocks of what waits: forced transactions and deposits that are deep enough on L1, then the
 * dearest transfers, up to what one proof covers. An empty block is never made.
 */
final class BlockProducer {
  private static final System.Logger LOG = System.getLogger(BlockProducer.class.getName());

  private final L2Chain chain;
  private final Mempool mempool;
  private final SequencerConfig config;
  private final InstantSource clock;

  BlockProducer(L2Chain chain, Mempool mempool, SequencerConfig config, InstantSource clock) {
    this.chain = chain;
    this.mempool = mempool;
    this.config = config;
    this.clock = clock;
  }

  /** Whether there is enough for a full block, or any block at all. */
  boolean hasFull() {
    return mempool.size() >= config.mostTransfers()
        && mempool.select(config.mostTransfers(), chain.head().header().nextBaseFee()).size()
            >= config.mostTransfers();
  }

  /**
   * Makes one block.
   *
   * @param confirmations how deep on L1 what is taken from there has to be
   * @return empty if there is nothing to put into it; completes when the block is on disk
   */
  Optional<CompletableFuture<Void>> produce(InboxView view, int confirmations) {
    Link parent = chain.head();
    List<Deposit> deposits = deposits(parent, view, confirmations);
    List<ForcedTransaction> forced = forced(parent, view, confirmations);
    int room =
        config.work().transfersBeside(config.mostBatchBytes(), deposits.size()) - forced.size();
    List<PooledTransaction> chosen =
        mempool.select(Math.clamp(room, 0, config.mostTransfers()), parent.header().nextBaseFee());
    if (deposits.isEmpty() && forced.isEmpty() && chosen.isEmpty()) {
      return Optional.empty();
    }
    BlockBuilder builder = builder(parent, now(parent), config.beneficiary(), randomness(parent));
    forced.forEach(each -> builder.attempt(each.raw()));
    for (PooledTransaction each : chosen) {
      Verdict verdict = builder.attempt(each.transfer());
      if (verdict instanceof Verdict.Skipped skipped) {
        // A forced transaction of the same sender came first: it waits, or is dropped below.
        LOG.log(System.Logger.Level.DEBUG, "{0} waits: {1}", each.hash(), skipped.reason());
      }
    }
    deposits.forEach(builder::add);
    return Optional.of(append(parent, builder.seal(), forced));
  }

  private List<Deposit> deposits(Link parent, InboxView view, int confirmations) {
    int from = Math.toIntExact(parent.depositsAfter());
    int deep = view.depositsAtDepth(confirmations);
    int to = Math.min(deep, from + SequencerConfig.MOST_DEPOSITS_PER_BLOCK);
    List<Deposit> deposits = new ArrayList<>();
    for (QueuedDeposit each : view.deposits().subList(from, Math.max(from, to))) {
      deposits.add(new Deposit(each.index(), each.to(), each.amountGwei()));
    }
    return deposits;
  }

  private List<ForcedTransaction> forced(Link parent, InboxView view, int confirmations) {
    int from = Math.toIntExact(parent.forcedAfter());
    int deep = view.forcedAtDepth(confirmations);
    int to = Math.min(deep, from + SequencerConfig.MOST_FORCED_PER_BLOCK);
    List<ForcedTransaction> forced = new ArrayList<>();
    for (QueuedTransaction each : view.forced().subList(from, Math.max(from, to))) {
      forced.add(new ForcedTransaction(each.index(), each.transaction()));
    }
    return forced;
  }

  private long now(Link parent) {
    return Math.max(clock.instant().getEpochSecond(), parent.header().timestamp());
  }

  /** Nothing here needs randomness; this at least is no constant. */
  private static Bytes32 randomness(Link parent) {
    return Keccak256.hash(parent.hash().bytes());
  }

  private BlockBuilder builder(
      Link parent, long timestamp, Address beneficiary, Bytes32 prevRandao) {
    return new BlockBuilder(
        chain.genesis().chainId(),
        parent.state(),
        parent.header(),
        timestamp,
        beneficiary,
        prevRandao);
  }

  /** Appends an executed block, and tells the mempool. */
  CompletableFuture<Void> append(
      Link parent, ExecutedBlock executed, List<ForcedTransaction> forced) {
    BlockRecord block = BlockRecord.of(parent, executed, forced);
    CompletableFuture<Void> stored = chain.append(block);
    Map<Address, Account> accounts = new HashMap<>();
    executed.touched().forEach(each -> accounts.put(each, executed.state().account(each)));
    Set<Bytes32> included = block.hashes();
    List<Bytes32> displaced =
        mempool.moved(accounts).stream()
            .map(PooledTransaction::hash)
            .filter(each -> !included.contains(each))
            .toList();
    return displaced.isEmpty() ? stored : chain.store().drop(displaced);
  }

  /**
   * Makes a block again whose parent has changed: its transactions in their order, and of the
   * queues what still stands there.
   *
   * @return empty if nothing is left of it
   */
  Optional<CompletableFuture<Void>> remake(UndoneBlock undone, InboxView view, int confirmations) {
    Link parent = chain.head();
    List<Deposit> deposits = deposits(parent, view, confirmations);
    List<ForcedTransaction> forced = forced(parent, view, confirmations);
    long timestamp = Math.max(undone.header().timestamp(), parent.header().timestamp());
    BlockBuilder builder =
        builder(parent, timestamp, undone.header().beneficiary(), undone.header().prevRandao());
    forced.forEach(each -> builder.attempt(each.raw()));
    for (Bytes each : undone.transactions()) {
      builder.attempt(each);
    }
    if (builder.gasUsed() == 0 && deposits.isEmpty() && forced.isEmpty()) {
      return Optional.empty();
    }
    deposits.forEach(builder::add);
    return Optional.of(append(parent, builder.seal(), forced));
  }
}
