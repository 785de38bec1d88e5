package network.akashi.chain.follow;

/**
 * How events are followed.
 *
 * @param firstBlock where events begin: nothing before it is asked for
 * @param nearBlocks the last blocks of the chain, which are asked for one by one, by hash; older
 *     ones are asked for in ranges
 * @param mostBlocksAtOnce in a query of a range
 * @param restartAfterDeepReorganisation whether to begin anew, instead of failing, when no
 *     checkpoint is on the chain any more
 */
public record FollowConfig(
    long firstBlock,
    int nearBlocks,
    long mostBlocksAtOnce,
    boolean restartAfterDeepReorganisation) {
  public FollowConfig {
    if (firstBlock < 0 || nearBlocks < 1 || mostBlocksAtOnce < 1) {
      throw new IllegalArgumentException("blocks to follow must be positive numbers");
    }
  }

  /** Two epochs of Ethereum one by one, everything older in ranges. */
  public static FollowConfig from(long firstBlock) {
    return new FollowConfig(firstBlock, 64, 50_000, false);
  }
}
