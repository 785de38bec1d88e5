package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.zkvm.proof.ProgramKey;

/** Proves on this machine's cores. */
public final class LocalRuns implements Runs {
  private final Programs programs;
  private final CoreProver prover;
  private final ProvingPace pace = new ProvingPace();
  private volatile boolean worked;

  /** Runs of these programs, on as many threads. */
  public LocalRuns(Programs programs, int threads) {
    this.programs = programs;
    this.prover = new CoreProver(threads);
  }

  @Override
  public List<ProvenPart> prove(RunBatch batch, BooleanSupplier dropped) {
    worked = true; // practice ends
    ProgramKey key = programs.key(batch.program());
    List<ProvenPart> parts = new ArrayList<>();
    for (int run = 0; run < batch.work().runs(); run++) {
      byte[] input = batch.work().input(run, batch.payee());
      long began = System.nanoTime();
      CoreProver.Made made = prover.prove(key, input, batch.payee(), dropped);
      pace.learn(made.cycles(), System.nanoTime() - began);
      parts.add(made.proven());
    }
    return parts;
  }

  /** Whether anything was asked of it but practice. */
  boolean hasWorked() {
    return worked;
  }

  /**
   * Proves a run of no use.
   *
   * @throws WorkException if the program does not end well on this input
   */
  void practise(Bytes32 program, byte[] input) {
    prover.prove(programs.key(program), input, Address.ZERO, () -> false);
  }

  @Override
  public long estimateMillis(Work work) {
    return pace.estimateMillis(work, 1);
  }

  @Override
  public void close() {
    prover.close();
  }
}
