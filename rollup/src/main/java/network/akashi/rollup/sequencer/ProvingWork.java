package network.akashi.rollup.sequencer;

import network.akashi.rollup.adapter.ShardLimit;

/**
 * What it costs to prove things, in cycles of the guest, a little too high: a block that does not
 * fit into one run cannot be proven.
 *
 * @param perRun whatever is in it
 * @param perBatchByte of the batch's data, which every run decodes
 * @param perTransfer a transaction, valid or not
 * @param perDeposit a deposit
 * @param mostPerRun what fits into a run
 */
public record ProvingWork(
    long perRun, long perBatchByte, long perTransfer, long perDeposit, long mostPerRun) {
  /** As the guest was measured, with witnesses of a state of a million accounts. */
  public static ProvingWork defaults() {
    return new ProvingWork(105_000, 77, 130_000, 40_000, ShardLimit.CYCLES_PER_RUN);
  }

  /** A run of these. */
  public long cycles(long batchBytes, int transfers, int deposits) {
    return perRun + perBatchByte * batchBytes + perTransfer * transfers + perDeposit * deposits;
  }

  /** How many transfers fit into a run beside that many deposits, in a batch of that size. */
  public int transfersBeside(long batchBytes, int deposits) {
    long rest = mostPerRun - cycles(batchBytes, 0, deposits);
    return Math.clamp(rest / perTransfer, 0, Integer.MAX_VALUE);
  }
}
