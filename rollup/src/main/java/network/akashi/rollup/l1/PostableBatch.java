package network.akashi.rollup.l1;

import java.math.BigInteger;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.contracts.BatchPost;
import network.akashi.chain.contracts.Opening;

/**
 * A batch, ready to be posted.
 *
 * @param index its place, counting from one
 * @param prevBlockHash the L2 block that it builds on
 * @param depositsAfter deposits taken after it
 * @param depositHash rolling hash there
 * @param forcedAfter forced transactions taken after it
 * @param forcedHash rolling hash there
 * @param blobs its data
 * @param openings one for each blob
 */
public record PostableBatch(
    long index,
    Bytes32 prevBlockHash,
    long depositsAfter,
    Bytes32 depositHash,
    long forcedAfter,
    Bytes32 forcedHash,
    List<Blob> blobs,
    List<Opening> openings) {
  public PostableBatch {
    blobs = List.copyOf(blobs);
    openings = List.copyOf(openings);
    if (blobs.isEmpty() || blobs.size() != openings.size()) {
      throw new IllegalArgumentException("a batch has at least one blob, and an opening for each");
    }
  }

  /** The argument of the contract's {@code postBatch}. */
  BatchPost toPost() {
    return new BatchPost(
        BigInteger.valueOf(index),
        prevBlockHash,
        BigInteger.valueOf(depositsAfter),
        depositHash,
        BigInteger.valueOf(forcedAfter),
        forcedHash,
        openings);
  }

  /** What tells it from another batch of the same index: commitments stand for the blobs. */
  Bytes32 digest() {
    Bytes[] parts = new Bytes[5 + openings.size()];
    parts[0] = prevBlockHash.bytes();
    parts[1] = Bytes32.of(BigInteger.valueOf(depositsAfter)).bytes();
    parts[2] = depositHash.bytes();
    parts[3] = Bytes32.of(BigInteger.valueOf(forcedAfter)).bytes();
    parts[4] = forcedHash.bytes();
    for (int i = 0; i < openings.size(); i++) {
      parts[5 + i] = openings.get(i).commitment();
    }
    return Keccak256.hash(parts);
  }
}
