package network.akashi.zkvm.proof;

import java.util.Locale;
import network.akashi.math.Parallel;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.prover.Phase;
import network.akashi.stark.prover.ProgressListener;
import network.akashi.stark.prover.Prover;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.exec.Trace;

/**
 * Proves runs of one program, one after the other; keep it, as its buffers and compiled code stay
 * warm.
 */
public final class RunProver implements AutoCloseable {
  private static final long COUNT_AT_MOST = 1L << 34;

  private final ProgramKey key;
  private final Prover prover;

  /** A prover that runs on {@code parallel}, which stays the caller's. */
  public RunProver(ProgramKey key, Parallel parallel) {
    this.key = key;
    this.prover = new Prover(key.provingKey(), parallel);
  }

  /**
   * Runs the program and proves the run.
   *
   * @param payee who is paid for the proof
   * @throws UnprovableRunException if the program trapped, is too long for one proof, or its digest
   *     of the output is not that of what it wrote
   * @throws java.util.concurrent.CancellationException if the loops were cancelled
   */
  public ProvenRun prove(byte[] input, Payee payee, ProvingListener listener) {
    long began = begin(listener, "execute");
    Trace trace = new Trace(key.program().code());
    Execution run = Executor.record(key.program(), input, ZkMachine.MAX_CYCLES, trace);
    int exitCode = requireProvable(run, input);
    end(listener, "execute", began);

    began = begin(listener, "trace");
    Statement statement =
        new Statement(
            key.id(),
            exitCode,
            run.outputDigest(),
            payee,
            run.cycles(),
            key.machine().cost(trace),
            Statement.Segment.whole(key.commitment().entry(), run.pc()));
    TraceSet tables = key.machine().run(trace, statement.publicValues());
    end(listener, "trace", began);
    return prove(run, statement, tables, trace.bytes(), listener);
  }

  private ProvenRun prove(
      Execution run,
      Statement statement,
      TraceSet tables,
      long traceBytes,
      ProvingListener listener) {
    byte[] stark = prover.prove(tables, new Phases(listener));
    SecurityParameters security = key.security();
    RunProof proof =
        new RunProof(
            SecurityParameters.NAMED.indexOf(security), key.commitment(), statement, stark);
    return new ProvenRun(
        run,
        statement,
        RunProofFormat.write(proof),
        prover.shape(tables).security().bits(),
        key.machine().cells(tables),
        prover.peakBytes() + traceBytes + bytes(tables));
  }

  private static long bytes(TraceSet tables) {
    return tables.tables().stream().mapToLong(t -> (long) Integer.BYTES * t.cells().length).sum();
  }

  private int requireProvable(Execution run, byte[] input) {
    int exitCode =
        switch (run.outcome()) {
          case Outcome.Halted(int code) -> code;
          case Outcome.Trapped trapped ->
              throw new UnprovableRunException(
                  "the run cannot be proven: " + trapped.message(),
                  "akashi execute shows what the program does on this input");
          case Outcome.CycleLimitReached _ -> throw tooLong(input);
        };
    if (!run.isOutputCommitted()) {
      throw new UnprovableRunException(
          "the digest in the public page is not that of the program's output",
          "write output through the guest library, which keeps the digest");
    }
    return exitCode;
  }

  private UnprovableRunException tooLong(byte[] input) {
    Execution whole = Executor.translator().execute(key.program(), input, COUNT_AT_MOST);
    String cycles =
        whole.outcome() instanceof Outcome.CycleLimitReached
            ? "more than %,d cycles".formatted(COUNT_AT_MOST)
            : "%,d cycles".formatted(whole.cycles());
    return new UnprovableRunException(
        "the run takes %s, one proof covers at most %,d".formatted(cycles, ZkMachine.MAX_CYCLES),
        "give the program less to do at once; runs in several segments come with recursion");
  }

  private static long begin(ProvingListener listener, String stage) {
    listener.stage(stage, -1);
    return System.nanoTime();
  }

  private static void end(ProvingListener listener, String stage, long began) {
    listener.stage(stage, System.nanoTime() - began);
  }

  /** Lets go of the buffers. */
  @Override
  public void close() {
    prover.close();
  }

  private record Phases(ProvingListener listener) implements ProgressListener {
    @Override
    public void began(Phase phase) {
      listener.stage(name(phase), -1);
    }

    @Override
    public void ended(Phase phase, long nanos) {
      listener.stage(name(phase), nanos);
    }

    private static String name(Phase phase) {
      return phase.name().toLowerCase(Locale.ROOT);
    }
  }
}
