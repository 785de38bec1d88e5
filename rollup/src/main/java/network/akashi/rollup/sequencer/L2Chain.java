package network.akashi.rollup.sequencer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.state.BlockExecutor;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.rollup.state.State;
import network.akashi.rollup.store.RollupStore;
import network.akashi.rollup.store.Snapshot;
import network.akashi.rollup.store.StoreException;
import network.akashi.rollup.store.StoredBlock;
import network.akashi.rollup.store.StoredTransaction;
import org.jspecify.annotations.Nullable;

/**
 * The L2's chain of blocks: the newest with their states in memory, all of them in the store.
 *
 * <p>Two heads: {@link #head} is what the next block builds on; {@link #published} is what is on
 * disk, and is all that anybody outside is told. The second follows the first by a flush.
 *
 * <p>At the start the newest snapshot is loaded and what follows it executed again; every block's
 * hash has to come out as it was stored. States since the snapshot stay in memory, so that the
 * chain can go back to any of them; the snapshot only moves to blocks that L1 will not undo. One
 * thread at a time changes the chain.
 */
public final class L2Chain {
  /** States that are kept beyond need, for questions about the past. */
  static final int STATES_KEPT = 1_024;

  private final RollupStore store;
  private final Genesis genesis;
  private final BlockExecutor executor;
  private final TreeMap<Long, Link> links = new TreeMap<>();
  private final Bytes32 genesisHash;
  private long snapshotBlock;
  private volatile Link head;
  private volatile Link published;

  /**
   * The chain in a store.
   *
   * @throws StoreException if what is stored does not follow from genesis
   */
  public L2Chain(RollupStore store, Genesis genesis) {
    this.store = store;
    this.genesis = genesis;
    this.executor = new BlockExecutor(genesis.chainId());
    GenesisBlock first = GenesisBlock.of(genesis);
    this.genesisHash = first.header().hash();
    Link start = genesisLink(first);
    this.head = start;
    this.published = start;
    load(store.snapshot());
  }

  private static Link genesisLink(GenesisBlock first) {
    return new Link(
        first.header(),
        first.header().hash(),
        first.state(),
        0,
        Bytes32.ZERO,
        0,
        Bytes32.ZERO,
        Set.of());
  }

  private void load(Optional<Snapshot> snapshot) {
    Link start = snapshot.map(this::linkOf).orElseGet(() -> genesisLink(GenesisBlock.of(genesis)));
    links.clear();
    links.put(start.number(), start);
    snapshotBlock = start.number();
    head = start;
    long last = store.head().map(StoredBlock::number).orElse(0L);
    for (long number = start.number() + 1; number <= last; number++) {
      StoredBlock block = store.block(number).orElseThrow();
      push(replay(head, block, store.transactions(number)));
    }
    published = head;
  }

  private Link linkOf(Snapshot snapshot) {
    StoredBlock block =
        store
            .block(snapshot.block())
            .orElseThrow(() ->
                new StoreException("the snapshot's block %d is gone".formatted(snapshot.block())));
    Map<Address, Account> accounts = new HashMap<>();
    snapshot.accounts().forEach((address, rlp) -> accounts.put(address, Account.fromRlp(rlp)));
    State state = State.empty().with(accounts);
    Header header = Header.fromRlp(block.header());
    if (!state.root().equals(header.stateRoot())) {
      throw new StoreException(
          "the snapshot at block %d has another state root than the block: the store is damaged"
              .formatted(snapshot.block()));
    }
    return new Link(
        header,
        block.hash(),
        state,
        block.depositsAfter(),
        block.depositHash(),
        block.forcedAfter(),
        block.forcedHash(),
        Set.of());
  }

