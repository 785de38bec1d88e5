package network.akashi.chain.blob;

import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * The blobs of a transaction, with what nodes check them by (EIP-7594).
 *
 * @param blobs one to six
 * @param commitments one a blob
 * @param cellProofs of each blob, 128 proofs in one
 */
public record Sidecar(List<Blob> blobs, List<Bytes> commitments, List<Bytes> cellProofs) {
  /** Most blobs in a transaction. */
  public static final int MAX_BLOBS = 6;

  public Sidecar {
    blobs = List.copyOf(blobs);
    commitments = List.copyOf(commitments);
    cellProofs = List.copyOf(cellProofs);
    if (blobs.isEmpty() || blobs.size() > MAX_BLOBS) {
      throw new IllegalArgumentException(
          "a transaction carries 1 to %d blobs, not %d".formatted(MAX_BLOBS, blobs.size()));
    }
    if (commitments.size() != blobs.size() || cellProofs.size() != blobs.size()) {
      throw new IllegalArgumentException("each blob needs one commitment and its proofs");
    }
  }

  /** Commits to the blobs; takes about 0.4 seconds a blob. */
  public static Sidecar of(List<Blob> blobs) {
    Kzg kzg = Kzg.get();
    return new Sidecar(
        blobs,
        blobs.stream().map(kzg::commit).toList(),
        blobs.stream().map(kzg::cellProofs).toList());
  }

  /** The names of the blobs in the transaction. */
  public List<Bytes32> versionedHashes() {
    return commitments.stream().map(Kzg::versionedHash).toList();
  }
}
