package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code sd} of a whole memory word. */
final class StoreDoubleChip extends InstructionChip {
  private final int rs2 = columns().one("rs2");
  private final Address address = new Address(columns());
  private final int valueTime = columns().one("value_time");
  private final int value = columns().word("value");
  private final int memoryTime = columns().one("memory_time");
  private final int before = columns().word("before");

  StoreDoubleChip() {
    super("sd", Op.SD);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E code = row.code(operations(), flags);
    E none = row.constant(NO_DESTINATION);
    E word = address.constrain(row, code, none, row.cell(rs2), row.constant(0));
    row.goTo(row.nextPc());
    row.read(Slots.SECOND_SOURCE, row.cell(rs2), valueTime, row.word(value));
    row.access(
        Slots.MEMORY,
        row.constant(Space.WRITABLE),
        word,
        memoryTime,
        row.word(before),
        row.word(value),
        row.active);
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rs2, step.rom().rs2());
    address.fill(row, step);
    row.set(valueTime, step.readSecond());
    row.word(value, step.second());
    row.set(memoryTime, step.memory(Slots.MEMORY, 0));
    row.word(before, step.accessBefore(0));
  }
}
