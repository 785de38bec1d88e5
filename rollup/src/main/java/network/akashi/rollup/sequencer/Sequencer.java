package network.akashi.rollup.sequencer;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentStatus;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;
import network.akashi.rollup.block.SkipReason;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.l1.BatchPoster;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PostableBatch;
import network.akashi.rollup.l1.Posting;
import network.akashi.rollup.l1.Tips;
import network.akashi.rollup.store.StoreException;
import network.akashi.rollup.store.StoredBatch;
import network.akashi.rollup.store.StoredTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Orders the L2's transactions.
 *
 * <p>Two loops. One makes blocks: at once when a full one waits, else every interval. The other
 * looks at L1: it brings the chain in step with it ({@link L1Sync}), cuts batches ({@link Batcher})
 * and has them posted ({@link BatchPoster}). Both change the chain only while they hold one lock.
 *
 * <p>What is promised to whom: a transaction that {@link #submit} took is on disk; a block that can
 * be seen is on disk; a batch is posted once. A process that dies anywhere breaks none of this; the
 * next one goes on from the folder.
 */
public final class Sequencer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sequencer.class.getName());
  private static final int UNWRITTEN_BLOCKS = 64;
  private static final int SNAPSHOT_EVERY = 1_000;

  private final L2Chain chain;
  private final Mempool mempool;
  private final SequencerConfig config;
  private final Ethereum l1;
  private final Rollup rollup;
  private final InboxFollower follower;
  private final BatchPoster poster;
  private final BlockProducer producer;
  private final Batcher batcher;
  private final L1Sync sync;
  private final Consumer<Step> steps;
  private final ReentrantLock changing = new ReentrantLock(true);
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread blockLoop;
  private final Thread l1Loop;
  private volatile boolean stopping;
  private volatile boolean inStep;
  private volatile String note = "L1 was not read yet";
  private volatile InboxView reconciled;

  /**
   * A sequencer; {@link #start} sets it going.
   *
   * @param follower of the rollup's events, not shared with others
   * @param poster with the sequencer's key, not shared with others
   * @param steps is told what was done
   */
  public Sequencer(
      L2Chain chain,
      SequencerConfig config,
      Ethereum l1,
      Rollup rollup,
      InboxFollower follower,
      BatchPoster poster,
      BlobFetcher blobs,
      InstantSource clock,
      Consumer<Step> steps) {
    this.steps = steps;
    this.chain = chain;
    this.config = config;
    this.l1 = l1;
    this.rollup = rollup;
    this.follower = follower;
    this.poster = poster;
    this.mempool = new Mempool(config.mempool());
    this.producer = new BlockProducer(chain, mempool, config, clock);
    this.batcher = new Batcher(chain, config, blobs, clock);
    this.sync = new L1Sync(chain, mempool, producer, blobs, config.confirmations());
    this.reconciled = follower.view();
    for (PooledTransaction each : chain.waiting()) {
      mempool.restore(each, chain.account(each.sender()));
    }
    mempool.movedAll(chain::account);
    blockLoop = Thread.ofPlatform().name("rollup blocks").unstarted(() -> run(this::makeBlocks));
    l1Loop = Thread.ofPlatform().name("rollup l1").unstarted(() -> run(this::followL1));
  }

  /** Sets both loops going. */
  public void start() {
    l1Loop.start();
    blockLoop.start();
  }

  /** Completes when the sequencer has stopped, with the reason if something broke. */
  public CompletableFuture<Void> end() {
    return end;
  }

  /** Ends the loops; what was promised is on disk. */
  @Override
  public void close() {
    stopping = true;
    blockLoop.interrupt();
    l1Loop.interrupt();
    try {
      blockLoop.join();
      l1Loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end.complete(null);
  }

  public L2Chain chain() {
    return chain;
  }

  public Mempool mempool() {
    return mempool;
  }

  public SequencerConfig config() {
    return config;
  }

  /** What L1 says, as the chain has followed it. */
  public InboxView view() {
    return reconciled;
  }

  /** How it is doing. */
  public SequencerStatus status() {
    InboxView view = reconciled;
    return new SequencerStatus(
        chain.published().number(),
        mempool.size(),
        view.tips(),
        view.head().number(),
        inStep,
        note);
  }

  // --- Transactions

  /**
   * Takes a transaction: when this returns it is on disk and will be in a block when its turn
   * comes.
   *
   * @return its hash
   * @throws TransactionRefusedException if it is not taken
   * @throws StoreException if nothing can be promised any more
   */
  public Bytes32 submit(Bytes raw) {
    PooledTransaction transaction = check(raw);
    CompletableFuture<?>[] written = {CompletableFuture.completedFuture(null)};
    Admission admission =
        mempool.add(
            transaction,
            chain::account,
            admitted ->
                written[0] =
                    chain
                        .store()
                        .accept(
                            StoredTransaction.waiting(
                                transaction.hash(), transaction.sender(), transaction.nonce(), raw),
                            admitted.replaced()));
    switch (admission) {
      case Admission.Refused refused -> throw new TransactionRefusedException(refused.reason());
      case Admission.Known ignored -> throw new TransactionRefusedException("already known");
      case Admission.Admitted ignored -> {}
    }
    steps.accept(Step.ADMITTED);
    LockSupport.unpark(blockLoop);
    join(written[0]);
    steps.accept(Step.WRITTEN);
    return transaction.hash();
  }

  private PooledTransaction check(Bytes raw) {
    return switch (Transfer.decode(raw)) {
      case Transfer.Decoding.Rejected(SkipReason reason) ->
          throw new TransactionRefusedException(reason.message());
      case Transfer.Decoding.Decoded(Transfer transfer) -> {
        Optional<SkipReason> flaw = transfer.flaw(chain.genesis().chainId());
        if (flaw.isPresent()) {
          throw new TransactionRefusedException(flaw.get().message());
        }
        Address sender =
            transfer
                .sender()
                .orElseThrow(
                    () -> new TransactionRefusedException(SkipReason.WRONG_SIGNATURE.message()));
        yield new PooledTransaction(transfer, sender);
      }
    };
  }

  private static void join(CompletableFuture<?> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      throw e;
    }
  }

  // --- Loops

  // The edge of a thread: whatever breaks it ends the sequencer, and is told to whoever waits.
  private void run(Runnable loop) {
    try {
      loop.run();
    } catch (RuntimeException | Error e) {
      if (!stopping) {
        LOG.log(System.Logger.Level.ERROR, "the sequencer stops", e);
        inStep = false;
        stopping = true;
        end.completeExceptionally(e);
      }
    }
  }

  private void makeBlocks() {
    long lastAt = System.nanoTime();
    long interval = config.blockInterval().toNanos();
    CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    while (!stopping) {
      boolean isDue = System.nanoTime() - lastAt >= interval;
      if (inStep && (isDue || producer.hasFull())) {
        Optional<CompletableFuture<Void>> made = makeBlock();
        lastAt = System.nanoTime();
        written = made.orElse(written);
        if (made.isPresent()) {
          steps.accept(Step.BLOCK_MADE);
        }
        if (made.isPresent()
            && chain.head().number() - chain.published().number() > UNWRITTEN_BLOCKS) {
          join(written);
        }
        continue;
      }
      LockSupport.parkNanos(this, isDue ? interval : interval - (System.nanoTime() - lastAt));
    }
    join(written);
  }

  private Optional<CompletableFuture<Void>> makeBlock() {
    changing.lock();
    try {
      return inStep ? producer.produce(reconciled, config.confirmations()) : Optional.empty();
    } finally {
      changing.unlock();
    }
  }

  private void followL1() {
    while (!stopping) {
      try {
        step();
      } catch (RpcException e) {
        note = "L1 cannot be asked: " + e.getMessage();
        LOG.log(System.Logger.Level.WARNING, note);
      }
      LockSupport.parkNanos(this, config.pollInterval().toNanos());
    }
  }

  /** One look at L1. */
  private void step() {
    follower.tick();
    steps.accept(Step.L1_READ);
    InboxView view = follower.view();
    if (view.escaped()) {
      inStep = false;
      note = "users are leaving (escape): the rollup has ended";
      return;
    }
    Optional<StoredBatch> next = Optional.empty();
    changing.lock();
    try {
      L1Sync.Standing standing = sync.reconcile(view);
      reconciled = view;
      switch (standing) {
        case L1Sync.Standing.InStep ignored -> {
          inStep = true;
          note = "";
          next = batcher.next(view);
          keepSnapshot(view);
        }
        case L1Sync.Standing.DeadBatch(long index) -> {
          inStep = true;
          note =
              "batch %d on L1 builds on no block of ours: waiting to discard it".formatted(index);
        }
        case L1Sync.Standing.Stalled(String why) -> {
          inStep = false;
          note = why;
        }
      }
      if (standing instanceof L1Sync.Standing.DeadBatch(long index)) {
        discardIfPossible(index, view);
      }
    } finally {
      changing.unlock();
    }
    steps.accept(Step.IN_STEP);
    if (next.isPresent()) {
      steps.accept(Step.CUT);
      post(next.get(), view);
      steps.accept(Step.HANDED_OVER);
    }
    poster.tick();
    if (next.isPresent()) {
      steps.accept(Step.SENT);
    }
  }

  private void post(StoredBatch cut, InboxView view) {
    PostableBatch batch = batcher.postable(cut);
    switch (poster.post(batch, view)) {
      case Posting.Underway(String how) -> note = "batch %d: %s".formatted(cut.index(), how);
      case Posting.Waiting(String why) -> note = "batch %d: %s".formatted(cut.index(), why);
      case Posting.Refused(String why, int times) -> {
        note = "batch %d was refused %d times: %s".formatted(cut.index(), times, why);
        LOG.log(System.Logger.Level.WARNING, note);
        if (why.contains("ItemDue")) {
          takeWhatIsDue(cut, view);
        }
      }
    }
  }

  /** The queues have items that no batch may leave out any more, however young on L1. */
  private void takeWhatIsDue(StoredBatch cut, InboxView view) {
    changing.lock();
    try {
      sync.remakeAfter(cut.firstBlock() - 1, view, 0);
      Optional<CompletableFuture<Void>> more = producer.produce(view, 0);
      while (more.isPresent() && isQueueWaiting(view)) {
        more = producer.produce(view, 0);
      }
    } finally {
      changing.unlock();
    }
  }

  private boolean isQueueWaiting(InboxView view) {
    Link head = chain.head();
    return head.depositsAfter() < view.deposits().size()
        || head.forcedAfter() < view.forced().size();
  }

  /** Asks the contract rather than reckoning its clocks. */
  private void discardIfPossible(long index, InboxView view) {
    try {
      l1.call(rollup.discard());
    } catch (RevertedException e) {
      return;
    }
    long serial = view.batches().getLast().serial();
    poster.submit(
        Intent.of("discard from batch %d, serial %d".formatted(index, serial), rollup.discard()));
  }

  /** What batches deep on L1 hold will not be undone. */
  private void keepSnapshot(InboxView view) {
    long depth = Math.max(config.confirmations(), 1);
    long index = view.batches().size();
    while (index > 0
        && view.batches().get((int) index - 1).l1Block().number() > view.head().number() - depth) {
      index--;
    }
    @Nullable StoredBatch deep = chain.store().batch(index).orElse(null);
    if (deep != null && deep.lastBlock() >= chain.snapshotBlock() + SNAPSHOT_EVERY) {
      chain.snapshot(deep.lastBlock());
    }
  }

  /** What became of the attempts to post the batch that L1 should get next. */
  public List<IntentStatus> postings() {
    return poster.postings(reconciled.tips().posted() + 1);
  }

  /** How far L1 is, for who only asks for that. */
  public Tips tips() {
    return reconciled.tips();
  }
}
