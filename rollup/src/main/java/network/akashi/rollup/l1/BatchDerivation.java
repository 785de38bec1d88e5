package network.akashi.rollup.l1;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.Derivation;
import network.akashi.rollup.batch.DerivedBatch;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.BlockInputs;

/** From what L1 has to what is executed. */
public final class BatchDerivation {
  private BatchDerivation() {}

  /** The deposits that a posted batch takes. */
  public static List<Deposit> deposits(PostedBatch batch, InboxView view) {
    return view
        .deposits()
        .subList((int) batch.depositsBefore(), (int) batch.depositsAfter())
        .stream()
        .map(each -> new Deposit(each.index(), each.to(), each.amountGwei()))
        .toList();
  }

  /** The forced transactions that a posted batch takes. */
  public static List<ForcedTransaction> forced(PostedBatch batch, InboxView view) {
    return view.forced().subList((int) batch.forcedBefore(), (int) batch.forcedAfter()).stream()
        .map(each -> new ForcedTransaction(each.index(), each.transaction()))
        .toList();
  }

  /** The post that a batch is, on top of the block with that header. */
  public static Post post(PostedBatch batch, Header parent, InboxView view) {
    return new Post(parent, deposits(batch, view), forced(batch, view));
  }

  /** What the blocks of a batch are executed with; there is at least one. */
  public static List<BlockInputs> inputs(DerivedBatch batch, Post post) {
    List<BlockInputs> inputs = new ArrayList<>();
    int deposits = 0;
    int forced = 0;
    for (BatchBlock each : batch.blocks()) {
      inputs.add(
          new BlockInputs(
              each.timestamp(),
              each.beneficiary(),
              each.prevRandao(),
              post.forced().subList(forced, forced + each.forced()),
              each.transactions(),
              post.deposits().subList(deposits, deposits + each.deposits())));
      deposits += each.deposits();
      forced += each.forced();
    }
    return inputs;
  }

  /** {@link Derivation}, and what it gives as inputs. */
  public static List<BlockInputs> derive(Post post, List<Blob> blobs) {
    return inputs(Derivation.derive(blobs, post), post);
  }
}
