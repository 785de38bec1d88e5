package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;

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
  /**
   * Adds up a recorded run.
   *
   * @param step of the run's trace, of {@code rows} instructions; accesses are not noted
   */
  static RunCost of(Step step, int rows) {
    long programCells = 0;
    long callCells = 0;
    long loads = 0;
    long stores = 0;
    for (int row = 0; row < rows; row++) {
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
