package network.akashi.zkvm.chip;

import java.util.function.Consumer;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.CheckResult;
import network.akashi.stark.audit.RowChecker;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.program.Program;

/** Recorded runs of small programs, and the tables they make. */
final class Runs {
  static final long CODE = 0x1000_0000L;
  static final long DATA = 0x1100_0000L;
  private static final int DATA_BYTES = 1 << 18;

  private Runs() {}

  static Program program(Consumer<Assembler> body, byte... data) {
    Assembler assembler = new Assembler(CODE);
    body.accept(assembler);
    return Program.fromElf(
        new ElfWriter()
            .entry(CODE)
            .code(CODE, assembler.assemble())
            .data(DATA, DATA_BYTES, data)
            .write());
  }

  /** The tables of a run that ends. */
  static TraceSet tables(Program program, byte... input) {
    Trace trace = new Trace(program.code());
    Execution run = Executor.record(program, input, ZkMachine.MAX_CYCLES, trace);
    return ZkMachine.of(program).run(trace, publicValues(program, run, trace));
  }

  static int[] publicValues(Program program, Execution run, Trace trace) {
    if (!(run.outcome() instanceof Outcome.Halted(int exitCode))) {
      throw new IllegalArgumentException("the run did not end: " + run.outcome());
    }
    RunCost cost = ZkMachine.of(program).cost(trace);
    int[] values = new int[PublicValue.total()];
    values[PublicValue.VERSION.index()] = 1;
    values[PublicValue.EXIT_CODE.index()] = exitCode & 0xffff;
    values[PublicValue.EXIT_CODE.index() + 1] = exitCode >>> 16;
    byte[] digest = run.outputDigest();
    for (int i = 0; i < PublicValue.OUTPUT_DIGEST.elements(); i++) {
      values[PublicValue.OUTPUT_DIGEST.index() + i] =
          (digest[2 * i] & 0xff) | (digest[2 * i + 1] & 0xff) << 8;
    }
    values[PublicValue.CYCLES.index()] = (int) run.cycles();
    values[PublicValue.PC_IN.index()] = (int) (program.image().entry() >>> 2);
    values[PublicValue.PC_OUT.index()] = (int) (run.pc() >>> 2);
    values[PublicValue.PROGRAM_CELLS.index()] = (int) cost.programCells();
    values[PublicValue.CALL_CELLS.index()] = (int) cost.callCells();
    values[PublicValue.MISALIGNED_LOADS.index()] = (int) cost.misalignedLoads();
    values[PublicValue.MISALIGNED_STORES.index()] = (int) cost.misalignedStores();
    return values;
  }

  static CheckResult check(Program program, TraceSet run) {
    return new RowChecker(ZkMachine.of(program).machine()).check(run);
  }
}
