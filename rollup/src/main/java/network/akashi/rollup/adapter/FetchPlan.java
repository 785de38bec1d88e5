package network.akashi.rollup.adapter;

import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.follow.BlockRef;

/**
 * The data behind a statement.
 *
 * @param items in the order in which they are decoded
 */
public record FetchPlan(List<Item> items) {
  public FetchPlan {
    items = List.copyOf(items);
  }

  /**
   * One blob.
   *
   * @param versionedHash its name, by which every source's answer is checked
   * @param postedAt the L1 block that brought it
   * @param postedAtSeconds that block's time: nodes keep blobs for about 18 days from then
   */
  public record Item(Bytes32 versionedHash, BlockRef postedAt, long postedAtSeconds) {}
}
