package network.akashi.rollup.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.rlp.RlpException;
import network.akashi.rollup.rlp.RlpReader;

/**
 * From blobs to blocks. It is total: whatever the blobs hold, it gives blocks that can be executed
 * and proven, if need be those of the fallback.
 */
public final class Derivation {
  private Derivation() {}

  /**
   * The blocks that {@code blobs} stand for.
   *
   * @param blobs 1 to 6, as the post's transaction carries them
   */
  public static DerivedBatch derive(List<Blob> blobs, Post post) {
    if (blobs.isEmpty() || blobs.size() > BlobCodec.MAX_BLOBS) {
      throw new IllegalArgumentException("a post has 1 to 6 blobs, not " + blobs.size());
    }
    try {
      return new DerivedBatch(blocks(blobs, post), Optional.empty());
    } catch (Unfit e) {
      return new DerivedBatch(List.of(fallback(post)), Optional.of(e.reason));
    }
  }

  /** What a batch stands for whose blobs stand for nothing. */
  public static BatchBlock fallback(Post post) {
    return new BatchBlock(
        post.parent().timestamp(),
        Address.ZERO,
        Bytes32.ZERO,
        post.deposits().size(),
        post.forced().size(),
        List.of());
  }

  private static List<BatchBlock> blocks(List<Blob> blobs, Post post) {
    Bytes payload = payload(blobs);
    if (!Payload.isKnown(payload)) {
      throw new Unfit(FallbackReason.UNKNOWN_PAYLOAD);
    }
    Bytes batch = Payload.open(payload).orElseThrow(() -> new Unfit(FallbackReason.MALFORMED_ZLIB));
    List<BatchBlock> blocks;
    try {
      blocks = decode(batch, post);
    } catch (RlpException e) {
      throw new Unfit(FallbackReason.MALFORMED_BATCH);
    }
    check(blocks, post);
    return blocks;
  }

  private static Bytes payload(List<Blob> blobs) {
    Bytes[] pieces = new Bytes[blobs.size()];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] =
          BlobCodec.unpack(blobs.get(i))
              .orElseThrow(() -> new Unfit(FallbackReason.BLOB_MALFORMED));
    }
    for (int i = 0; i < pieces.length - 1; i++) {
      if (pieces[i].size() < BlobCodec.CAPACITY) {
        throw new Unfit(FallbackReason.BLOB_NOT_FULL);
      }
    }
    return Bytes.concat(pieces);
  }

  private static List<BatchBlock> decode(Bytes batch, Post post) {
    RlpReader whole = RlpReader.of(batch.toArray());
    RlpReader fields = whole.list();
    whole.end();
    long version = fields.number64();
    byte[] prevBlockHash = fields.string(Bytes32.SIZE);
    RlpReader items = fields.list();
    fields.end();
    List<BatchBlock> blocks = new ArrayList<>();
    while (items.hasNext()) {
      blocks.add(Batch.decode(items.list()));
    }
    if (version != Batch.VERSION) {
      throw new Unfit(FallbackReason.UNKNOWN_VERSION);
    }
    if (!Arrays.equals(prevBlockHash, post.prevBlockHash().toArray())) {
      throw new Unfit(FallbackReason.WRONG_PARENT);
    }
    return blocks;
  }

  private static void check(List<BatchBlock> blocks, Post post) {
    if (blocks.isEmpty()) {
      throw new Unfit(FallbackReason.NO_BLOCKS);
    }
    long before = post.parent().timestamp();
    long deposits = 0;
    long forced = 0;
    for (BatchBlock block : blocks) {
      if (Long.compareUnsigned(block.timestamp(), before) < 0) {
        throw new Unfit(FallbackReason.TIME_RUNS_BACK);
      }
      before = block.timestamp();
      deposits += block.deposits();
      forced += block.forced();
    }
    if (deposits != post.deposits().size()) {
      throw new Unfit(FallbackReason.WRONG_DEPOSIT_COUNT);
    }
    if (forced != post.forced().size()) {
      throw new Unfit(FallbackReason.WRONG_FORCED_COUNT);
    }
  }

  /** Carries a reason out of the depth of decoding. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FallbackReason reason;

    Unfit(FallbackReason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }
  }
}
