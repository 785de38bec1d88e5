package network.akashi.zkvm.exec;

import network.akashi.zkvm.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs without proving anything. All engines give the same {@link Execution} for the same
 * arguments; they differ in speed. Thread-safe: runs share nothing but compiled code.
 */
public interface Executor {
  /**
   * Runs {@code program} from its entry point until it ends or has used up its cycles.
   *
   * @param input what {@code read_input} gives the guest, at most {@link
   *     network.akashi.zkvm.program.MemoryMap#MAX_INPUT_BYTES} bytes
   * @param maxCycles the most instructions to carry out, not negative
   * @throws IllegalArgumentException if the input does not fit
   */
  Execution execute(Program program, byte[] input, long maxCycles);

  /** The engine that takes one instruction after the other: slow, readable, the reference. */
  static Executor interpreter() {
    return (program, input, maxCycles) -> interpret(program, input, maxCycles, null);
  }

  /**
   * An engine that translates what is hot to JVM bytecode. It keeps its translations for later runs
   * of the same {@link Program}, so whoever runs a program often should keep both.
   */
  static Executor translator() {
    return new TranslatingExecutor();
  }

  /**
   * Runs {@code program} in the reference engine and tells {@code recorder} every step; recording
   * changes nothing about the run.
   */
  static Execution record(Program program, byte[] input, long maxCycles, TraceRecorder recorder) {
    return interpret(program, input, maxCycles, recorder);
  }

  /** A run, and what its parts cost. */
  record Profiled(Execution run, Profile profile) {}

  /** Runs {@code program} in the reference engine and adds up what it costs by its own marks. */
  static Profiled profile(Program program, byte[] input, long maxCycles) {
    Machine machine = new Machine(program, input);
    Profile profile = new Profile();
    machine.profile = profile;
    new Interpreter(machine, null).runUntil(maxCycles);
    profile.close(machine);
    return new Profiled(Execution.of(machine, maxCycles), profile);
  }

  private static Execution interpret(
      Program program, byte[] input, long maxCycles, @Nullable TraceRecorder recorder) {
    Machine machine = new Machine(program, input);
    new Interpreter(machine, recorder).runUntil(maxCycles);
    return Execution.of(machine, maxCycles);
  }
}
