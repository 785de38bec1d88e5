package network.akashi.zkvm.chip;

import java.util.List;

/** A register that an instruction reads: its number, and when it was last accessed. */
final class Source {
  private final int slot;
  private final int register;
  private final int time;

  private Source(Columns columns, int slot, String register, String time) {
    this.slot = slot;
    this.register = columns.one(register);
    this.time = columns.one(time);
  }

  static Source first(Columns columns) {
    return new Source(columns, Slots.FIRST_SOURCE, "rs1", "first_time");
  }

  static Source second(Columns columns) {
    return new Source(columns, Slots.SECOND_SOURCE, "rs2", "second_time");
  }

  /** The register's number. */
  <E> E register(InstructionRow<E> row) {
    return row.cell(register);
  }

  /** Has the register hold {@code value}. */
  <E> void read(InstructionRow<E> row, List<E> value) {
    row.read(slot, register(row), time, value);
  }

  /** Has the register hold {@code value}, {@code multiplicity} times. */
  <E> void read(InstructionRow<E> row, List<E> value, E multiplicity) {
    row.read(slot, register(row), time, value, multiplicity);
  }

  void fill(ChipRow row, Step step) {
    boolean isFirst = slot == Slots.FIRST_SOURCE;
    row.set(register, isFirst ? step.rom().rs1() : step.rom().rs2());
    row.set(time, isFirst ? step.readFirst() : step.readSecond());
  }
}
