package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.node.view.Terms;

/** Makes the bundle and the claim of a request out of proofs of its runs. */
public final class Farm implements AutoCloseable {
  private final Runs runs;

  /** A farm whose runs are proven by {@code runs}, which it closes. */
  public Farm(Runs runs) {
    this.runs = runs;
  }

  /**
   * A proven request.
   *
   * @param claim that the bundle shows
   * @param bundle the artifact
   * @param output for the requester's callback
   */
  public record Product(Claim claim, byte[] bundle, Bytes output) {}

  /** How long proving will take, by what it took before. */
  public long estimateMillis(Work work) {
    return runs.estimateMillis(work);
  }

  /**
   * Proves all runs.
   *
   * @param dropped asked now and then: whether nobody wants the proof any more
   * @throws WorkException with the reason
   * @throws CancellationException if it was dropped
   */
  public Product prove(Terms terms, Work work, Address payee, BooleanSupplier dropped) {
    RunBatch batch = new RunBatch(terms.id(), terms.programId(), work, payee);
    List<Bundle.Part> parts = new ArrayList<>();
    List<byte[]> outputs = new ArrayList<>();
    long cells = 0;
    for (ProvenPart each : runs.prove(batch, dropped)) {
      parts.add(each.part());
      outputs.add(each.part().output().toArray());
      cells += each.cells();
    }
    if (cells > terms.maxWork()) {
      throw new WorkException(
          NodeError.WORK_ABOVE_BOUND,
          "%,d cells, of which %,d are paid for".formatted(cells, terms.maxWork()));
    }
    Bytes32 digest = work.join(outputs, payee);
    if (!digest.equals(work.outputDigest())) {
      throw new WorkException(
          NodeError.OUTPUT_MISMATCH, "the guest and this node's own execution differ");
    }
    byte[] bundle = new Bundle(parts).encode();
    Claim claim =
        new Claim(
            terms.id(),
            terms.programId(),
            terms.inputCommitment(),
            digest,
            payee,
            cells,
            Sha256.of(bundle));
    return new Product(claim, bundle, work.callbackOutput());
  }

  @Override
  public void close() {
    runs.close();
  }
}