  private Link replay(Link parent, StoredBlock block, List<StoredTransaction> transactions) {
    ExecutedBlock executed =
        executor.execute(parent.state(), parent.header(), BlockRecord.inputs(block, transactions));
    Header header = executed.block().header();
    if (!header.hash().equals(block.hash())) {
      throw new StoreException(
          "block %d is stored as %s and executes to %s: the store is damaged"
              .formatted(block.number(), block.hash(), header.hash()));
    }
    return new Link(
        header,
        block.hash(),
        executed.state(),
        block.depositsAfter(),
        block.depositHash(),
        block.forcedAfter(),
        block.forcedHash(),
        executed.touched());
  }

  public Genesis genesis() {
    return genesis;
  }

  /** Hash of block 0. */
  public Bytes32 genesisHash() {
    return genesisHash;
  }

  public RollupStore store() {
    return store;
  }

  BlockExecutor executor() {
    return executor;
  }

  /** What the next block builds on. */
  public Link head() {
    return head;
  }

  /** The newest block that is on disk. */
  public Link published() {
    return published;
  }

  /** What the head's state says about an account. */
  public Account account(Address address) {
    return head.state().account(address);
  }

  /** A block whose state is in memory. */
  public synchronized Optional<Link> link(long number) {
    return Optional.ofNullable(links.get(number));
  }

  /** Hash of a block, if there is one of that number. */
  public Optional<Bytes32> hash(long number) {
    Optional<Bytes32> recent = link(number).map(Link::hash);
    if (recent.isPresent()) {
      return recent;
    }
    return number == 0 ? Optional.of(genesisHash) : store.block(number).map(StoredBlock::hash);
  }

  /** Appends a block; the future completes when it is on disk and published. */
  synchronized CompletableFuture<Void> append(BlockRecord next) {
    push(next.link());
    return store.append(next.block(), next.transactions()).thenRun(() -> published = next.link());
  }

  private void push(Link link) {
    links.put(link.number(), link);
    head = link;
    long oldest = Math.min(snapshotBlock, link.number() - STATES_KEPT);
    links.headMap(oldest).clear();
  }

  /**
   * Goes back to block {@code number}. Accepted transactions of the blocks that are taken back wait
   * again.
   */
  synchronized CompletableFuture<Void> truncate(long number) {
    CompletableFuture<Void> done = store.truncate(number);
    if (number < snapshotBlock) {
      store.dropSnapshot().join();
      done.join();
      load(Optional.empty());
      return done;
    }
    links.tailMap(number, false).clear();
    Link back = links.lastEntry().getValue();
    head = back;
    return done.thenRun(() -> published = back);
  }

  /** The newest block in memory for which {@code test} holds; genesis if it holds for none. */
  synchronized long newest(Predicate<Link> test) {
    for (Link each : links.descendingMap().values()) {
      if (test.test(each)) {
        return each.number();
      }
    }
    return 0;
  }

  /** Moves the snapshot to a block in memory that L1 will not undo. */
  synchronized void snapshot(long number) {
    @Nullable Link at = links.get(number);
    if (at == null || number <= snapshotBlock) {
      return;
    }
    Set<Address> touched = new HashSet<>();
    links
        .subMap(snapshotBlock, false, number, true)
        .values()
        .forEach(each -> touched.addAll(each.touched()));
    if (snapshotBlock == 0) {
      touched.addAll(genesis.alloc().keySet());
    }
    Map<Address, Bytes> changed = new HashMap<>();
    for (Address each : touched) {
      Account account = at.state().account(each);
      changed.put(each, account.isEmpty() ? Bytes.EMPTY : account.rlp());
    }
    var _ = store.snapshot(number, changed); // like all changes, before whatever follows
    snapshotBlock = number;
  }

  /** The block of the newest snapshot; zero if there is none. */
  synchronized long snapshotBlock() {
    return snapshotBlock;
  }

  /** The transfers that wait, as the store has them. */
  List<PooledTransaction> waiting() {
    List<PooledTransaction> found = new ArrayList<>();
    for (StoredTransaction each : store.waiting()) {
      if (Transfer.decode(each.raw()) instanceof Transfer.Decoding.Decoded(Transfer transfer)) {
        found.add(new PooledTransaction(transfer, each.sender()));
      }
    }
    return found;
  }
}
