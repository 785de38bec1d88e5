package network.akashi.zkvm.chip;

import java.util.List;

/** The register that an instruction writes: its number, when it was last accessed, what it held. */
final class Destination {
  private final int register;
  private final int time;
  private final int before;

  Destination(Columns columns) {
    register = columns.one("rd");
    time = columns.one("destination_time");
    before = columns.word("before");
  }

  /** The register's number. */
  <E> E register(InstructionRow<E> row) {
    return row.cell(register);
  }

  /** Puts {@code value}, whose limbs the caller has in range, into the register. */
  <E> void write(InstructionRow<E> row, List<E> value) {
    row.write(register(row), time, before, value);
  }

  void fill(ChipRow row, Step step) {
    row.set(register, step.rom().rd());
    row.set(time, step.write());
    row.word(before, step.before());
  }
}
