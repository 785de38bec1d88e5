package network.akashi.chain.follow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.rpc.Ethereum;

/** What time it is for the contracts: that of the latest block, beside the local clock. */
public final class ChainClock {
  private final Ethereum ethereum;
  private final InstantSource local;

  public ChainClock(Ethereum ethereum, InstantSource local) {
    this.ethereum = ethereum;
    this.local = local;
  }

  /**
   * Both clocks at one moment.
   *
   * @param head the latest block
   * @param local the local clock when the block was asked for
   */
  public record Reading(Block head, Instant local) {
    /** The time of the latest block, by which contracts judged what was in it. */
    public Instant chain() {
      return Instant.ofEpochSecond(head.timestampSeconds());
    }

    /** How old the latest block is; negative if it is from the future. */
    public Duration age() {
      return Duration.between(chain(), local);
    }

    /** Whether the node is behind, or the local clock ahead: no block for so long. */
    public boolean isStale(Duration longest) {
      return age().compareTo(longest) > 0;
    }

    /** Whether the local clock is behind: a block comes from further ahead than that. */
    public boolean isFromTheFuture(Duration tolerance) {
      return age().negated().compareTo(tolerance) > 0;
    }

    /**
     * Whether a transaction that is included {@code inclusion} from now is surely in a block not
     * later than {@code deadlineSeconds} (Unix time), by either clock.
     */
    public boolean canMeet(long deadlineSeconds, Duration inclusion) {
      Instant later = local.isAfter(chain()) ? local : chain();
      return !later.plus(inclusion).isAfter(Instant.ofEpochSecond(deadlineSeconds));
    }
  }

  /** Looks at both clocks. */
  public Reading read() {
    Instant now = local.instant();
    return new Reading(ethereum.block(BlockId.Tag.LATEST).orElseThrow(), now);
  }
}
