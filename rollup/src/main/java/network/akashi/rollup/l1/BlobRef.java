package network.akashi.rollup.l1;

import java.util.List;
import network.akashi.chain.Bytes32;

/**
 * A blob that L1 mentions.
 *
 * @param versionedHash its name
 * @param l1Block height of the block whose transaction carried it
 * @param l1BlockHash of that block
 */
public record BlobRef(Bytes32 versionedHash, long l1Block, Bytes32 l1BlockHash) {
  /** The blobs of a batch, in order. */
  public static List<BlobRef> of(PostedBatch batch) {
    return batch.blobs().stream()
        .map(each -> new BlobRef(each, batch.l1Block().number(), batch.l1Block().hash()))
        .toList();
  }
}
