package network.akashi.zkvm.chip;

import java.math.BigInteger;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.zkvm.isa.Op;

/**
 * {@code slt}, {@code sltu}, {@code slti} and {@code sltiu}. The immediate of the last two is the
 * second word, and no second register is read.
 */
final class CompareChip extends InstructionChip {
  /** {@code 1 / (2^16 − 1)}, which makes 1 of a limb of ones. */
  private static final long OF_ONES =
      BigInteger.valueOf(InstructionRow.LIMB - 1L)
          .modInverse(BigInteger.valueOf(KoalaBear.P))
          .longValue();

  private final Source firstSource = Source.first(columns());
  private final int first = columns().word("first");
  private final Source secondSource = Source.second(columns());
  private final int second = columns().word("second");
  private final Comparison comparison = new Comparison(columns());
  private final Destination destination = new Destination(columns());

  CompareChip() {
    super("compare", Op.SLT, Op.SLTU, Op.SLTI, Op.SLTIU);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    E isRegister = row.sum(flags.get(0), flags.get(1));
    E isImmediate = row.sum(flags.get(2), flags.get(3));
    List<E> x = row.wordRead(first);
    List<E> y = row.wordRead(second);
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        firstSource.register(row),
        secondSource.register(row),
        List.of(
            row.b.mul(isImmediate, y.get(0)),
            row.b.mul(isImmediate, row.scaled(OF_ONES, y.get(3)))));
    for (int i = 1; i < 3; i++) {
      row.b.assertZero(
          "limb " + i + " of an immediate is like the highest",
          row.b.mul(isImmediate, row.b.sub(y.get(i), y.get(3))));
    }
    firstSource.read(row, x);
    secondSource.read(row, y, isRegister);
    E isSigned = row.sum(flags.get(0), flags.get(2));
    destination.write(row, row.small(comparison.isLess(row, isSigned, x, y)));
  }

  @Override
  void fill(ChipRow row, Step step) {
    boolean isImmediate = step.op() == Op.SLTI || step.op() == Op.SLTIU;
    firstSource.fill(row, step);
    row.word(first, step.first());
    long y = isImmediate ? step.immediate() : step.second();
    if (!isImmediate) {
      secondSource.fill(row, step);
    }
    row.word(second, y);
    destination.fill(row, step);
    boolean isSigned = step.op() == Op.SLT || step.op() == Op.SLTI;
    comparison.fill(row, isSigned, step.first(), y, (step.after() & 1) == 1);
  }
}
