package network.akashi.rollup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.rollup.batch.Batch;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.batch.Payload;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.state.Exit;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.rollup.witness.CarriedBlob;
import network.akashi.rollup.witness.ProvableBatch;
import network.akashi.rollup.witness.QueuePosition;
import network.akashi.rollup.witness.Settlement;

/** Batches of all kinds of transactions, valid and not, from a seeded generator. */
public final class RandomBatches {
  public static final long CHAIN_ID = 901;
  public static final Settlement SETTLEMENT = new Settlement(CHAIN_ID, word(77));

  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private final RandomGenerator random;
  private final Map<Integer, Long> nonces = new HashMap<>();

  public RandomBatches(RandomGenerator random) {
    this.random = random;
  }

  /** A genesis in which most test keys have money. */
  public GenesisBlock genesis() {
    Map<Address, BigInteger> alloc = new HashMap<>();
    for (int i = 0; i < TestKeys.count() - 4; i++) {
      alloc.put(
          TestKeys.key(i).address(), ETHER.multiply(BigInteger.valueOf(1 + random.nextInt(9))));
    }
    return GenesisBlock.of(
        new Genesis(CHAIN_ID, 1_700_000_000L, BigInteger.valueOf(1_000_000_000), alloc));
  }

  /** A provable batch on top of genesis. */
  public ProvableBatch batch(int blocks, int transactions) {
    return batch(genesis(), blocks, transactions);
  }

  /** As {@link #batch}, of transfers that are all valid. */
  public ProvableBatch ofTransfers(int blocks, int transactions) {
    return batch(genesis(), blocks, transactions, true);
  }

  public ProvableBatch batch(GenesisBlock genesis, int blocks, int transactions) {
    return batch(genesis, blocks, transactions, false);
  }

  private ProvableBatch batch(GenesisBlock genesis, int blocks, int transactions, boolean valid) {
    List<Deposit> deposits = deposits(5, random.nextInt(4));
    List<ForcedTransaction> forced = valid ? List.of() : forced(2, random.nextInt(3));
    Post post = new Post(genesis.header(), deposits, forced);
    List<BatchBlock> list = new ArrayList<>();
    int depositsLeft = deposits.size();
    int forcedLeft = forced.size();
    long timestamp = genesis.header().timestamp();
    for (int i = 0; i < blocks; i++) {
      boolean last = i == blocks - 1;
      int d = last ? depositsLeft : random.nextInt(depositsLeft + 1);
      int f = last ? forcedLeft : random.nextInt(forcedLeft + 1);
      depositsLeft -= d;
      forcedLeft -= f;
      timestamp += random.nextInt(3);
      list.add(
          new BatchBlock(
              timestamp,
              address(),
              word(random.nextLong()),
              d,
              f,
              valid ? transfers(transactions) : transactions(transactions)));
    }
    Bytes batch = new Batch(post.prevBlockHash(), list).rlp();
    Bytes payload = random.nextBoolean() ? Payload.of(batch) : Payload.plain(batch);
    return provable(genesis, post, carried(BlobCodec.packAll(payload)));
  }

  public static ProvableBatch provable(GenesisBlock genesis, Post post, List<CarriedBlob> blobs) {
    return ProvableBatch.of(
        SETTLEMENT,
        genesis.state(),
        post,
        blobs,
        new QueuePosition(5, word(5)),
        new QueuePosition(2, word(2)));
  }

  /** Blobs with names that are not theirs: nothing here asks L1. */
  public static List<CarriedBlob> carried(List<Blob> blobs) {
    List<CarriedBlob> carried = new ArrayList<>();
    for (Blob blob : blobs) {
      carried.add(new CarriedBlob(word(carried.size() + 100), blob));
    }
    return carried;
  }

  public List<Deposit> deposits(long from, int count) {
    List<Deposit> deposits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deposits.add(
          new Deposit(from + i, address(), random.nextInt(4) == 0 ? 0 : random.nextLong()));
    }
    return deposits;
  }

  public List<ForcedTransaction> forced(long from, int count) {
    List<ForcedTransaction> forced = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Bytes raw = transaction();
      forced.add(new ForcedTransaction(from + i, raw.isEmpty() ? Bytes.of(new byte[1]) : raw));
    }
    return forced;
  }

  public List<Bytes> transactions(int count) {
    List<Bytes> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(transaction());
    }
    return list;
  }

  private List<Bytes> transfers(int count) {
    List<Bytes> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int sender = random.nextInt(TestKeys.count() - 4);
      long nonce = nonces.merge(sender, 1L, Long::sum) - 1;
      BigInteger value = BigInteger.valueOf(random.nextInt(1000));
      Address to = random.nextInt(5) == 0 ? Exit.L1 : address();
      list.add(TransferDraft.of(CHAIN_ID, nonce, to, value).signed(TestKeys.key(sender)));
    }
    return list;
  }

  /** Mostly valid. */
  public Bytes transaction() {
    int sender = random.nextInt(TestKeys.count());
    PrivateKey key = TestKeys.key(sender);
    long nonce = nonces.getOrDefault(sender, 0L);
    TransferDraft draft = TransferDraft.of(CHAIN_ID, nonce, recipient(), value());
    int kind = random.nextInt(20);
    if (kind < 14) {
      nonces.merge(sender, 1L, Long::sum);
      return draft.signed(key);
    }
    Bytes good = draft.signed(key);
    return switch (kind) {
      case 14 -> good.slice(0, random.nextInt(good.size()));
      case 15 -> flip(good);
      case 16 -> draft.withGasLimit(21_001).signed(key);
      case 17 ->
          draft
              .withFees(BigInteger.ZERO, BigInteger.valueOf(random.nextInt(1_000_000_000)))
              .signed(key);
      case 18 ->
          TransferDraft.of(
                  CHAIN_ID,
                  nonce + random.nextInt(3),
                  recipient(),
                  value().shiftLeft(random.nextInt(80)))
              .signed(key);
      default ->
          draft
              .withFees(BigInteger.TWO, BigInteger.TEN.pow(9).shiftLeft(random.nextInt(220)))
              .signed(key);
    };
  }

  private Bytes flip(Bytes good) {
    byte[] bytes = good.toArray();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(bytes);
  }

  private BigInteger value() {
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.ZERO;
      case 1 -> ETHER.multiply(BigInteger.valueOf(random.nextInt(12)));
      default -> BigInteger.valueOf(random.nextLong(1L << 50));
    };
  }

  private Address recipient() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Exit.L1;
      case 2 ->
          Address.of(
              Bytes32.of(BigInteger.valueOf(random.nextInt(12))).bytes().slice(12, 32).toArray());
      default -> address();
    };
  }

  private Address address() {
    if (random.nextInt(3) > 0) {
      return TestKeys.key(random.nextInt(TestKeys.count())).address();
    }
    byte[] bytes = new byte[Address.SIZE];
    random.nextBytes(bytes);
    return Address.of(bytes);
  }

  public static Bytes32 word(long value) {
    return Bytes32.of(BigInteger.valueOf(value & Long.MAX_VALUE));
  }
}
