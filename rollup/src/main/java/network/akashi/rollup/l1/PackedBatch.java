package network.akashi.rollup.l1;

import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.contracts.Opening;

/**
 * A batch as L1 gets it.
 *
 * @param payload what the blobs hold
 * @param blobs in order
 * @param versionedHashes of the blobs
 * @param openings of the blobs at the points that their data gives
 */
public record PackedBatch(
    Bytes payload, List<Blob> blobs, List<Bytes32> versionedHashes, List<Opening> openings) {
  public PackedBatch {
    blobs = List.copyOf(blobs);
    versionedHashes = List.copyOf(versionedHashes);
    openings = List.copyOf(openings);
  }

  /** What L1 calls the blobs, one name after the other. */
  public Bytes commitment() {
    return join(versionedHashes);
  }

  /** Names of blobs, one after the other. */
  public static Bytes join(List<Bytes32> versionedHashes) {
    return Bytes.concat(versionedHashes.stream().map(Bytes32::bytes).toArray(Bytes[]::new));
  }
}
