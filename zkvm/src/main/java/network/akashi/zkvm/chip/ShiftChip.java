package network.akashi.zkvm.chip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.zkvm.isa.Op;

/**
 * {@code sll}, {@code srl}, {@code sra} and their 32-bit forms. The amount is the lowest 6 or 5
 * bits of the second register: what {@link ShiftTableAir} has a plan for is that small, and the
 * rest of the limb is a multiple of 64 or 32, whose quotient is looked up.
 */
final class ShiftChip extends InstructionChip {
  private static final long INVERSE_64 = inverse(64);
  private static final long INVERSE_32 = inverse(32);

  private final Source firstSource = Source.first(columns());
  private final int first = columns().word("first");
  private final Source secondSource = Source.second(columns());
  private final int second = columns().word("second");
  private final int amount = columns().one("amount");
  private final Shifter shifter = new Shifter(columns());
  private final Destination destination = new Destination(columns());

  ShiftChip() {
    super("shift", Op.SLL, Op.SRL, Op.SRA, Op.SLLW, Op.SRLW, Op.SRAW);
  }

  private static long inverse(long value) {
    return BigInteger.valueOf(value).modInverse(BigInteger.valueOf(KoalaBear.P)).longValue();
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        firstSource.register(row),
        secondSource.register(row),
        List.of());
    List<E> y = row.wordRead(second);
    firstSource.read(row, row.wordRead(first));
    secondSource.read(row, y);

    E isWord = row.sum(flags.get(3), flags.get(4), flags.get(5));
    E isRight = row.sum(flags.get(1), flags.get(2), flags.get(4), flags.get(5));
    E kind = row.sum(isRight, row.scaled(2, isWord));
    E multiple = row.b.sub(y.get(0), row.cell(amount));
    E part =
        row.sum(
            row.scaled(INVERSE_64, row.b.sub(row.active, isWord)), row.scaled(INVERSE_32, isWord));
    row.range16(row.b.mul(part, multiple));
    row.b.assertNoWrap("what is above the amount", row.active, multiple);
    List<E> tuple = new ArrayList<>(List.of(kind, row.cell(amount)));
    tuple.addAll(shifter.plan(row));
    row.lookUp(Buses.SHIFT, tuple);
    destination.write(row, shifter.constrain(row, flags, row.word(first)));
  }

  @Override
  void fill(ChipRow row, Step step) {
    firstSource.fill(row, step);
    row.word(first, step.first());
    secondSource.fill(row, step);
    row.word(second, step.second());
    destination.fill(row, step);
    int operation = operations().indexOf(step.op());
    boolean isWord = operation >= 3;
    boolean isRight = operation % 3 != 0;
    int low = ByteWord.limbAt(step.second(), 0);
    int bits = isWord ? low & 31 : low & 63;
    row.set(amount, bits);
    row.range16(low >>> (isWord ? 5 : 6));
    row.shift((isRight ? 1 : 0) + (isWord ? 2 : 0), bits);
    shifter.fill(row, operation, ShiftPlan.of(!isRight, bits), step.first());
  }
}
