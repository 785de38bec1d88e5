package network.akashi.node.work;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.math.Parallel;
import network.akashi.node.NodeError;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.UnprovableRunException;

/**
 * Proves on this machine's cores, one run after the other; keeps what is warm for the program that
 * it proved last.
 */
public final class CoreProver implements AutoCloseable {
  private final Parallel cores;
  private List<RunProver> warm = List.of();
  private List<ProgramKey> warmKey = List.of();

  /** A prover on as many threads. */
  public CoreProver(int threads) {
    this.cores = Parallel.ofThreads(threads);
  }

  /**
   * A proven run.
   *
   * @param proven with its proof
   * @param cycles that it took
   */
  public record Made(ProvenPart proven, long cycles) {}

  /**
   * Proves a run.
   *
   * @param dropped asked between stages: whether nobody wants the proof any more
   * @throws WorkException if the run cannot be proven, or ends with another exit code than zero
   * @throws CancellationException if it was dropped
   */
  public synchronized Made prove(
      ProgramKey key, byte[] input, Address payee, BooleanSupplier dropped) {
    RunProver prover = prover(key);
    boolean done = false;
    try {
      ProvenRun run =
          prover.prove(
              input,
              BundleCheck.payee(payee),
              (_, _) -> {
                if (dropped.getAsBoolean()) {
                  throw new CancellationException("nobody wants this proof any more");
                }
              });
      if (run.statement().exitCode() != 0) {
        throw new WorkException(NodeError.UNPROVABLE, "exit code " + run.statement().exitCode());
      }
      done = true;
      Bundle.Part part = new Bundle.Part(Bytes.of(run.execution().output()), Bytes.of(run.proof()));
      return new Made(new ProvenPart(part, run.statement().cells()), run.execution().cycles());
    } catch (UnprovableRunException e) {
      throw new WorkException(NodeError.UNPROVABLE, String.valueOf(e.getMessage()), e);
    } finally {
      if (!done) {
        cool(); // stopped anywhere: its buffers are not used again
      }
    }
  }

  private RunProver prover(ProgramKey key) {
    if (warm.isEmpty() || !warmKey.getFirst().id().equals(key.id())) {
      cool();
      warm = List.of(new RunProver(key, cores));
      warmKey = List.of(key);
    }
    return warm.getFirst();
  }

  private void cool() {
    warm.forEach(RunProver::close);
    warm = List.of();
  }

  @Override
  public synchronized void close() {
    cool();
    cores.close();
  }
}
