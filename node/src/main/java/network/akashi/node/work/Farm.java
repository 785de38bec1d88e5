package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.math.Parallel;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.node.view.Terms;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.ProvingListener;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.UnprovableRunException;

/**
 * Proves on this machine's cores, one run after the other; keeps what is warm for the program that
 * it proved last.
 */
public final class Farm implements AutoCloseable {
  private static final double FIRST_MICROS_PER_CYCLE = 4.0;
  private static final long BASE_MILLIS = 800;

  private final Programs programs;
  private final Parallel cores;
  private Bytes32 warmProgram = Bytes32.ZERO;
  private List<RunProver> warm = List.of();
  private volatile boolean worked;
  private volatile double microsPerCycle = FIRST_MICROS_PER_CYCLE;

  public Farm(Programs programs, int threads) {
    this.programs = programs;
    this.cores = Parallel.ofThreads(threads);
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
    long cycles = 0;
    for (int run = 0; run < work.runs(); run++) {
      cycles += work.estimatedCycles(run);
    }
    return BASE_MILLIS * work.runs() + (long) (cycles * microsPerCycle / 1_000);
  }

  /** Whether anything was asked of it but practice. */
  boolean hasWorked() {
    return worked;
  }

  /**
   * Proves a run of no use.
   *
   * @throws WorkException if the program does not end on this input
   */
  synchronized void practise(Bytes32 program, byte[] input) {
    try {
      prover(program).prove(input, BundleCheck.payee(Address.ZERO), ProvingListener.NONE);
    } catch (UnprovableRunException e) {
      throw new WorkException(NodeError.UNPROVABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Proves all runs.
   *
   * @param dropped asked between runs: whether nobody wants the proof any more
   * @throws WorkException with the reason
   * @throws CancellationException if it was dropped
   */
  public Product prove(Terms terms, Work work, Address payee, BooleanSupplier dropped) {
    worked = true; // practice ends
    return proveAll(terms, work, payee, dropped);
  }

  private synchronized Product proveAll(
      Terms terms, Work work, Address payee, BooleanSupplier dropped) {
    RunProver prover = prover(terms.programId());
    List<Bundle.Part> parts = new ArrayList<>();
    List<byte[]> outputs = new ArrayList<>();
    long cells = 0;
    for (int run = 0; run < work.runs(); run++) {
      if (dropped.getAsBoolean()) {
        throw new CancellationException("nobody wants this proof any more");
      }
      ProvenRun proven = prove(prover, work.input(run, payee), payee);
      byte[] output = proven.execution().output();
      outputs.add(output);
      parts.add(new Bundle.Part(Bytes.of(output), Bytes.of(proven.proof())));
      cells += proven.statement().cells();
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

  private ProvenRun prove(RunProver prover, byte[] input, Address payee) {
    long began = System.nanoTime();
    try {
      ProvenRun proven = prover.prove(input, BundleCheck.payee(payee), ProvingListener.NONE);
      if (proven.statement().exitCode() != 0) {
        throw new WorkException(NodeError.UNPROVABLE, "exit code " + proven.statement().exitCode());
      }
      double micros = (System.nanoTime() - began) / 1e3 - BASE_MILLIS * 1e3;
      double measured = Math.max(0.5, micros / proven.execution().cycles());
      microsPerCycle = 0.7 * microsPerCycle + 0.3 * measured;
      return proven;
    } catch (UnprovableRunException e) {
      throw new WorkException(NodeError.UNPROVABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private RunProver prover(Bytes32 program) {
    if (!program.equals(warmProgram) || warm.isEmpty()) {
      warm.forEach(RunProver::close);
      warm = List.of(new RunProver(programs.key(program), cores));
      warmProgram = program;
    }
    return warm.getFirst();
  }

  @Override
  public synchronized void close() {
    warm.forEach(RunProver::close);
    warm = List.of();
    cores.close();
  }
}
