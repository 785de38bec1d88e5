package network.akashi.rollup.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.blob.Blob;

/**
 * The link between a blob on L1 and the bytes that a run reads: the blob's polynomial has the value
 * {@code y} at a point {@code z} that depends on the bytes.
 *
 * @param versionedHash the blob's name on L1
 * @param z the point, below the order of the field
 * @param y the value, below the order of the field
 */
public record BlobBinding(Bytes32 versionedHash, Bytes32 z, Bytes32 y) {
  private static final Bytes32 DOMAIN =
      Keccak256.hash(Bytes.of("akashi.rollup.blob.v1".getBytes(StandardCharsets.US_ASCII)));

  /** Binds {@code blob}. */
  public static BlobBinding of(Bytes32 versionedHash, Blob blob) {
    Bytes used = used(blob);
    Bytes length = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(used.size()).array());
    Bytes32 digest = Keccak256.hash(used, length);
    BigInteger z =
        Keccak256.hash(DOMAIN.bytes(), versionedHash.bytes(), digest.bytes())
            .toBigInteger()
            .mod(ScalarField.ORDER);
    return new BlobBinding(versionedHash, Bytes32.of(z), evaluate(blob, Bytes32.of(z)));
  }

  /** The value of the blob's polynomial at {@code z}. */
  static Bytes32 evaluate(Blob blob, Bytes32 z) {
    byte[] bytes = blob.bytes().toArray();
    BigInteger[] values = new BigInteger[Blob.ELEMENTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = new BigInteger(1, bytes, 32 * i, 32);
    }
    return Bytes32.of(ScalarField.evaluate(values, z.toBigInteger()));
  }

  /** The blob's bytes up to its last element that is not zero. */
  public static Bytes used(Blob blob) {
    byte[] bytes = blob.bytes().toArray();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return blob.bytes().slice(0, (end + 31) / 32 * 32);
  }

  /** {@code keccak256(n ‖ (versionedHash ‖ z ‖ y) for each blob)}. */
  public static Bytes32 daCommitment(List<BlobBinding> blobs) {
    List<Bytes> parts = new ArrayList<>();
    parts.add(Bytes32.of(BigInteger.valueOf(blobs.size())).bytes());
    for (BlobBinding blob : blobs) {
      parts.addAll(List.of(blob.versionedHash().bytes(), blob.z().bytes(), blob.y().bytes()));
    }
    return Keccak256.hash(parts.toArray(new Bytes[0]));
  }
}
