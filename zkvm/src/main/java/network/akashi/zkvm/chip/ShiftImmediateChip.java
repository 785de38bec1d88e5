package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code slli}, {@code srli}, {@code srai} and their 32-bit forms: the program holds the plan. */
final class ShiftImmediateChip extends InstructionChip {
  private final Source source = Source.first(columns());
  private final int value = columns().word("source");
  private final Shifter shifter = new Shifter(columns());
  private final Destination destination = new Destination(columns());

  ShiftImmediateChip() {
    super("shifti", Op.SLLI, Op.SRLI, Op.SRAI, Op.SLLIW, Op.SRLIW, Op.SRAIW);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        source.register(row),
        row.constant(0),
        shifter.plan(row));
    source.read(row, row.wordRead(value));
    destination.write(row, shifter.constrain(row, flags, row.word(value)));
  }

  @Override
  void fill(ChipRow row, Step step) {
    source.fill(row, step);
    row.word(value, step.first());
    destination.fill(row, step);
    RomRow rom = step.rom();
    ShiftPlan plan = new ShiftPlan(rom.a(), rom.b(), rom.c(), rom.d());
    shifter.fill(row, operations().indexOf(step.op()), plan, step.first());
  }
}
