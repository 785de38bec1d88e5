package network.akashi.rollup.l1;

import java.nio.file.Path;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.contracts.RollupEvent;
import network.akashi.chain.follow.BlockRef;
import network.akashi.chain.follow.EventFollower;
import network.akashi.chain.follow.EventStore;
import network.akashi.chain.follow.FollowConfig;
import network.akashi.chain.rpc.Ethereum;

/**
 * Follows the contract's events, across crashes and reorganisations.
 *
 * <p>Events lie in a file of their own; what they leave is folded anew from it whenever blocks that
 * were folded are gone.
 */
public final class InboxFollower implements AutoCloseable {
  private static final List<Bytes32> KINDS =
      List.of(
          RollupEvent.Deposited.TOPIC,
          RollupEvent.TransactionForced.TOPIC,
          RollupEvent.BatchPosted.TOPIC,
          RollupEvent.BatchesDiscarded.TOPIC,
          RollupEvent.TipsMoved.TOPIC,
          RollupEvent.EscapeActivated.TOPIC);
  private static final int REMEMBERED = 512;

  private final EventStore store;
  private final EventFollower follower;
  private InboxFold fold = new InboxFold();
  private BlockRef folded = new BlockRef(-1, Bytes32.ZERO);
  private volatile InboxView view;

  private InboxFollower(EventStore store, EventFollower follower) {
    this.store = store;
    this.follower = follower;
    this.view = fold.view(folded);
    refresh();
  }

  /**
   * A follower with its events in {@code file}.
   *
   * @param firstBlock the L1 block that created the contract, or one before it
   */
  public static InboxFollower open(Ethereum ethereum, Address rollup, long firstBlock, Path file) {
    EventStore store = EventStore.open(file, REMEMBERED);
    FollowConfig config = new FollowConfig(firstBlock, 64, 50_000, true);
    LogFilter filter = LogFilter.of(rollup).withEvents(KINDS);
    return new InboxFollower(store, new EventFollower(ethereum, filter, store, config));
  }

  @Override
  public void close() {
    store.close();
  }

  /**
   * Takes what is new.
   *
   * @return whether L1's head was reached; if not, the next tick goes on
   * @throws network.akashi.chain.rpc.RpcException if L1 cannot be asked
   */
  public synchronized boolean tick() {
    boolean atHead = follower.tick();
    refresh();
    return atHead;
  }

  /** What is known now. */
  public InboxView view() {
    return view;
  }

  private void refresh() {
    List<BlockRef> checkpoints = store.checkpoints();
    if (checkpoints.isEmpty()) {
      fold = new InboxFold();
      folded = new BlockRef(-1, Bytes32.ZERO);
      view = fold.view(folded);
      return;
    }
    BlockRef head = checkpoints.getLast();
    if (head.equals(folded)) {
      return;
    }
    // A block whose checkpoint is forgotten by age counts as gone too: that only costs time.
    if (!checkpoints.contains(folded)) {
      fold = new InboxFold();
      folded = new BlockRef(-1, Bytes32.ZERO);
    }
    for (Log log : store.after(folded.number(), Integer.MAX_VALUE)) {
      fold.apply(log);
    }
    folded = head;
    view = fold.view(head);
  }
}
