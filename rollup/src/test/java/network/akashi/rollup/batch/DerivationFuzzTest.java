package network.akashi.rollup.batch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.SplittableRandom;
import network.akashi.chain.Bytes;
import network.akashi.rollup.RandomBatches;

/** Whatever a payload holds, it stands for blocks. */
class DerivationFuzzTest {
  private static final Post POST = post();

  private static Post post() {
    RandomBatches random = new RandomBatches(new SplittableRandom(1));
    return new Post(random.genesis().header(), random.deposits(0, 1), List.of());
  }

  @FuzzTest
  void payloads(byte[] payload) {
    if (payload.length > BlobCodec.CAPACITY) {
      return;
    }
    DerivedBatch derived = Derivation.derive(List.of(BlobCodec.pack(Bytes.of(payload))), POST);
    if (derived.blocks().stream().mapToInt(BatchBlock::deposits).sum() != 1) {
      throw new AssertionError("blocks that do not take what the post takes");
    }
  }

  @FuzzTest
  void zlib(byte[] stream) {
    StrictInflater.inflate(Bytes.of(stream), 1 << 16)
        .ifPresent(data -> {
          if (data.size() > 1 << 16) {
            throw new AssertionError("more than allowed");
          }
        });
  }
}
