package network.akashi.rollup.witness;

import java.util.List;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.trie.WitnessNode;

/**
 * How many cycles a run of the guest takes: a linear model, fitted to runs of the committed ELF and
 * a little above them, so that a run that fits by this estimate fits. A test compares it with the
 * executor.
 *
 * <p>Each run decodes the whole batch; what it executes and reads of the trie is its own.
 */
final class CycleEstimate {
  private static final long RUN = 80_000;
  private static final long PAYLOAD_BYTE = 22;
  private static final long INFLATED_BYTE = 55;
  private static final long BLOCK = 25_000;
  private static final long TRANSACTION = 79_000;
  private static final long DEPOSIT = 7_000;
  private static final long NODE = 100;
  private static final long NODE_BYTE = 12;
  private static final long WITHDRAWAL = 2_500;

  private CycleEstimate() {}

  static long of(ProvableBatch batch, BlockRange range) {
    long cycles = RUN + decoding(batch);
    List<BatchBlock> listed = batch.batch().derived().blocks();
    for (int i = range.first(); i < range.end(); i++) {
      ExecutedBlock executed = batch.batch().blocks().get(i);
      cycles += BLOCK + TRANSACTION * executed.verdicts().size();
      cycles += DEPOSIT * listed.get(i).deposits();
    }
    cycles += WITHDRAWAL * batch.batch().withdrawals(range.end()).size();
    for (WitnessNode node : batch.witness(range)) {
      cycles += NODE + NODE_BYTE * node.rlp().size();
    }
    return cycles;
  }

  /** From blobs to blocks. */
  private static long decoding(ProvableBatch batch) {
    long used = 0;
    for (CarriedBlob blob : batch.blobs()) {
      used += BlobCodec.unpack(blob.blob()).map(data -> data.size()).orElse(BlobCodec.CAPACITY);
    }
    long listed = 0;
    for (BatchBlock block : batch.batch().derived().blocks()) {
      listed += 80 + block.transactions().stream().mapToLong(raw -> raw.size() + 3L).sum();
    }
    return PAYLOAD_BYTE * used + INFLATED_BYTE * listed;
  }
}
