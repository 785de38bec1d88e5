package network.akashi.rollup.l1;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.blob.Kzg;
import network.akashi.chain.contracts.Opening;
import network.akashi.rollup.batch.Batch;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.batch.Payload;

/** Puts batches into blobs, and opens these where their data says. */
public final class BatchPacking {
  private BatchPacking() {}

  /** A batch, compressed if that makes it shorter. */
  public static PackedBatch pack(Batch batch) {
    return ofPayload(Payload.of(batch.rlp()));
  }

  /** The same payload packed again: the outcome is the same each time. */
  public static PackedBatch ofPayload(Bytes payload) {
    return ofBlobs(payload, BlobCodec.packAll(payload));
  }

  /** Any blobs, opened at the points that they give. */
  public static PackedBatch ofBlobs(Bytes payload, List<Blob> blobs) {
    Kzg kzg = Kzg.get();
    List<Bytes32> names = new ArrayList<>();
    List<Opening> openings = new ArrayList<>();
    for (Blob each : blobs) {
      Bytes commitment = kzg.commit(each);
      Bytes32 name = Kzg.versionedHash(commitment);
      BlobBinding binding = BlobBinding.of(name, each);
      Kzg.Opening opening = kzg.open(each, binding.z());
      if (!opening.value().equals(binding.y())) {
        throw new IllegalStateException("two ways to evaluate blob " + name + " disagree");
      }
      names.add(name);
      openings.add(new Opening(binding.z(), binding.y(), commitment, opening.proof()));
    }
    return new PackedBatch(payload, blobs, names, openings);
  }
}
