package network.akashi.chain.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;

/**
 * Brings events into an {@link EventSink}, each once and in the chain's order, and takes back those
 * whose blocks were reorganised away.
 *
 * <p>Each {@link #tick()} first compares the newest checkpoint with the chain. If it is gone, the
 * newest one that is still there is looked for and the sink rolled back to it. Then follow new
 * blocks. Those near the head are asked for by hash, and each must name the one before it as its
 * parent: so a node that switches chains in between, or lags behind another that answered before,
 * cannot smuggle in a gap; the tick ends and the next sorts it out. Older blocks come in ranges,
 * with the range's first parent and last block compared afterwards.
 *
 * <p>All memory is the sink's. A follower can be thrown away at any time.
 */
public final class EventFollower {
  private final Ethereum ethereum;
  private final LogFilter filter;
  private final EventSink sink;
  private final FollowConfig config;
  private final LogScan scan;

  public EventFollower(Ethereum ethereum, LogFilter filter, EventSink sink, FollowConfig config) {
    this.ethereum = ethereum;
    this.filter = filter;
    this.sink = sink;
    this.config = config;
    this.scan = new LogScan(ethereum, filter, config.mostBlocksAtOnce());
  }

  /**
   * Takes what is new.
   *
   * @return whether the sink is now at the head that the chain had when this began
   * @throws RpcException if the chain cannot be asked; the next tick goes on
   * @throws DeepReorganisationException if no checkpoint is on the chain any more
   */
  public boolean tick() {
    Block head = ethereum.block(BlockId.Tag.LATEST).orElseThrow();
    Optional<BlockRef> last = commonAncestor();
    while (true) {
      long from = last.map(each -> each.number() + 1).orElse(config.firstBlock());
      if (from > head.number()) {
        return true;
      }
      long far = head.number() - config.nearBlocks();
      Optional<BlockRef> next =
          from <= far ? takeRange(last, from, far) : takeNear(last, from, head.number());
      if (next.isEmpty()) {
        return false;
      }
      last = next;
    }
  }

  /** The newest checkpoint that is on the chain, to which the sink is then rolled back. */
  private Optional<BlockRef> commonAncestor() {
    List<BlockRef> checkpoints = sink.checkpoints();
    if (checkpoints.isEmpty()) {
      return Optional.empty();
    }
    BlockRef newest = checkpoints.getLast();
    if (isOnChain(newest, ethereum.block(BlockId.number(newest.number())))) {
      return Optional.of(newest);
    }
    List<Optional<Block>> now =
        ethereum.blocks(checkpoints.stream().map(BlockRef::number).toList());
    for (int i = checkpoints.size() - 1; i >= 0; i--) {
      if (isOnChain(checkpoints.get(i), now.get(i))) {
        sink.rollBackTo(checkpoints.get(i));
        return Optional.of(checkpoints.get(i));
      }
    }
    if (config.restartAfterDeepReorganisation()) {
      sink.rollBackAll();
      return Optional.empty();
    }
    throw new DeepReorganisationException(checkpoints.getFirst());
  }

  private static boolean isOnChain(BlockRef checkpoint, Optional<Block> now) {
    return now.isPresent() && BlockRef.of(now.get()).equals(checkpoint);
  }

  /** Takes a range of old blocks; empty if the chain changed meanwhile. */
  private Optional<BlockRef> takeRange(Optional<BlockRef> last, long from, long to) {
    LogScan.Chunk chunk = scan.next(from, to);
    Optional<Block> end = ethereum.block(BlockId.number(chunk.to()));
    boolean parentGone =
        last.isPresent()
            && !isOnChain(last.get(), ethereum.block(BlockId.number(last.get().number())));
    if (end.isEmpty() || parentGone || !belong(chunk.logs(), from, BlockRef.of(end.get()))) {
      return Optional.empty();
    }
    sink.apply(List.of(BlockRef.of(end.get())), chunk.logs());
    return end.map(BlockRef::of);
  }

  private static boolean belong(List<Log> logs, long from, BlockRef end) {
    for (Log log : logs) {
      boolean ofEnd = log.blockNumber() == end.number();
      if (log.blockNumber() < from
          || log.blockNumber() > end.number()
          || (ofEnd && !log.blockHash().equals(end.hash()))) {
        return false;
      }
    }
    return true;
  }

  /** Takes the newest blocks; empty if they do not follow each other. */
  private Optional<BlockRef> takeNear(Optional<BlockRef> last, long from, long to) {
    List<Optional<Block>> found =
        ethereum.blocks(LongStream.rangeClosed(from, to).boxed().toList());
    List<BlockRef> blocks = new ArrayList<>();
    Optional<Bytes32> parent = last.map(BlockRef::hash);
    for (Optional<Block> each : found) {
      if (each.isEmpty() || (parent.isPresent() && !parent.get().equals(each.get().parentHash()))) {
        return Optional.empty();
      }
      parent = Optional.of(each.get().hash());
      blocks.add(BlockRef.of(each.get()));
    }
    List<List<Log>> perBlock;
    try {
      perBlock = ethereum.logs(filter, blocks.stream().map(BlockRef::hash).toList());
    } catch (RpcException.Refused e) {
      return Optional.empty(); // the node that answered does not know one of the blocks
    }
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Bytes32 hash = blocks.get(i).hash();
      if (perBlock.get(i).stream().anyMatch(log -> !log.blockHash().equals(hash))) {
        return Optional.empty();
      }
      logs.addAll(perBlock.get(i));
    }
    sink.apply(blocks, logs);
    return Optional.of(blocks.getLast());
  }
}
