package network.akashi.rollup.l1;

/**
 * How far the rollup is on L1: indices of the newest batch that is posted, attested, proven, with
 * everything before it.
 */
public record Tips(long posted, long attested, long proven) {
  static final Tips GENESIS = new Tips(0, 0, 0);
}
