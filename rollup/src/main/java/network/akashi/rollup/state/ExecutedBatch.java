package network.akashi.rollup.state;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.DerivedBatch;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.batch.Withdrawal;
import network.akashi.rollup.batch.WithdrawalTree;
import network.akashi.rollup.block.Header;

/**
 * A batch, executed: a list of blocks, each with the state after it.
 *
 * @param before state that the batch begins with
 * @param post what the batch had to take
 * @param derived what its blobs stand for
 * @param blocks one for each of {@code derived}
 */
public record ExecutedBatch(
    State before, Post post, DerivedBatch derived, List<ExecutedBlock> blocks) {
  public ExecutedBatch {
    blocks = List.copyOf(blocks);
    if (blocks.size() != derived.blocks().size()) {
      throw new IllegalArgumentException("not the blocks of this batch");
    }
  }

  /**
   * Executes what {@code derived} says on top of {@code before}, the state of the post's parent.
   */
  public static ExecutedBatch execute(
      BlockExecutor executor, State before, Post post, DerivedBatch derived) {
    List<ExecutedBlock> blocks = new ArrayList<>();
    State state = before;
    Header parent = post.parent();
    int deposits = 0;
    int forced = 0;
    for (BatchBlock block : derived.blocks()) {
      BlockInputs inputs =
          new BlockInputs(
              block.timestamp(),
              block.beneficiary(),
              block.prevRandao(),
              post.forced().subList(forced, forced + block.forced()),
              block.transactions(),
              post.deposits().subList(deposits, deposits + block.deposits()));
      ExecutedBlock executed = executor.execute(state, parent, inputs);
      blocks.add(executed);
      state = executed.state();
      parent = executed.block().header();
      deposits += block.deposits();
      forced += block.forced();
    }
    return new ExecutedBatch(before, post, derived, blocks);
  }

  /** The last block's header. */
  public Header lastHeader() {
    return blocks.getLast().block().header();
  }

  /** The state after the last block. */
  public State after() {
    return blocks.getLast().state();
  }

  /** What leaves to L1 in the first {@code count} blocks, in order. */
  public List<Withdrawal> withdrawals(int count) {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (ExecutedBlock block : blocks.subList(0, count)) {
      for (Exit exit : block.withdrawals()) {
        withdrawals.add(new Withdrawal(withdrawals.size(), exit.sender(), exit.value()));
      }
    }
    return withdrawals;
  }

  /** All that leaves to L1, in order. */
  public List<Withdrawal> withdrawals() {
    return withdrawals(blocks.size());
  }

  /** The tree over {@link #withdrawals()}. */
  public WithdrawalTree withdrawalTree() {
    return WithdrawalTree.of(withdrawals().stream().map(Withdrawal::leaf).toList());
  }

  /** The header that block {@code index} builds on. */
  public Header parentOf(int index) {
    return index == 0 ? post.parent() : blocks.get(index - 1).block().header();
  }

  /** The state that block {@code index} begins with. */
  public State stateBefore(int index) {
    return index == 0 ? before : blocks.get(index - 1).state();
  }

  /** The root of {@link #withdrawalTree()}. */
  public Bytes32 withdrawalsRoot() {
    return withdrawalTree().root();
  }
}
