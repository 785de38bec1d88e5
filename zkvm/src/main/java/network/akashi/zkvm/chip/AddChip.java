package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code add} and {@code addw}, or {@code sub} and {@code subw}: two registers. */
final class AddChip extends InstructionChip {
  private final boolean subtracts;
  private final int rd = columns().one("rd");
  private final int rs1 = columns().one("rs1");
  private final int rs2 = columns().one("rs2");
  private final int firstTime = columns().one("first_time");
  private final int first = columns().word("first");
  private final int secondTime = columns().one("second_time");
  private final int second = columns().word("second");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");
  private final WideSum sum = new WideSum(columns());

  private AddChip(boolean subtracts, String name, Op wide, Op word) {
    super(name, wide, word);
    this.subtracts = subtracts;
  }

  static AddChip adding() {
    return new AddChip(false, "add", Op.ADD, Op.ADDW);
  }

  static AddChip subtracting() {
    return new AddChip(true, "sub", Op.SUB, Op.SUBW);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    row.goTo(row.nextPc());
    row.fetch(row.code(operations(), flags), row.cell(rd), row.cell(rs1), row.cell(rs2), List.of());
    row.read(Slots.FIRST_SOURCE, row.cell(rs1), firstTime, row.wordRead(first));
    row.read(Slots.SECOND_SOURCE, row.cell(rs2), secondTime, row.wordRead(second));
    List<E> result = sum.limbs(row);
    List<E> summand = subtracts ? result : row.word(first);
    List<E> total = subtracts ? row.word(first) : result;
    sum.constrain(row, flags.get(0), flags.get(1), summand, row.word(second), total);
    row.write(row.cell(rd), destinationTime, before, result);
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rd, step.rom().rd());
    row.set(rs1, step.rom().rs1());
    row.set(rs2, step.rom().rs2());
    row.set(firstTime, step.readFirst());
    row.word(first, step.first());
    row.set(secondTime, step.readSecond());
    row.word(second, step.second());
    row.set(destinationTime, step.write());
    row.word(before, step.before());
    sum.fill(row, step.op() == Op.ADDW || step.op() == Op.SUBW, step.after());
  }
}
