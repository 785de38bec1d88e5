package network.akashi.rollup.sequencer;

import java.time.Duration;
import network.akashi.chain.Address;

/**
 * How a sequencer works.
 *
 * @param beneficiary who gets the tips
 * @param confirmations L1 blocks on top of a deposit or a forced transaction before it is taken
 * @param blockInterval how long a transaction waits for others, at most
 * @param mostTransfers of a block
 * @param work what proving costs
 * @param mostBatchBytes a batch is posted when it has so many, before it is compressed
 * @param mostBatchTransfers or so many transfers
 * @param batchAge or when its oldest block is so old
 * @param pollInterval how often L1 is looked at
 * @param mempool what may wait
 */
public record SequencerConfig(
    Address beneficiary,
    int confirmations,
    Duration blockInterval,
    int mostTransfers,
    ProvingWork work,
    int mostBatchBytes,
    int mostBatchTransfers,
    Duration batchAge,
    Duration pollInterval,
    MempoolConfig mempool) {
  /** What the contract takes of each queue in a batch. */
  static final int MOST_DEPOSITS_PER_BATCH = 256;

  static final int MOST_FORCED_PER_BATCH = 64;

  /** What a block takes of each queue. */
  static final int MOST_DEPOSITS_PER_BLOCK = 8;

  static final int MOST_FORCED_PER_BLOCK = 4;

  /** What one blob surely holds, whatever zlib makes of it. */
  static final int MOST_BYTES = 120_000;

  public SequencerConfig {
    if (confirmations < 0 || mostTransfers < 1 || mostBatchTransfers < 1) {
      throw new IllegalArgumentException("confirmations, transfers: a positive number");
    }
    if (mostBatchBytes < 1 || mostBatchBytes > MOST_BYTES) {
      throw new IllegalArgumentException("a batch has 1 to %d bytes".formatted(MOST_BYTES));
    }
    if (work.transfersBeside(mostBatchBytes, MOST_DEPOSITS_PER_BLOCK) < MOST_FORCED_PER_BLOCK + 1) {
      throw new IllegalArgumentException(
          "no block of a batch of %d bytes fits into a run of %d cycles"
              .formatted(mostBatchBytes, work.mostPerRun()));
    }
    if (!blockInterval.isPositive() || batchAge.isNegative() || !pollInterval.isPositive()) {
      throw new IllegalArgumentException("intervals are positive");
    }
  }

  /**
   * For Ethereum: deposits 20 blocks deep, a block every quarter of a second if anything waits, up
   * to twelve transfers in it, a batch every five minutes at the latest.
   */
  public static SequencerConfig defaults(Address beneficiary) {
    return new SequencerConfig(
        beneficiary,
        20,
        Duration.ofMillis(250),
        12,
        ProvingWork.defaults(),
        4_000,
        32,
        Duration.ofMinutes(5),
        Duration.ofSeconds(2),
        MempoolConfig.defaults());
  }

  /** The same with another depth. */
  public SequencerConfig withConfirmations(int blocks) {
    return new SequencerConfig(
        beneficiary,
        blocks,
        blockInterval,
        mostTransfers,
        work,
        mostBatchBytes,
        mostBatchTransfers,
        batchAge,
        pollInterval,
        mempool);
  }

  /** The same with other batches. */
  public SequencerConfig withBatches(int transfers, Duration age) {
    return new SequencerConfig(
        beneficiary,
        confirmations,
        blockInterval,
        mostTransfers,
        work,
        mostBatchBytes,
        transfers,
        age,
        pollInterval,
        mempool);
  }

  /** The same with other intervals. */
  public SequencerConfig withIntervals(Duration block, Duration poll) {
    return new SequencerConfig(
        beneficiary,
        confirmations,
        block,
        mostTransfers,
        work,
        mostBatchBytes,
        mostBatchTransfers,
        batchAge,
        poll,
        mempool);
  }

  /** The same with other limits of what may wait. */
  public SequencerConfig withMempool(MempoolConfig other) {
    return new SequencerConfig(
        beneficiary,
        confirmations,
        blockInterval,
        mostTransfers,
        work,
        mostBatchBytes,
        mostBatchTransfers,
        batchAge,
        pollInterval,
        other);
  }
}
