package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/**
 * What a run costs, by what a proof states of it.
 *
 * @param programCells of all instructions
 * @param callCells of all accelerators
 * @param misalignedLoads number of loads that were not aligned to their size
 * @param misalignedStores number of stores that were not
 */
public record RunCost(
    long programCells, long callCells, long misalignedLoads, long misalignedStores) {
  /** The cost of a recorded run. */
  public static RunCost of(Program program, Trace trace) {
    Rom rom = new Rom(program.code());
    Lookups lookups = new Lookups();
    Step step =
        new Step(trace, rom, new Timeline(new Bumps(), lookups), Spaces.of(program.image()));
    long programCells = 0;
    long callCells = 0;
    long loads = 0;
    long stores = 0;
    for (int row = 0; row < trace.rows(); row++) {
      step.moveTo(row);
      programCells += ProgramAir.cost(step.rom());
      if (step.op() == Op.ECALL) {
        EnvironmentCall call = EnvironmentCallChip.call(step);
        callCells += CostModel.cells(call);
      } else if (step.isMisaligned()) {
        boolean isStore = step.op() == Op.SH || step.op() == Op.SW || step.op() == Op.SD;
        stores += isStore ? 1 : 0;
        loads += isStore ? 0 : 1;
      }
    }
    return new RunCost(programCells, callCells, loads, stores);
  }

  /** All of it, as {@link CostModel} has it. */
  public long cells() {
    return programCells + callCells + CostModel.MISALIGNED * (misalignedLoads + misalignedStores);
  }
}
