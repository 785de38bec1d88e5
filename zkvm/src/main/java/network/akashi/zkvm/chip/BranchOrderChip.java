package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;

/** {@code blt}, {@code bge}, {@code bltu} and {@code bgeu}. */
final class BranchOrderChip extends InstructionChip {
  private final Source firstSource = Source.first(columns());
  private final int first = columns().word("first");
  private final Source secondSource = Source.second(columns());
  private final int second = columns().word("second");
  private final int target = columns().one("target");
  private final Comparison comparison = new Comparison(columns());

  BranchOrderChip() {
    super("blt", Op.BLT, Op.BGE, Op.BLTU, Op.BGEU);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    List<E> x = row.wordRead(first);
    List<E> y = row.wordRead(second);
    E isSigned = row.sum(flags.get(0), flags.get(1));
    E ifLess = row.sum(flags.get(0), flags.get(2));
    E ifNotLess = row.sum(flags.get(1), flags.get(3));
    row.fetch(
        row.code(operations(), flags),
        row.constant(Code.DISCARD),
        firstSource.register(row),
        secondSource.register(row),
        List.of(row.cell(target)));
    firstSource.read(row, x);
    secondSource.read(row, y);
    E isLess = comparison.isLess(row, isSigned, x, y);
    E isTaken = row.sum(row.b.mul(ifLess, isLess), row.b.mul(ifNotLess, row.not(isLess)));
    row.goTo(row.select(isTaken, row.cell(target), row.nextPc()));
  }

  @Override
  void fill(ChipRow row, Step step) {
    firstSource.fill(row, step);
    row.word(first, step.first());
    secondSource.fill(row, step);
    row.word(second, step.second());
    row.set(target, step.rom().a());
    boolean isSigned = step.op() == Op.BLT || step.op() == Op.BGE;
    boolean isLess =
        isSigned
            ? step.first() < step.second()
            : Long.compareUnsigned(step.first(), step.second()) < 0;
    comparison.fill(row, isSigned, step.first(), step.second(), isLess);
  }
}
