package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;

/**
 * {@code beq} and {@code bne}. That words differ is shown by factors for their limbs' differences
 * that make them add up to 1, such as the inverse of one that is not 0; for equal words there are
 * none.
 */
final class BranchEqualChip extends InstructionChip {
  private final Source firstSource = Source.first(columns());
  private final int first = columns().word("first");
  private final Source secondSource = Source.second(columns());
  private final int second = columns().word("second");
  private final int target = columns().one("target");
  private final int taken = columns().one("taken");
  private final int factor = columns().word("factor");

  BranchEqualChip() {
    super("beq", Op.BEQ, Op.BNE);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    List<E> x = row.wordRead(first);
    List<E> y = row.wordRead(second);
    E isTaken = row.cell(taken);
    row.goTo(row.select(isTaken, row.cell(target), row.nextPc()));
    row.fetch(
        row.code(operations(), flags),
        row.constant(Code.DISCARD),
        firstSource.register(row),
        secondSource.register(row),
        List.of(row.cell(target)));
    firstSource.read(row, x);
    secondSource.read(row, y);

    row.b.assertBoolean("taken is a bit", isTaken);
    E differ = row.sum(row.b.mul(flags.get(0), row.not(isTaken)), row.b.mul(flags.get(1), isTaken));
    E shown = row.constant(0);
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      E difference = row.b.sub(x.get(i), y.get(i));
      shown = row.sum(shown, row.b.mul(difference, row.cell(factor + i)));
      row.b.assertZero(
          "limb " + i + " is equal unless words differ", row.b.mul(row.not(differ), difference));
    }
    row.b.assertEqual("some limb differs where words differ", shown, differ);
  }

  @Override
  void fill(ChipRow row, Step step) {
    firstSource.fill(row, step);
    row.word(first, step.first());
    secondSource.fill(row, step);
    row.word(second, step.second());
    row.set(target, step.rom().a());
    boolean differ = step.first() != step.second();
    row.set(taken, differ == (step.op() == Op.BNE) ? 1 : 0);
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      int difference = ByteWord.limbAt(step.first(), i) - ByteWord.limbAt(step.second(), i);
      if (difference != 0) {
        row.element(factor + i, KoalaBear.inverse(KoalaBear.fromInt(difference)));
        return;
      }
    }
  }
}
