package network.akashi.chain.follow;

import java.io.Serial;

/** The chain was reorganised deeper than the follower remembers. */
public final class DeepReorganisationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DeepReorganisationException(BlockRef oldest) {
    super(
        "block %d is not %s any more: the chain was reorganised deeper than is remembered, or the"
                .formatted(oldest.number(), oldest.hash())
            + " node is on another chain");
  }
}
