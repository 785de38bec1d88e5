package network.akashi.rollup.adapter;

/**
 * How large a run may get.
 *
 * @param mostCycles of a run, by the adapter's estimate; a single block is never cut
 * @param mostShards of a statement
 */
public record ShardLimit(long mostCycles, int mostShards) {
  /** What one proof of the zkVM covers today. */
  public static final long CYCLES_PER_RUN = 1L << 21;

  public ShardLimit {
    if (mostCycles < 1 || mostShards < 1) {
      throw new IllegalArgumentException("cycles and shards are at least 1");
    }
  }

  /** Everything in one run. */
  public static ShardLimit whole() {
    return new ShardLimit(Long.MAX_VALUE, 1);
  }

  /** Runs that one proof covers. */
  public static ShardLimit perProof() {
    return new ShardLimit(CYCLES_PER_RUN, 4_096);
  }
}
