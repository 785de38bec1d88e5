package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * {@code mulh}, {@code mulhsu} and {@code mulhu}: the upper half of a product of 128 bits, whose
 * lower half is in the row too. A factor that is negative counts as {@code x − 2^64}, so that the
 * other is taken off the upper half.
 */
final class MultiplyHighChip extends InstructionChip {
  private static final int SIGN = 1 << 7;

  private final Source firstSource = Source.first(columns());
  private final ByteWord first = new ByteWord(columns(), "first");
  private final Source secondSource = Source.second(columns());
  private final ByteWord second = new ByteWord(columns(), "second");
  private final int firstNegative = columns().one("first_negative");
  private final int secondNegative = columns().one("second_negative");
  private final int low = columns().word("low");
  private final int high = columns().word("high");
  private final Destination destination = new Destination(columns());

  MultiplyHighChip() {
    super("mulh", Op.MULH, Op.MULHSU, Op.MULHU);
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
    first.check(row);
    second.check(row);
    firstSource.read(row, first.limbs(row));
    secondSource.read(row, second.limbs(row));
    constrainSigns(row, flags);

    List<E> product = new ArrayList<>(row.word(low));
    product.addAll(row.word(high));
    row.range16(product);
    E carry = row.constant(0);
    for (int k = 0; k < Product.LIMBS; k++) {
      E limb = Product.limb(row, first.bytes(row), second.bytes(row), k);
      E rest = row.b.sub(row.sum(limb, carry), product.get(k));
      if (k >= InstructionRow.LIMBS) {
        int j = k - InstructionRow.LIMBS;
        E ofFirst = row.b.mul(row.cell(firstNegative), second.limbs(row).get(j));
        E ofSecond = row.b.mul(row.cell(secondNegative), first.limbs(row).get(j));
        rest = row.b.sub(row.b.sub(rest, ofFirst), ofSecond);
      }
      carry = Product.carry(row, "limb " + k + " of the product", row.active, rest);
      row.eighths(Product.shifted(row, carry), row.constant(0));
    }
    destination.write(row, row.word(high));
  }

  /** Both signs are the highest bits of bytes, and one lookup shows it for both. */
  private <E> void constrainSigns(InstructionRow<E> row, List<E> flags) {
    E isFirst = row.cell(firstNegative);
    E isSecond = row.cell(secondNegative);
    E firstSigned = row.sum(flags.get(0), flags.get(1));
    E secondSigned = flags.get(0);
    row.b.assertBoolean("the first sign is a bit", isFirst);
    row.b.assertBoolean("the second sign is a bit", isSecond);
    row.b.assertZero(
        "an unsigned first factor has no sign", row.b.mul(row.not(firstSigned), isFirst));
    row.b.assertZero(
        "an unsigned second factor has no sign", row.b.mul(row.not(secondSigned), isSecond));
    E ofFirst = withoutSign(row, first, isFirst);
    E ofSecond = withoutSign(row, second, isSecond);
    row.bytes(ofFirst, row.b.mul(secondSigned, ofSecond), firstSigned);
    row.b.assertNoWrap("the first sign is the highest bit", firstSigned, ofFirst);
    row.b.assertNoWrap("the second sign is the highest bit", secondSigned, ofSecond);
  }

  private static <E> E withoutSign(InstructionRow<E> row, ByteWord word, E isNegative) {
    E top = word.bytes(row).get(Long.BYTES - 1);
    return row.scaled(2, row.b.sub(top, row.scaled(SIGN, isNegative)));
  }

  @Override
  void fill(ChipRow row, Step step) {
    long x = step.first();
    long y = step.second();
    firstSource.fill(row, step);
    first.fillChecked(row, x);
    secondSource.fill(row, step);
    second.fillChecked(row, y);
    boolean firstIsNegative = step.op() != Op.MULHU && x < 0;
    boolean secondIsNegative = step.op() == Op.MULH && y < 0;
    row.set(firstNegative, firstIsNegative ? 1 : 0);
    row.set(secondNegative, secondIsNegative ? 1 : 0);
    if (step.op() != Op.MULHU) {
      int ofSecond = step.op() == Op.MULH ? (int) (y >>> 55) & 0xfe : 0;
      row.bytes(ByteOperation.PAIR, (int) (x >>> 55) & 0xfe, ofSecond);
    }
    row.word(low, x * y);
    row.rangeWord(x * y);
    row.word(high, step.after());
    row.rangeWord(step.after());
    long carry = 0;
    for (int k = 0; k < Product.LIMBS; k++) {
      int j = k - InstructionRow.LIMBS;
      long left = j < 0 ? ByteWord.limbAt(x * y, k) : ByteWord.limbAt(step.after(), j);
      long taken =
          j < 0
              ? 0
              : (firstIsNegative ? ByteWord.limbAt(y, j) : 0)
                  + (secondIsNegative ? ByteWord.limbAt(x, j) : 0);
      carry = (Product.limb(x, y, k) + carry - left - taken) >> 16;
      row.eighths(carry + Product.CARRY_OFFSET, 0);
    }
    destination.fill(row, step);
  }
}
