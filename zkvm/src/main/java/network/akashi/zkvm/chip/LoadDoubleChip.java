package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code ld} of a whole memory word. */
final class LoadDoubleChip extends InstructionChip {
  private final int rd = columns().one("rd");
  private final Address address = new Address(columns());
  private final int readOnly = columns().one("read_only");
  private final int memoryTime = columns().one("memory_time");
  private final int value = columns().word("value");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");

  LoadDoubleChip() {
    super("ld", Op.LD);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E zero = row.constant(0);
    E code = row.code(operations(), flags);
    E word = address.constrain(row, code, row.cell(rd), zero, zero);
    row.goTo(row.nextPc());
    row.b.assertBoolean("read only is a bit", row.cell(readOnly));
    List<E> limbs = row.word(value);
    row.access(Slots.MEMORY, row.cell(readOnly), word, memoryTime, limbs, limbs, row.active);
    row.write(row.cell(rd), destinationTime, before, limbs);
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rd, step.rom().rd());
    address.fill(row, step);
    row.set(readOnly, step.space(0));
    row.set(memoryTime, step.memory(Slots.MEMORY, 0));
    row.word(value, step.accessBefore(0));
    row.set(destinationTime, step.write());
    row.word(before, step.before());
  }
}
