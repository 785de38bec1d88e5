package network.akashi.rollup.sequencer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Kzg;
import network.akashi.rollup.batch.Batch;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.l1.BatchPacking;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PackedBatch;
import network.akashi.rollup.l1.PostableBatch;
import network.akashi.rollup.store.RollupStore;
import network.akashi.rollup.store.StoredBatch;
import network.akashi.rollup.store.StoredBlock;
import network.akashi.rollup.store.StoredTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the chain into batches: by size, by age, and by what the contract takes of its queues.
 *
 * <p>A cut is written down before the batch is handed to the poster; a new one is made only when L1
 * has all before it. So a process that dies between any two steps finds the same batch again.
 */
final class Batcher {
  /** What a block adds to a batch beside its transactions, more or less. */
  private static final int BYTES_OF_A_BLOCK = 72;

  private static final int BYTES_OF_A_TRANSACTION = 3;

  private final L2Chain chain;
  private final SequencerConfig config;
  private final BlobFetcher blobs;
  private final InstantSource clock;
  private @Nullable PostableBatch packed;

  Batcher(L2Chain chain, SequencerConfig config, BlobFetcher blobs, InstantSource clock) {
    this.chain = chain;
    this.blobs = blobs;
    this.config = config;
    this.clock = clock;
  }

  /** How much a batch has already. */
  private static final class Size {
    long bytes;
    int transfers;
    int deposits;
    int forced;

    boolean fits(SequencerConfig config, long moreBytes, int moreTransfers, StoredBlock block) {
      return bytes + moreBytes <= config.mostBatchBytes()
          && transfers + moreTransfers <= config.mostBatchTransfers()
          && deposits + block.depositCount() <= SequencerConfig.MOST_DEPOSITS_PER_BATCH
          && forced + block.forced() <= SequencerConfig.MOST_FORCED_PER_BATCH;
    }
  }

  /**
   * The batch that L1 should get next, cut now if it is time.
   *
   * @param view with which the chain is in step
   */
  Optional<StoredBatch> next(InboxView view) {
    RollupStore store = chain.store();
    store.flush();
    long index = view.tips().posted() + 1;
    Optional<StoredBatch> cut = store.batch(index);
    if (cut.isPresent()) {
      return cut;
    }
    long first = store.batch(index - 1).map(StoredBatch::lastBlock).orElse(0L) + 1;
    Link head = chain.published();
    if (head.number() < first) {
      return Optional.empty();
    }
    List<BatchBlock> blocks = new ArrayList<>();
    Size size = new Size();
    boolean isFull = false;
    for (long number = first; number <= head.number() && !isFull; number++) {
      StoredBlock block = store.block(number).orElseThrow();
      BatchBlock next = batchBlock(block, store.transactions(number));
      long bytes = bytes(next);
      int transfers = next.transactions().size();
      isFull = !size.fits(config, bytes, transfers, block) && !blocks.isEmpty();
      if (!isFull) {
        blocks.add(next);
        size.bytes += bytes;
        size.transfers += transfers;
        size.deposits += block.depositCount();
        size.forced += block.forced();
      }
    }
    isFull |= size.transfers >= config.mostBatchTransfers();
    long age = clock.instant().getEpochSecond() - blocks.getFirst().timestamp();
    if (!isFull && age < config.batchAge().toSeconds()) {
      return Optional.empty();
    }
    return Optional.of(cut(index, first, blocks));
  }

  private StoredBatch cut(long index, long first, List<BatchBlock> blocks) {
    Bytes32 before = chain.hash(first - 1).orElseThrow();
    PackedBatch batch = BatchPacking.pack(new Batch(before, blocks));
    StoredBatch cut =
        new StoredBatch(
            index, first, first + blocks.size() - 1, batch.payload(), batch.commitment());
    blobs.keep(batch);
    chain.store().cut(cut).join();
    packed = postable(cut, batch);
    return cut;
  }

  private static long bytes(BatchBlock block) {
    long bytes = BYTES_OF_A_BLOCK;
    for (Bytes each : block.transactions()) {
      bytes += each.size() + BYTES_OF_A_TRANSACTION;
    }
    return bytes;
  }

  private static BatchBlock batchBlock(StoredBlock block, List<StoredTransaction> transactions) {
    Header header = Header.fromRlp(block.header());
    return new BatchBlock(
        header.timestamp(),
        header.beneficiary(),
        header.prevRandao(),
        block.depositCount(),
        block.forced(),
        transactions.stream().filter(each -> !each.forced()).map(StoredTransaction::raw).toList());
  }

  /** A cut with its blobs, ready for L1. */
  PostableBatch postable(StoredBatch cut) {
    PostableBatch last = packed;
    if (last == null
        || last.index() != cut.index()
        || !PackedBatch.join(hashes(last)).equals(cut.commitment())) {
      if (cut.payload().isEmpty()) {
        // L1 had it, discarded it, and the chain still has it: its blocks make a batch again.
        List<BatchBlock> blocks = new ArrayList<>();
        for (StoredBlock each : chain.store().blocks(cut.firstBlock(), cut.lastBlock())) {
          blocks.add(batchBlock(each, chain.store().transactions(each.number())));
        }
        cut(cut.index(), cut.firstBlock(), blocks);
      } else {
        packed = postable(cut, BatchPacking.ofPayload(cut.payload()));
      }
      last = packed;
    }
    if (last == null) {
      throw new IllegalStateException("a cut was not packed");
    }
    return last;
  }

  private static List<Bytes32> hashes(PostableBatch batch) {
    return batch.openings().stream().map(each -> Kzg.versionedHash(each.commitment())).toList();
  }

  private PostableBatch postable(StoredBatch cut, PackedBatch batch) {
    StoredBlock last = chain.store().block(cut.lastBlock()).orElseThrow();
    return new PostableBatch(
        cut.index(),
        chain.hash(cut.firstBlock() - 1).orElseThrow(),
        last.depositsAfter(),
        last.depositHash(),
        last.forcedAfter(),
        last.forcedHash(),
        batch.blobs(),
        batch.openings());
  }
}
