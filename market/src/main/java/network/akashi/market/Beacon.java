package network.akashi.market;

import java.util.Optional;

/** Randomness of blocks that have come: {@code prevrandao}, which nobody chooses. */
@FunctionalInterface
public interface Beacon {
  /**
   * The randomness of a block, or nothing if the caller cannot show it (on chain: the header that
   * was sent is not that block's).
   */
  Optional<Bytes32> randomnessOf(long block);
}
