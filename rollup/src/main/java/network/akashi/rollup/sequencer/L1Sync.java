package network.akashi.rollup.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.l1.BatchDerivation;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.BlobUnavailableException;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PackedBatch;
import network.akashi.rollup.l1.PostedBatch;
import network.akashi.rollup.state.BlockInputs;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.store.RollupStore;
import network.akashi.rollup.store.StoredBatch;
import network.akashi.rollup.store.StoredBlock;
import network.akashi.rollup.store.StoredTransaction;

/**
 * Keeps the chain in step with L1, which is always right.
 *
 * <p>Two things can part them. A queue on L1 is not what blocks took it for, because a
 * reorganisation removed deposits or forced transactions: then the chain goes back to the last
 * block that still fits, and what followed is made again, with the same transactions in the same
 * order. Or a batch on L1 is not the one that was cut here, because somebody else posted: then its
 * blocks are derived, and whatever of the chain they contradict gives way. In both cases accepted
 * transactions that found no place wait in the mempool again.
 */
final class L1Sync {
  private static final System.Logger LOG = System.getLogger(L1Sync.class.getName());

  /** Whether the chain may go on. */
  sealed interface Standing {
    /** It is in step. */
    record InStep() implements Standing {}

    /**
     * A batch on L1 builds on another block than the last of the batch before: it can never be
     * settled. The chain goes on, but nothing can be posted before it is discarded.
     */
    record DeadBatch(long index) implements Standing {}

    /** Nothing can be done before something else happens. */
    record Stalled(String why) implements Standing {}
  }

  private final L2Chain chain;
  private final Mempool mempool;
  private final BlockProducer producer;
  private final BlobFetcher blobs;
  private final int confirmations;
  private List<PostedBatch> known = List.of();

  L1Sync(
      L2Chain chain,
      Mempool mempool,
      BlockProducer producer,
      BlobFetcher blobs,
      int confirmations) {
    this.chain = chain;
    this.mempool = mempool;
    this.producer = producer;
    this.blobs = blobs;
    this.confirmations = confirmations;
  }

  /** Brings the chain in step with the view. */
  Standing reconcile(InboxView view) {
    if (!fits(chain.head(), view)) {
      long back = chain.newest(each -> fits(each, view));
      LOG.log(
          System.Logger.Level.WARNING,
          "L1 was reorganised: blocks after {0} took from the queues what is not there any more",
          Long.toString(back));
      known = List.of();
      // Batches first: what L1 has of the blocks that go counts, not what we make of them.
      List<UndoneBlock> undone = undo(back);
      Standing standing = follow(view);
      remake(undone, view, confirmations);
      return standing;
    }
    return follow(view);
  }

  private static boolean fits(Link link, InboxView view) {
    return link.depositsAfter() <= view.deposits().size()
        && link.forcedAfter() <= view.forced().size()
        && link.depositHash().equals(view.depositHash(link.depositsAfter()))
        && link.forcedHash().equals(view.forcedHash(link.forcedAfter()));
  }

  private Standing follow(InboxView view) {
    int same = 0;
    while (same < Math.min(known.size(), view.batches().size())
        && known.get(same).equals(view.batches().get(same))) {
      same++;
    }
    known = known.subList(0, same);
    for (PostedBatch posted : view.batches().subList(same, view.batches().size())) {
      Standing standing = take(posted, view);
      if (!(standing instanceof Standing.InStep)) {
        return standing;
      }
      List<PostedBatch> more = new ArrayList<>(known);
      more.add(posted);
      known = List.copyOf(more);
    }
    return new Standing.InStep();
  }

  private Standing take(PostedBatch posted, InboxView view) {
    RollupStore store = chain.store();
    store.flush();
    long parent = store.batch(posted.index() - 1).map(StoredBatch::lastBlock).orElse(0L);
    if (!chain.hash(parent).equals(Optional.of(posted.prevBlockHash()))) {
      return new Standing.DeadBatch(posted.index());
    }
    Optional<StoredBatch> cut = store.batch(posted.index());
    if (cut.isPresent() && isSame(cut.get(), posted)) {
      return new Standing.InStep();
    }
    List<Blob> data;
    try {
      data = blobs.fetch(posted);
    } catch (BlobUnavailableException e) {
      return new Standing.Stalled(
          "batch %d on L1 is not ours, and its data is missing: %s"
              .formatted(posted.index(), e.getMessage()));
    }
    adopt(posted, parent, data, view);
    return new Standing.InStep();
  }

  private boolean isSame(StoredBatch cut, PostedBatch posted) {
    StoredBlock last = chain.store().block(cut.lastBlock()).orElseThrow();
    return cut.commitment().equals(PackedBatch.join(posted.blobs()))
        && last.depositsAfter() == posted.depositsAfter()
        && last.forcedAfter() == posted.forcedAfter();
  }

  /** Makes the blocks of a batch those of the chain. */
  private void adopt(PostedBatch posted, long parent, List<Blob> data, InboxView view) {
    if (chain.link(parent).isEmpty()) {
      undo(parent);
    }
    Link before = chain.link(parent).orElseThrow();
    List<BlockInputs> blocks =
        BatchDerivation.derive(BatchDerivation.post(posted, before.header(), view), data);
    long number = parent;
    List<UndoneBlock> undone = List.of();
    for (BlockInputs inputs : blocks) {
      number++;
      ExecutedBlock executed = chain.executor().execute(before.state(), before.header(), inputs);
      Optional<Link> there = chain.link(number);
      boolean same =
          there.isPresent() && there.get().hash().equals(executed.block().header().hash());
      if (!same) {
        if (chain.head().number() >= number) {
          LOG.log(
              System.Logger.Level.WARNING,
              "batch {0} on L1 is not what this sequencer made: blocks from {1} on give way",
              posted.index(),
              number);
          undone = undo(number - 1);
        }
        var _ = producer.append(before, executed, inputs.forced()); // the cut below waits for it
      }
      before = chain.link(number).orElseThrow();
    }
    chain
        .store()
        .cut(
            new StoredBatch(
                posted.index(), parent + 1, number, Bytes.EMPTY, PackedBatch.join(posted.blobs())))
        .join();
    LOG.log(
        System.Logger.Level.INFO,
        "batch {0} of L1: blocks {1} to {2}; {3} of our own gave way",
        posted.index(),
        parent + 1,
        number,
        undone.size());
  }

  /**
   * Goes back and makes what followed again, so that it takes what is due now.
   *
   * @param depth how deep on L1 what is taken from there has to be
   */
  void remakeAfter(long block, InboxView view, int depth) {
    remake(undo(block), view, depth);
  }

  private List<UndoneBlock> undo(long block) {
    RollupStore store = chain.store();
    store.flush();
    List<UndoneBlock> undone = new ArrayList<>();
    for (StoredBlock each : store.blocks(block + 1, chain.head().number())) {
      undone.add(
          new UndoneBlock(
              Header.fromRlp(each.header()),
              store.transactions(each.number()).stream()
                  .filter(transaction -> !transaction.forced())
                  .map(StoredTransaction::raw)
                  .toList()));
    }
    chain.truncate(block).join();
    restoreMempool();
    return undone;
  }

  private void restoreMempool() {
    mempool.movedAll(chain::account);
    for (PooledTransaction each : chain.waiting()) {
      mempool.restore(each, chain.account(each.sender()));
    }
  }

  private void remake(List<UndoneBlock> undone, InboxView view, int depth) {
    for (UndoneBlock each : undone) {
      producer.remake(each, view, depth);
    }
  }
}
