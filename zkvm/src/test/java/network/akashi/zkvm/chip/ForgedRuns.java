package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.exec.TraceRecorder;
import network.akashi.zkvm.program.Program;

/** Runs of which something false is recorded, consistently, and what the row checker says. */
final class ForgedRuns {
  /** What is recorded instead of an access. */
  interface Forgery {
    /**
     * What a word is said to hold.
     *
     * @param access its number among all accesses to memory
     * @param value what the word held before, or holds after
     */
    long value(int access, boolean isAfter, long value);
  }

  private ForgedRuns() {}

  /**
   * The findings on a run.
   *
   * @param claimed the program that the forger claims to have run
   * @param program what is run
   */
  static String check(Program claimed, Program program, Forgery forgery) {
    Trace trace = new Trace(claimed.code());
    Execution run =
        Executor.record(program, new byte[0], ZkMachine.MAX_CYCLES, new Forger(trace, forgery));
    int[] statement = Runs.publicValues(claimed, run, trace);
    return Runs.check(claimed, ZkMachine.of(claimed).run(trace, statement)).report();
  }

  private static final class Forger implements TraceRecorder {
    private final Trace trace;
    private final Forgery forgery;
    private int accesses;

    Forger(Trace trace, Forgery forgery) {
      this.trace = trace;
      this.forgery = forgery;
    }

    @Override
    public void argument(int number, long value) {
      trace.argument(number, value);
    }

    @Override
    public void access(long address, long before, long after) {
      long first = forgery.value(accesses, false, before);
      long last = forgery.value(accesses, true, after);
      accesses++;
      trace.access(address, first, last);
    }

    @Override
    public void instruction(int index, long first, long second, long before, long after) {
      trace.instruction(index, first, second, before, after);
    }
  }
}
