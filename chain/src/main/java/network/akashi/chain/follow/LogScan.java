package network.akashi.chain.follow;

import java.util.List;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;

/**
 * Log queries over long ranges, in chunks as large as the provider allows. Providers limit blocks,
 * results, bytes or time, and say so in as many ways: so a chunk that fails is halved whatever was
 * said, and one that succeeds makes the next a little larger.
 */
public final class LogScan {
  private static final long FIRST_BLOCKS = 2_000;

  /**
   * Logs of consecutive blocks.
   *
   * @param to the last block, included
   * @param logs in the chain's order
   */
  public record Chunk(long to, List<Log> logs) {
    public Chunk {
      logs = List.copyOf(logs);
    }
  }

  private final Ethereum ethereum;
  private final LogFilter filter;
  private final long mostBlocks;
  private long blocks;

  /**
   * A scan for {@code filter}.
   *
   * @param mostBlocks in a query, however well it goes
   */
  public LogScan(Ethereum ethereum, LogFilter filter, long mostBlocks) {
    this.ethereum = ethereum;
    this.filter = filter;
    this.mostBlocks = mostBlocks;
    this.blocks = Math.min(FIRST_BLOCKS, mostBlocks);
  }

  /** Blocks that the next query will ask for. */
  public long blocksAtOnce() {
    return blocks;
  }

  /**
   * The logs from block {@code from} on: at least of one block, at most to block {@code to}.
   *
   * @throws RpcException if even one block cannot be had, or the node is not there
   */
  public Chunk next(long from, long to) {
    while (true) {
      long end = Math.min(to, from + blocks - 1);
      try {
        List<Log> logs = ethereum.logs(filter, from, end);
        blocks = Math.min(mostBlocks, blocks + Math.max(1, blocks / 10));
        return new Chunk(end, logs);
      } catch (RpcException e) {
        long asked = end - from + 1;
        boolean absent = e instanceof RpcException.Unreachable none && !none.maybeDone();
        if (absent || asked == 1) {
          throw e;
        }
        blocks = Math.max(1, asked / 2);
      }
    }
  }
}
