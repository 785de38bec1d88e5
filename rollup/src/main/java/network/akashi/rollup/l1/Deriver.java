package network.akashi.rollup.l1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.batch.Derivation;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.BlockExecutor;
import network.akashi.rollup.state.ExecutedBatch;
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
   * @param batch what it stands for
   */
  public record DerivedPost(PostedBatch posted, ExecutedBatch batch) {
    /** Where the chain is after it. */
    public Tip after() {
      return new Tip(batch.lastHeader(), batch.after());
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
   * What a batch builds on.
   *
   * @return empty if the batches before it were not derived, or the view has it no more
   */
  public synchronized Optional<Tip> before(PostedBatch posted, InboxView view) {
    forgetWhatIsGone(view);
    boolean known = view.batch(posted.index()).equals(Optional.of(posted));
    if (!known || posted.index() > done.size() + 1L) {
      return Optional.empty();
    }
    return Optional.of(posted.index() == 1 ? genesis : done.get((int) posted.index() - 2).after());
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
    return new DerivedPost(
        posted,
        ExecutedBatch.execute(executor, before.state(), post, Derivation.derive(data, post)));
  }
}
