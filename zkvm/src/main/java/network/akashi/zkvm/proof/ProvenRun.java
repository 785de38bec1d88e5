package network.akashi.zkvm.proof;

import java.util.Map;
import network.akashi.zkvm.exec.Execution;

/**
 * A run and its proof.
 *
 * @param execution the run, with all of its output
 * @param statement what the proof states
 * @param proof the bytes, see {@link RunProofFormat}
 * @param bits proven bits of security
 * @param cellsByChip committed cells, padding to powers of two included
 * @param peakBytes the most memory that trace, tables and the prover's own arrays took
 */
public record ProvenRun(
    Execution execution,
    Statement statement,
    byte[] proof,
    double bits,
    Map<String, Long> cellsByChip,
    long peakBytes) {
  public ProvenRun {
    proof = proof.clone();
    cellsByChip = Map.copyOf(cellsByChip);
  }

  @Override
  public byte[] proof() {
    return proof.clone();
  }
}
