package network.akashi.rollup.l1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.batch.Derivation;
import network.akashi.rollup.batch.DerivedBatch;
import network.akashi.rollup.batch.FallbackReason;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.batch.Withdrawal;
import network.akashi.rollup.batch.WithdrawalTree;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.BlockExecutor;
import network.akashi.rollup.state.BlockInputs;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.Exit;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.rollup.state.State;

/**
 * Rebuilds the L2 from L1 alone: events and blobs in, blocks and states out. It asks no sequencer
 * and believes nobody; two of them come to the same blocks.
 *
 * <p>It keeps the last state of each batch, so that a reorganisation or a discard only costs the
 * batches that it undoes.
 */
public final class Deriver {
  /** Where the chain is after a batch. */
  public record Tip(Header header, State state) {}

  /**
   * A batch, executed.
   *
   * @param posted as L1 has it
   * @param data its blobs
   * @param post what it takes, and what it builds on
   * @param before the block that it builds on, and its state
   * @param blocks at least one
   * @param fallback why it stands for its fallback; empty if it does not
   * @param withdrawals in their order
   */
  public record DerivedPost(
      PostedBatch posted,
      List<Blob> data,
      Post post,
      Tip before,
      List<ExecutedBlock> blocks,
      Optional<FallbackReason> fallback,
      List<Withdrawal> withdrawals) {
    public DerivedPost {
      data = List.copyOf(data);
      blocks = List.copyOf(blocks);
      withdrawals = List.copyOf(withdrawals);
    }

    /** Where the chain is after it. */
    public Tip after() {
      ExecutedBlock last = blocks.getLast();
      return new Tip(last.block().header(), last.state());
    }

    /** Root of the tree of its withdrawals. */
    public Bytes32 withdrawalsRoot() {
      return tree().root();
    }

    /** The tree of its withdrawals. */
    public WithdrawalTree tree() {
      return WithdrawalTree.of(withdrawals.stream().map(Withdrawal::leaf).toList());
    }
  }

  private record Done(PostedBatch posted, Tip after) {}

  private final Tip genesis;
  private final BlockExecutor executor;
  private final BlobFetcher blobs;
  private final List<Done> done = new ArrayList<>();

  /** Begins at block 0. */
  public Deriver(Genesis genesis, BlobFetcher blobs) {
    GenesisBlock first = GenesisBlock.of(genesis);
    this.genesis = new Tip(first.header(), first.state());
    this.executor = new BlockExecutor(genesis.chainId());
    this.blobs = blobs;
  }

  /**
   * The next batch of the view that was not derived yet, if there is one. Batches that the view has
   * no more are forgotten first.
   *
   * @return empty if all are derived, or the next can never be settled ({@link #deadBatch})
   * @throws BlobUnavailableException if its data is missing; the next call tries again
   */
  public synchronized Optional<DerivedPost> next(InboxView view) {
    forgetWhatIsGone(view);
    Optional<PostedBatch> next = view.batch(done.size() + 1L);
    if (next.isEmpty() || deadBatch(view).isPresent()) {
      return Optional.empty();
    }
    DerivedPost derived = derive(next.get(), tip(), view);
    done.add(new Done(next.get(), derived.after()));
    return Optional.of(derived);
  }

  /**
   * A batch once more, with its data.
   *
   * @throws IllegalArgumentException if what it builds on was not derived
   * @throws BlobUnavailableException if its data is missing
   */
  public synchronized DerivedPost again(PostedBatch posted, InboxView view) {
    forgetWhatIsGone(view);
    if (posted.index() > done.size() + 1L
        || !view.batch(posted.index()).equals(Optional.of(posted))) {
      throw new IllegalArgumentException(
          "batch %d is not on L1, or those before it were not derived".formatted(posted.index()));
    }
    Tip before = posted.index() == 1 ? genesis : done.get((int) posted.index() - 2).after();
    return derive(posted, before, view);
  }

  private void forgetWhatIsGone(InboxView view) {
    int same = 0;
    while (same < done.size()
        && view.batch(same + 1L).equals(Optional.of(done.get(same).posted()))) {
      same++;
    }
    done.subList(same, done.size()).clear();
  }

  /** The first batch, if there is one, that builds on another block than the one before it ends. */
  public synchronized Optional<PostedBatch> deadBatch(InboxView view) {
    return view.batch(done.size() + 1L)
        .filter(each -> !each.prevBlockHash().equals(tip().header().hash()));
  }

  /** Where the chain is after all that was derived. */
  public synchronized Tip tip() {
    return done.isEmpty() ? genesis : done.getLast().after();
  }

  /** How many batches were derived. */
  public synchronized long batches() {
    return done.size();
  }

  private DerivedPost derive(PostedBatch posted, Tip before, InboxView view) {
    List<Blob> data = blobs.fetch(posted);
    Post post = BatchDerivation.post(posted, before.header(), view);
    DerivedBatch batch = Derivation.derive(data, post);
    List<ExecutedBlock> blocks = new ArrayList<>();
    List<Withdrawal> withdrawals = new ArrayList<>();
    Tip tip = before;
    for (BlockInputs inputs : BatchDerivation.inputs(batch, post)) {
      ExecutedBlock block = executor.execute(tip.state(), tip.header(), inputs);
      for (Exit exit : block.withdrawals()) {
        withdrawals.add(new Withdrawal(withdrawals.size(), exit.sender(), exit.value()));
      }
      blocks.add(block);
      tip = new Tip(block.block().header(), block.state());
    }
    return new DerivedPost(posted, data, post, before, blocks, batch.fallback(), withdrawals);
  }
}
