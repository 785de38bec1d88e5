package network.akashi.rollup.witness;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.batch.Derivation;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.batch.QueueHash;
import network.akashi.rollup.batch.Withdrawal;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.BlockExecutor;
import network.akashi.rollup.state.ExecutedBatch;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.State;
import network.akashi.rollup.trie.Witness;
import network.akashi.rollup.trie.WitnessNode;

/**
 * A batch with all that runs over it need: for any range of its blocks, the input that the guest
 * reads and the statement that it publishes.
 *
 * <p>Deriving and executing the batch is done once; inputs are made when they are asked for.
 */
public final class ProvableBatch {
  private final Settlement settlement;
  private final ExecutedBatch batch;
  private final List<CarriedBlob> blobs;
  private final Bytes32 daCommitment;
  private final QueuePosition deposits;
  private final QueuePosition forced;

  private ProvableBatch(
      Settlement settlement,
      ExecutedBatch batch,
      List<CarriedBlob> blobs,
      QueuePosition deposits,
      QueuePosition forced) {
    this.settlement = settlement;
    this.batch = batch;
    this.blobs = List.copyOf(blobs);
    this.daCommitment =
        BlobBinding.daCommitment(
            blobs.stream().map(b -> BlobBinding.of(b.versionedHash(), b.blob())).toList());
    this.deposits = deposits;
    this.forced = forced;
  }

  /**
   * Derives a batch from its blobs and executes it.
   *
   * @param before the state of the post's parent
   * @param deposits where the queue of deposits is before the batch
   * @param forced where the queue of forced transactions is before the batch
   */
  public static ProvableBatch of(
      Settlement settlement,
      State before,
      Post post,
      List<CarriedBlob> blobs,
      QueuePosition deposits,
      QueuePosition forced) {
    ExecutedBatch batch =
        ExecutedBatch.execute(
            new BlockExecutor(settlement.chainId()),
            before,
            post,
            Derivation.derive(blobs.stream().map(CarriedBlob::blob).toList(), post));
    return new ProvableBatch(settlement, batch, blobs, deposits, forced);
  }

  /** The batch, executed. */
  public ExecutedBatch batch() {
    return batch;
  }

  /** How many blocks it has. */
  public int size() {
    return batch.blocks().size();
  }

  /** Its blobs, in order. */
  public List<CarriedBlob> blobs() {
    return blobs;
  }

  /** How many cycles a run over {@code range} takes, roughly, and rather too many than too few. */
  public long estimatedCycles(BlockRange range) {
    return CycleEstimate.of(this, range);
  }

  /** {@code count} blocks from {@code first} on. */
  public BlockRange range(int first, int count) {
    return new BlockRange(first, count, size());
  }

  /** What a run over the whole batch publishes. */
  public BatchStatement statement(Address payee) {
    Post post = batch.post();
    Header last = batch.lastHeader();
    return new BatchStatement(
        settlement.chainId(),
        settlement.configHash(),
        post.prevBlockHash(),
        last.hash(),
        last.number(),
        last.stateRoot(),
        daCommitment,
        deposits.hash(),
        QueueHash.afterDeposits(deposits.hash(), post.deposits()),
        forced.hash(),
        QueueHash.afterForced(forced.hash(), post.forced()),
        batch.withdrawalsRoot(),
        payee);
  }

  /** What a run over a shard publishes. */
  public ShardStatement statement(BlockRange range, Address payee) {
    Cut cut = cut(range);
    Header last = batch.blocks().get(range.end() - 1).block().header();
    return new ShardStatement(
        settlement.chainId(),
        settlement.configHash(),
        batch.parentOf(range.first()).hash(),
        last.hash(),
        last.number(),
        last.stateRoot(),
        daCommitment,
        cut.depositsFrom().hash(),
        QueueHash.afterDeposits(cut.depositsFrom().hash(), cut.deposits()),
        cut.forcedFrom().hash(),
        QueueHash.afterForced(cut.forcedFrom().hash(), cut.forced()),
        range.isLast() ? batch.withdrawalsRoot() : Bytes32.ZERO,
        batch.post().prevBlockHash(),
        range,
        rollingHash(leaves(range.first())),
        rollingHash(leaves(range.end())),
        payee);
  }

  /** The input of a run over the whole batch. */
  public Bytes input(Address payee) {
    return input(BlockRange.all(size()), payee, true);
  }

  /** The input of a run over a shard. */
  public Bytes input(BlockRange range, Address payee) {
    return input(range, payee, false);
  }

  private Bytes input(BlockRange range, Address payee, boolean whole) {
    Cut cut = cut(range);
    Post post = batch.post();
    return new GuestInput()
        .number(GuestInput.FORMAT)
        .number(whole ? GuestInput.WHOLE : GuestInput.SHARD)
        .number(settlement.chainId())
        .word(settlement.configHash())
        .word(Words.of(payee))
        .bytes(batch.parentOf(range.first()).rlp())
        .bytes(whole ? Bytes.EMPTY : post.parent().rlp())
        .number(range.first())
        .number(range.count())
        .blobs(blobs)
        .number(post.deposits().size())
        .number(post.forced().size())
        .deposits(cut.depositsFrom(), cut.deposits())
        .forced(cut.forcedFrom(), cut.forced())
        .words(leaves(range.first()))
        .nodes(witness(range))
        .toBytes();
  }

  /** The trie nodes that a run over {@code range} reads. */
  public List<WitnessNode> witness(BlockRange range) {
    Set<Address> touched = new TreeSet<>(Comparator.comparing(address -> address.toHex()));
    for (ExecutedBlock block : batch.blocks().subList(range.first(), range.end())) {
      touched.addAll(block.touched());
    }
    return Witness.of(
        batch.stateBefore(range.first()).trie(), touched.stream().map(State::key).toList());
  }

  /** The withdrawals' leaves of the first {@code count} blocks. */
  private List<Bytes32> leaves(int count) {
    return batch.withdrawals(count).stream().map(Withdrawal::leaf).toList();
  }

  private static Bytes32 rollingHash(List<Bytes32> leaves) {
    Bytes32 hash = Bytes32.ZERO;
    for (Bytes32 leaf : leaves) {
      hash = Keccak256.hash(hash.bytes(), leaf.bytes());
    }
    return hash;
  }

  private Cut cut(BlockRange range) {
    List<BatchBlock> blocks = batch.derived().blocks();
    int depositsBefore = 0;
    int forcedBefore = 0;
    int depositCount = 0;
    int forcedCount = 0;
    for (int i = 0; i < range.end(); i++) {
      if (i < range.first()) {
        depositsBefore += blocks.get(i).deposits();
        forcedBefore += blocks.get(i).forced();
      } else {
        depositCount += blocks.get(i).deposits();
        forcedCount += blocks.get(i).forced();
      }
    }
    List<Deposit> allDeposits = batch.post().deposits();
    List<ForcedTransaction> allForced = batch.post().forced();
    return new Cut(
        new QueuePosition(
            deposits.index() + depositsBefore,
            QueueHash.afterDeposits(deposits.hash(), allDeposits.subList(0, depositsBefore))),
        allDeposits.subList(depositsBefore, depositsBefore + depositCount),
        new QueuePosition(
            forced.index() + forcedBefore,
            QueueHash.afterForced(forced.hash(), allForced.subList(0, forcedBefore))),
        allForced.subList(forcedBefore, forcedBefore + forcedCount));
  }

  /** What a range takes from the queues. */
  private record Cut(
      QueuePosition depositsFrom,
      List<Deposit> deposits,
      QueuePosition forcedFrom,
      List<ForcedTransaction> forced) {}
}
