package network.akashi.rollup.witness;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.rollup.batch.BatchBlock;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.batch.Payload;
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
  private static final long RUN = 34_000;
  private static final long PAYLOAD_BYTE = 22;
  private static final long INFLATING = 48_000;
  private static final long INFLATED_BYTE = 52;
  private static final long BLOCK = 21_000;
  private static final long TRANSACTION = 52_000;
  private static final long DEPOSIT = 6_500;
  private static final long NODE = 60;
  private static final long NODE_BYTE = 8;
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
    List<Optional<Bytes>> carried =
        batch.blobs().stream().map(blob -> BlobCodec.unpack(blob.blob())).toList();
    long cycles = 0;
    for (Optional<Bytes> data : carried) {
      cycles += PAYLOAD_BYTE * data.map(Bytes::size).orElse(BlobCodec.CAPACITY);
    }
    boolean isCompressed = carried.getFirst().filter(Payload::isCompressed).isPresent();
    return isCompressed ? cycles + INFLATING + INFLATED_BYTE * inflated(batch) : cycles;
  }

  /** About how many bytes the batch has; what does not inflate may stop anywhere. */
  private static long inflated(ProvableBatch batch) {
    if (batch.batch().derived().fallback().isPresent()) {
      return Payload.MAX_BATCH;
    }
    long bytes = 0;
    for (BatchBlock block : batch.batch().derived().blocks()) {
      bytes += 80 + block.transactions().stream().mapToLong(raw -> raw.size() + 3L).sum();
    }
    return bytes;
  }
}
