package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code addi}, {@code addiw} and {@code fence}: {@code rd = rs1 + immediate}. */
final class AddImmediateChip extends InstructionChip {
  private final int rd = columns().one("rd");
  private final int rs1 = columns().one("rs1");
  private final int immediate = columns().one("immediate");
  private final int negative = columns().one("negative");
  private final int sourceTime = columns().one("source_time");
  private final int source = columns().word("source");
  private final int destinationTime = columns().one("destination_time");
  private final int before = columns().word("before");
  private final WideSum sum = new WideSum(columns());

  AddImmediateChip() {
    super("addi", Op.ADDI, Op.ADDIW);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E low = row.cell(immediate);
    E sign = row.cell(negative);
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        row.cell(rd),
        row.cell(rs1),
        row.constant(0),
        List.of(low, sign));
    row.read(Slots.FIRST_SOURCE, row.cell(rs1), sourceTime, row.wordRead(source));
    List<E> result = sum.limbs(row);
    List<E> addend = row.immediate(low, sign);
    sum.constrain(row, flags.get(0), flags.get(1), row.word(source), addend, result);
    row.write(row.cell(rd), destinationTime, before, result);
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(rd, step.rom().rd());
    row.set(rs1, step.rom().rs1());
    row.set(immediate, step.rom().a());
    row.set(negative, step.rom().b());
    row.set(sourceTime, step.readFirst());
    row.word(source, step.first());
    row.set(destinationTime, step.write());
    row.word(before, step.before());
    sum.fill(row, step.op() == Op.ADDIW, step.after());
  }
}
