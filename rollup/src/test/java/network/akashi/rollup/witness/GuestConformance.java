package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.rollup.Guest;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.rollup.TransferDraft;
import network.akashi.rollup.batch.Batch;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.batch.FallbackReason;
import network.akashi.rollup.batch.Payload;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of each form of the guest: it publishes exactly what this module computes. */
abstract class GuestConformance {
  static final Address PAYEE = TestKeys.key(3).address();

  private Guest guest = input -> new Guest.Result(-1, input, 0);

  abstract Guest guest();

  /** How many random cases a test may take. */
  abstract int cases();

  @BeforeEach
  void findGuest() {
    guest = guest();
  }

  @Test
  void publishesTheStatementOfWholeBatches() {
    ForAll.cases(
        cases(),
        random -> {
          ProvableBatch batch =
              new RandomBatches(random).batch(1 + random.nextInt(4), random.nextInt(8));
          assertThat(batch.batch().derived().fallback()).isEmpty();
          assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
        });
  }

  @Test
  void publishesTheStatementsOfShardsWhichJoin() {
    ForAll.cases(
        cases(),
        random -> {
          ProvableBatch batch =
              new RandomBatches(random).batch(1 + random.nextInt(5), random.nextInt(6));
          List<ShardStatement> shards = new ArrayList<>();
          for (BlockRange range : split(random, batch.size())) {
            ShardStatement shard = batch.statement(range, PAYEE);
            assertRun(batch.input(range, PAYEE), shard.publicValues());
            shards.add(shard);
          }
          assertThat(ShardJoin.join(shards, PAYEE))
              .isEqualTo(new ShardJoin.Result.Joined(batch.statement(PAYEE)));
        });
  }

  @Test
  void publishesTheStatementOfFallbacks() {
    ForAll.cases(
        cases(),
        random -> {
          RandomBatches batches = new RandomBatches(random);
          ProvableBatch good = batches.batch(1 + random.nextInt(3), random.nextInt(5));
          List<CarriedBlob> spoilt = spoilt(random, good.blobs());
          ProvableBatch batch =
              RandomBatches.provable(
                  new GenesisBlock(good.batch().post().parent(), good.batch().before()),
                  good.batch().post(),
                  spoilt);
          assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
        });
  }

  /** Any bit of the used part flipped, or the batch cut, or bytes put after it. */
  private static List<CarriedBlob> spoilt(RandomGenerator random, List<CarriedBlob> blobs) {
    Blob blob = blobs.getFirst().blob();
    Bytes data = BlobCodec.unpack(blob).orElseThrow();
    Blob changed =
        switch (random.nextInt(4)) {
          case 0 -> BlobCodec.pack(data.slice(0, random.nextInt(data.size())));
          case 1 -> BlobCodec.pack(Bytes.concat(data, Bytes.of(new byte[1 + random.nextInt(9)])));
          case 2 -> BlobCodec.pack(flipped(random, data));
          default -> inField(flipped(random, BlobBinding.used(blob)), blob);
        };
    return List.of(new CarriedBlob(blobs.getFirst().versionedHash(), changed));
  }

  private static Bytes flipped(RandomGenerator random, Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(changed);
  }

  private static Blob inField(Bytes used, Blob otherwise) {
    try {
      return new Blob(Bytes.of(Arrays.copyOf(used.toArray(), Blob.SIZE)));
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  @Test
  void publishesTheStatementOfSeveralBlobs() {
    RandomBatches batches = new RandomBatches(new SplittableRandom(7));
    GenesisBlock genesis = batches.genesis();
    Post post = new Post(genesis.header(), List.of(), List.of());
    byte[] noise = new byte[2 * BlobCodec.CAPACITY];
    new SplittableRandom(8).nextBytes(noise);
    List<Bytes> transactions = new ArrayList<>(batches.transactions(3));
    transactions.add(Bytes.of(noise));
    BatchBlock block =
        new BatchBlock(genesis.header().timestamp(), PAYEE, Bytes32.ZERO, 0, 0, transactions);
    Bytes payload = Payload.plain(new Batch(post.prevBlockHash(), List.of(block)).rlp());
    List<Blob> blobs = BlobCodec.packAll(payload);
    assertThat(blobs).hasSize(3);
    ProvableBatch batch = RandomBatches.provable(genesis, post, RandomBatches.carried(blobs));
    assertThat(batch.batch().derived().fallback()).isEmpty();
    assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
    // The last two in the wrong order: the second is not full.
    List<Blob> swapped = List.of(blobs.get(0), blobs.get(2), blobs.get(1));
    ProvableBatch fallback = RandomBatches.provable(genesis, post, RandomBatches.carried(swapped));
    assertThat(fallback.batch().derived().fallback()).contains(FallbackReason.BLOB_NOT_FULL);
    assertRun(fallback.input(PAYEE), fallback.statement(PAYEE).publicValues());
  }

  /** A batch without blocks is refused even by a post that takes nothing. */
  @Test
  void aBatchWithoutBlocksIsItsFallback() {
    GenesisBlock genesis = new RandomBatches(new SplittableRandom(9)).genesis();
    Post post = new Post(genesis.header(), List.of(), List.of());
    Bytes none =
        Bytes.of(Rlp.list(Rlp.number(1), Rlp.string(post.prevBlockHash().toArray()), Rlp.list()));
    ProvableBatch batch =
        RandomBatches.provable(
            genesis, post, RandomBatches.carried(BlobCodec.packAll(Payload.plain(none))));
    assertThat(batch.batch().derived().fallback()).contains(FallbackReason.NO_BLOCKS);
    assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
  }

  @Test
  void startsFromTheEmptyState() {
    GenesisBlock genesis =
        GenesisBlock.of(new Genesis(RandomBatches.CHAIN_ID, 5, BigInteger.ZERO, Map.of()));
    List<Deposit> deposits = List.of(new Deposit(5, PAYEE, 1_000_000_000L));
    List<ForcedTransaction> forced =
        List.of(
            new ForcedTransaction(
                2,
                TransferDraft.of(RandomBatches.CHAIN_ID, 0, PAYEE, BigInteger.ONE)
                    .signed(TestKeys.key(1))));
    Post post = new Post(genesis.header(), deposits, forced);
    BatchBlock block = new BatchBlock(5, PAYEE, Bytes32.ZERO, 1, 1, List.of());
    Bytes payload = Payload.of(new Batch(post.prevBlockHash(), List.of(block)).rlp());
    ProvableBatch batch =
        RandomBatches.provable(genesis, post, RandomBatches.carried(BlobCodec.packAll(payload)));
    assertThat(batch.witness(BlockRange.all(1))).isEmpty();
    assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
  }

  private static List<BlockRange> split(RandomGenerator random, int total) {
    List<BlockRange> ranges = new ArrayList<>();
    int at = 0;
    while (at < total) {
      int count = 1 + random.nextInt(total - at);
      ranges.add(new BlockRange(at, count, total));
      at += count;
    }
    return ranges;
  }

  void assertRun(Bytes input, Bytes words) {
    Guest.Result result = guest.run(input);
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isEqualTo(words);
  }
}
