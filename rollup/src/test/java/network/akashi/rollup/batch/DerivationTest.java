package network.akashi.rollup.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private static final RandomBatches RANDOM = new RandomBatches(new SplittableRandom(1));
  private static final Header PARENT = RANDOM.genesis().header();
  private static final Post POST = new Post(PARENT, RANDOM.deposits(0, 2), RANDOM.forced(0, 1));
  private static final BatchBlock BLOCK = block(PARENT.timestamp(), 2, 1);
  private static final Batch BATCH = new Batch(PARENT.hash(), List.of(BLOCK));

  private static BatchBlock block(long timestamp, int deposits, int forced) {
    return new BatchBlock(
        timestamp,
        Address.ZERO,
        Bytes32.ZERO,
        deposits,
        forced,
        List.of(Bytes.of(new byte[] {2, 3}), Bytes.EMPTY));
  }

  private static void assertReason(FallbackReason reason, List<Blob> blobs) {
    assertThat(Derivation.derive(blobs, POST))
        .isEqualTo(new DerivedBatch(List.of(Derivation.fallback(POST)), Optional.of(reason)));
  }

  private static void assertReason(FallbackReason reason, Bytes batch) {
    assertReason(reason, BlobCodec.packAll(Payload.plain(batch)));
    assertReason(reason, BlobCodec.packAll(Payload.compressed(batch)));
  }

  private static void assertReason(FallbackReason reason, BatchBlock... blocks) {
    assertReason(reason, new Batch(PARENT.hash(), List.of(blocks)).rlp());
  }

  @Test
  void givesWhatWasPosted() {
    for (Bytes payload : List.of(Payload.plain(BATCH.rlp()), Payload.compressed(BATCH.rlp()))) {
      assertThat(Derivation.derive(BlobCodec.packAll(payload), POST))
          .isEqualTo(new DerivedBatch(BATCH.blocks(), Optional.empty()));
    }
  }

  @Test
  void fallbackTakesAllThatThePostTakes() {
    BatchBlock fallback = Derivation.fallback(POST);
    assertThat(fallback.timestamp()).isEqualTo(PARENT.timestamp());
    assertThat(fallback.beneficiary()).isEqualTo(Address.ZERO);
    assertThat(fallback.prevRandao()).isEqualTo(Bytes32.ZERO);
    assertThat(fallback.deposits()).isEqualTo(2);
    assertThat(fallback.forced()).isEqualTo(1);
    assertThat(fallback.transactions()).isEmpty();
  }

  @Test
  void namesWhatIsWrongWithBlobs() {
    byte[] stray = BlobCodec.pack(Payload.plain(BATCH.rlp())).bytes().toArray();
    stray[stray.length - 1] = 1;
    assertReason(FallbackReason.BLOB_MALFORMED, List.of(new Blob(Bytes.of(stray))));
    Bytes payload = Payload.plain(BATCH.rlp());
    assertReason(
        FallbackReason.BLOB_NOT_FULL,
        List.of(
            BlobCodec.pack(payload.slice(0, 10)),
            BlobCodec.pack(payload.slice(10, payload.size()))));
    assertReason(FallbackReason.UNKNOWN_PAYLOAD, List.of(BlobCodec.pack(Bytes.EMPTY)));
    assertReason(
        FallbackReason.UNKNOWN_PAYLOAD,
        List.of(BlobCodec.pack(Bytes.concat(Bytes.of(new byte[] {2}), BATCH.rlp()))));
    assertReason(
        FallbackReason.MALFORMED_ZLIB,
        List.of(BlobCodec.pack(Bytes.concat(Bytes.of(new byte[] {1}), BATCH.rlp()))));
  }

  @Test
  void namesWhatIsWrongWithBatches() {
    byte[] parent = Rlp.string(PARENT.hash().toArray());
    byte[] one = Rlp.number(1);
    byte[] none = Rlp.list();
    assertReason(FallbackReason.NO_BLOCKS, Bytes.of(Rlp.list(one, parent, none)));
    assertReason(FallbackReason.UNKNOWN_VERSION, Bytes.of(Rlp.list(Rlp.number(2), parent, none)));
    assertReason(
        FallbackReason.WRONG_PARENT, Bytes.of(Rlp.list(one, Rlp.string(new byte[32]), none)));
    FallbackReason malformed = FallbackReason.MALFORMED_BATCH;
    assertReason(malformed, Bytes.of(Rlp.list(one, parent)));
    assertReason(malformed, Bytes.of(Rlp.list(one, parent, none, none)));
    assertReason(malformed, Bytes.of(Rlp.list(one, Rlp.string(new byte[31]), none)));
    assertReason(malformed, Bytes.of(Rlp.list(new byte[] {0}, parent, none)));
    assertReason(malformed, Bytes.concat(BATCH.rlp(), Bytes.of(new byte[1])));
    assertReason(malformed, BATCH.rlp().slice(0, BATCH.rlp().size() - 1));
    assertReason(malformed, Bytes.EMPTY);
  }

  @Test
  void namesMalformedBlocks() {
    List<byte[]> good =
        List.of(
            Rlp.number(PARENT.timestamp()),
            Rlp.string(new byte[20]),
            Rlp.string(new byte[32]),
            Rlp.number(2),
            Rlp.number(1),
            Rlp.list(Rlp.string(new byte[] {2, 3}), Rlp.string(new byte[0])));
    assertThat(Derivation.derive(BlobCodec.packAll(Payload.plain(batch(good))), POST).blocks())
        .isEqualTo(BATCH.blocks());
    byte[][] bad = {
      Rlp.number(BigInteger.TWO.pow(64)),
      Rlp.string(new byte[19]),
      Rlp.string(new byte[33]),
      Rlp.number(1 << 16),
      Rlp.number(1 << 16),
      Rlp.list(Rlp.list())
    };
    for (int i = 0; i < good.size(); i++) {
      List<byte[]> spoilt = new ArrayList<>(good);
      spoilt.set(i, bad[i]);
      assertReason(FallbackReason.MALFORMED_BATCH, batch(spoilt));
    }
    assertReason(FallbackReason.MALFORMED_BATCH, batch(good.subList(0, 5)));
    List<byte[]> more = new ArrayList<>(good);
    more.add(Rlp.list());
    assertReason(FallbackReason.MALFORMED_BATCH, batch(more));
  }

  private static Bytes batch(List<byte[]> block) {
    return Bytes.of(
        Rlp.list(Rlp.number(1), Rlp.string(PARENT.hash().toArray()), Rlp.list(Rlp.list(block))));
  }

  @Test
  void namesBlocksThatDoNotFitThePost() {
    long now = PARENT.timestamp();
    assertReason(FallbackReason.TIME_RUNS_BACK, block(now - 1, 2, 1));
    assertReason(FallbackReason.TIME_RUNS_BACK, block(now + 5, 2, 1), block(now + 4, 0, 0));
    assertReason(FallbackReason.WRONG_DEPOSIT_COUNT, block(now, 1, 1));
    assertReason(FallbackReason.WRONG_DEPOSIT_COUNT, block(now, 2, 1), block(now, 1, 0));
    assertReason(FallbackReason.WRONG_FORCED_COUNT, block(now, 2, 0));
    assertReason(FallbackReason.WRONG_FORCED_COUNT, block(now, 2, 1), block(now, 0, 1));
  }

  @Test
  void timestampsAreUnsigned() {
    assertThat(
            Derivation.derive(
                    BlobCodec.packAll(
                        Payload.plain(new Batch(PARENT.hash(), List.of(block(-1L, 2, 1))).rlp())),
                    POST)
                .fallback())
        .isEmpty();
  }

  @Test
  void whatInflatesTooFarIsNotRead() {
    List<Bytes> zeros = List.of(Bytes.of(new byte[Payload.MAX_BATCH]));
    BatchBlock large = new BatchBlock(PARENT.timestamp(), Address.ZERO, Bytes32.ZERO, 2, 1, zeros);
    Bytes batch = new Batch(PARENT.hash(), List.of(large)).rlp();
    assertThatThrownBy(() -> Payload.compressed(batch)).hasMessageContaining("1048576");
  }

  @Test
  void anyBytesStandForBlocks() {
    ForAll.cases(
        200,
        random -> {
          byte[] noise = new byte[random.nextInt(400)];
          random.nextBytes(noise);
          if (noise.length > 0) {
            noise[0] = (byte) random.nextInt(3);
          }
          Bytes payload = random.nextBoolean() ? Bytes.of(noise) : spoilt(random.nextInt());
          DerivedBatch derived = Derivation.derive(List.of(BlobCodec.pack(payload)), POST);
          assertThat(derived.blocks()).isNotEmpty();
          int deposits = derived.blocks().stream().mapToInt(BatchBlock::deposits).sum();
          int forced = derived.blocks().stream().mapToInt(BatchBlock::forced).sum();
          assertThat(deposits).isEqualTo(2);
          assertThat(forced).isEqualTo(1);
        });
  }

  private static Bytes spoilt(int how) {
    byte[] payload = Payload.plain(BATCH.rlp()).toArray();
    payload[Math.floorMod(how, payload.length)] ^= (byte) (1 << (how >>> 29));
    return Bytes.of(payload);
  }
}
