package network.akashi.rollup.state;

import network.akashi.rollup.block.SkipReason;
import network.akashi.rollup.block.Transfer;

/** What became of a transaction in a block. */
public sealed interface Verdict {
  /** It is the block's transaction {@code index}. */
  record Included(int index, Transfer transfer) implements Verdict {}

  /** It is no part of the block. */
  record Skipped(SkipReason reason) implements Verdict {}

  default boolean isIncluded() {
    return this instanceof Included;
  }
}
