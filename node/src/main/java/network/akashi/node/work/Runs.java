package network.akashi.node.work;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Where runs are proven: on this machine's cores, or by workers on many machines. Thread-safe. */
public interface Runs extends AutoCloseable {
  /**
   * Proves all runs of a request.
   *
   * @param dropped asked now and then: whether nobody wants the proofs any more
   * @return proofs that verify, of just these runs, in their order
   * @throws WorkException with the reason
   * @throws CancellationException if it was dropped
   */
  List<ProvenPart> prove(RunBatch batch, BooleanSupplier dropped);

  /** How long proving will take, by what it took before. */
  long estimateMillis(Work work);

  /** Lets go of what it holds; proofs that are being made are lost. */
  @Override
  void close();
}
