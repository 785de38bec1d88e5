package network.akashi.rollup.batch;

import java.util.List;
import java.util.Optional;

/**
 * The blocks that blobs stand for.
 *
 * @param blocks at least one; together they take what the post takes
 * @param fallback why they are not what is in the blobs; empty if they are
 */
public record DerivedBatch(List<BatchBlock> blocks, Optional<FallbackReason> fallback) {
  public DerivedBatch {
    blocks = List.copyOf(blocks);
  }
}
