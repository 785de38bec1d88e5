package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.exec.TraceRecorder;
import network.akashi.zkvm.isa.Code;

/**
 * Records a run with the result of one instruction replaced, as if the machine had computed it;
 * nothing may read the destination later, but something may write it.
 */
final class ForgedRecorder implements TraceRecorder {
  private final Trace trace;
  private final Code code;
  private final int row;
  private final long result;
  private int rows;
  private int forgedRegister = -1;

  /**
   * @param row number of the instruction in the run
   */
  ForgedRecorder(Trace trace, Code code, int row, long result) {
    this.trace = trace;
    this.code = code;
    this.row = row;
    this.result = result;
  }

  @Override
  public void argument(int number, long value) {
    trace.argument(number, value);
  }

  @Override
  public void access(long address, long before, long after) {
    trace.access(address, before, after);
  }

  @Override
  public void instruction(int index, long first, long second, long before, long after) {
    int destination = code.destination(index);
    long held = destination == forgedRegister ? result : before;
    if (destination == forgedRegister) {
      forgedRegister = -1;
    }
    if (rows++ == row) {
      forgedRegister = destination;
      trace.instruction(index, first, second, held, result);
    } else {
      trace.instruction(index, first, second, held, after);
    }
  }
}
