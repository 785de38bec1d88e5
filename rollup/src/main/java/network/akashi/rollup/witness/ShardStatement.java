package network.akashi.rollup.witness;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * The eighteen public values of a run over some blocks of a batch.
 *
 * @param prevBlockHash block that the shard builds on
 * @param daCommitment of the batch's blobs
 * @param depositHashPrev before the shard; the others alike
 * @param withdrawalsRoot of the whole batch in its last shard, zero in others
 * @param batchPrevBlockHash block that the batch builds on
 * @param range which blocks of the batch
 * @param withdrawalsBefore rolling hash of the batch's withdrawals before the shard
 * @param withdrawalsAfter the same after it
 */
public record ShardStatement(
    long chainId,
    Bytes32 configHash,
    Bytes32 prevBlockHash,
    Bytes32 newBlockHash,
    long newBlockNumber,
    Bytes32 newStateRoot,
    Bytes32 daCommitment,
    Bytes32 depositHashPrev,
    Bytes32 depositHashNew,
    Bytes32 forcedHashPrev,
    Bytes32 forcedHashNew,
    Bytes32 withdrawalsRoot,
    Bytes32 batchPrevBlockHash,
    BlockRange range,
    Bytes32 withdrawalsBefore,
    Bytes32 withdrawalsAfter,
    Address payee) {

  /** First public value of each run over a shard. */
  public static final Bytes32 DOMAIN_TAG = Words.tag("akashi.rollup.shard.v1");

  /** How many words these are. */
  public static final int WORDS = 18;

  /** The eighteen words. */
  public List<Bytes32> words() {
    return List.of(
        DOMAIN_TAG,
        Words.of(chainId),
        configHash,
        prevBlockHash,
        newBlockHash,
        Words.of(newBlockNumber),
        newStateRoot,
        daCommitment,
        depositHashPrev,
        depositHashNew,
        forcedHashPrev,
        forcedHashNew,
        withdrawalsRoot,
        batchPrevBlockHash,
        range.word(),
        withdrawalsBefore,
        withdrawalsAfter,
        Words.of(payee));
  }

  /** The words, one after the other: what the guest writes. */
  public Bytes publicValues() {
    return Words.concat(words());
  }

  /** {@code sha256(words)}: what a proof of the run states. */
  public Bytes32 publicValuesDigest() {
    return Words.sha256(publicValues());
  }

  /**
   * The statement behind public values.
   *
   * @return empty if they are not those of a shard: another length or tag, or a number out of range
   */
  public static Optional<ShardStatement> parse(Bytes publicValues) {
    if (publicValues.size() != WORDS * Bytes32.SIZE) {
      return Optional.empty();
    }
    Bytes32[] w = new Bytes32[WORDS];
    for (int i = 0; i < WORDS; i++) {
      w[i] = new Bytes32(publicValues.slice(i * Bytes32.SIZE, (i + 1) * Bytes32.SIZE));
    }
    boolean isInRange =
        isBelow(w[1], Long.SIZE)
            && isBelow(w[5], Long.SIZE)
            && isBelow(w[14], 3 * Long.SIZE)
            && isBelow(w[17], 8 * Address.SIZE);
    if (!w[0].equals(DOMAIN_TAG) || !isInRange) {
      return Optional.empty();
    }
    Optional<BlockRange> range = BlockRange.parse(w[14]);
    return range.map(blocks ->
        new ShardStatement(
            low64(w[1]),
            w[2],
            w[3],
            w[4],
            low64(w[5]),
            w[6],
            w[7],
            w[8],
            w[9],
            w[10],
            w[11],
            w[12],
            w[13],
            blocks,
            w[15],
            w[16],
            new Address(w[17].bytes().slice(12, 32))));
  }

  private static boolean isBelow(Bytes32 word, int bits) {
    BigInteger value = word.toBigInteger();
    return value.bitLength() <= bits;
  }

  private static long low64(Bytes32 word) {
    return ByteBuffer.wrap(word.toArray()).getLong(Bytes32.SIZE - Long.BYTES);
  }
}
