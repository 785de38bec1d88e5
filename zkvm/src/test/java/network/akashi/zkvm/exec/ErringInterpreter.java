package network.akashi.zkvm.exec;

import java.util.Optional;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/**
 * A machine that errs once and goes on from there as if nothing had happened (fault injection after
 * Arguzz, arXiv 2509.10819). The trace it records is that of a run with one wrong step.
 */
public final class ErringInterpreter extends Interpreter {
  /** What goes wrong. */
  public enum Slip {
    RESULT,
    BRANCH,
    NEXT_PC,
    LOADED_VALUE,
    STORED_VALUE,
    INSTRUCTION,
    DESTINATION,
    SOURCE
  }

  private final Slip slip;
  private long chances;
  private boolean done;

  private ErringInterpreter(Machine machine, TraceRecorder recorder, Slip slip, long chances) {
    super(machine, recorder);
    this.slip = slip;
    this.chances = chances;
  }

  /**
   * Runs a program and errs.
   *
   * @param chance which of the opportunities to take, from 0 on
   * @return the run, if the chance came
   */
  public static Optional<Execution> record(
      Program program,
      byte[] input,
      long maxCycles,
      Slip slip,
      long chance,
      TraceRecorder recorder) {
    Machine machine = new Machine(program, input);
    ErringInterpreter interpreter = new ErringInterpreter(machine, recorder, slip, chance);
    interpreter.runUntil(maxCycles);
    return interpreter.done ? Optional.of(Execution.of(machine, maxCycles)) : Optional.empty();
  }

  private boolean errsNow(Slip kind) {
    boolean now = kind == slip && !done && chances-- == 0;
    done |= now;
    return now;
  }

  @Override
  int fetch(int index) {
    return errsNow(Slip.INSTRUCTION) ? index + 1 : index;
  }

  @Override
  int destination(int register) {
    return errsNow(Slip.DESTINATION) ? 1 + register % 31 : register;
  }

  @Override
  int source(int register) {
    return errsNow(Slip.SOURCE) ? (register + 1) % 32 : register;
  }

  @Override
  long compute(Op op, long a, long b, int immediate) {
    long result = super.compute(op, a, b, immediate);
    return errsNow(Slip.RESULT) ? result ^ 1 << 16 : result;
  }

  @Override
  boolean isTaken(Op op, long a, long b) {
    return super.isTaken(op, a, b) ^ errsNow(Slip.BRANCH);
  }

  @Override
  long load(Op op, long address) {
    long value = super.load(op, address);
    return errsNow(Slip.LOADED_VALUE) ? value + 1 : value;
  }

  @Override
  long stored(long value) {
    return errsNow(Slip.STORED_VALUE) ? value + 1 : value;
  }

  @Override
  long next(long pc) {
    return errsNow(Slip.NEXT_PC) ? pc + 4 : pc;
  }
}
