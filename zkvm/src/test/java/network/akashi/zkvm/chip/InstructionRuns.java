package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/** The machine without accelerators, which are large, and its runs. */
final class InstructionRuns {
  /** The chips of instructions that neither jump nor touch memory. */
  static final List<InstructionChip> ARITHMETIC =
      ZkMachine.blank().instructions.stream()
          .takeWhile(chip -> !(chip instanceof JumpChip))
          .toList();

  private InstructionRuns() {}

  /** An immediate that {@code op} may have, from the low bits of any integer. */
  static int immediate(Op op, int value) {
    if (op.family() == Family.SHIFT) {
      return value & (op.name().endsWith("W") ? 31 : 63);
    }
    return value << 20 >> 20;
  }

  /** The machine without a program. */
  static Machine machine() {
    return machine(ZkMachine.blank());
  }

  static Machine machine(Program program) {
    return machine(ZkMachine.of(program));
  }

  static Machine machine(ZkMachine whole) {
    List<Air> airs = whole.machine().airs();
    return new Machine("instructions", airs.subList(0, size(whole)), PublicValue.total());
  }

  private static int size(ZkMachine whole) {
    return whole.number(whole.instructions.getLast()) + 1;
  }

  /** The tables of a run that ends and calls no accelerator. */
  static TraceSet tables(Program program, byte... input) {
    return trimmed(ZkMachine.of(program), Runs.tables(program, input));
  }

  /** The tables of the machine without accelerators. */
  static TraceSet trimmed(ZkMachine whole, TraceSet run) {
    int size = size(whole);
    return new TraceSet(
        run.tables().stream().filter(table -> table.air() < size).toList(), run.publicValues());
  }
}
