package network.akashi.node.work;

import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.node.NodeError;
import network.akashi.node.view.Terms;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.program.Program;

/**
 * Executes a request's runs as the guest would, without proving: whether a proof can exist within
 * the request's bounds. Costs a small part of what proving does, and comes out the same everywhere.
 */
public final class Trial {
  /** Most instructions of a run that are tried; what takes more cannot be proven either. */
  static final long MOST_CYCLES = 1L << 21;

  private final Programs programs;
  private final Executor executor = Executor.translator();

  public Trial(Programs programs) {
    this.programs = programs;
  }

  /**
   * Why there can be no proof; empty if there can be one.
   *
   * @throws WorkException if this node has not the program, and cannot tell
   */
  public Optional<NodeError> hopeless(Terms terms, Work work) {
    Program program =
        programs
            .find(terms.programId())
            .orElseThrow(() ->
                new WorkException(NodeError.UNKNOWN_PROGRAM, "no program " + terms.programId()));
    long cells = 0;
    for (int run = 0; run < work.runs(); run++) {
      Execution execution = executor.execute(program, work.input(run, Address.ZERO), MOST_CYCLES);
      boolean halted = execution.outcome() instanceof Outcome.Halted(int exitCode) && exitCode == 0;
      if (!halted || !execution.isOutputCommitted()) {
        return Optional.of(NodeError.UNPROVABLE);
      }
      cells += execution.cells();
    }
    return cells > terms.maxWork() ? Optional.of(NodeError.WORK_ABOVE_BOUND) : Optional.empty();
  }
}
