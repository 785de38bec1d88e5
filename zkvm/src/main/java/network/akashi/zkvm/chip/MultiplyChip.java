package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.isa.Op;

/** {@code mul} and {@code mulw}: the lower half of a product. */
final class MultiplyChip extends InstructionChip {
  private static final int WORD_LIMBS = 2;

  private final Source firstSource = Source.first(columns());
  private final ByteWord first = new ByteWord(columns(), "first");
  private final Source secondSource = Source.second(columns());
  private final ByteWord second = new ByteWord(columns(), "second");
  private final int result = columns().word("result");
  private final WordSign sign = new WordSign(columns());
  private final Destination destination = new Destination(columns());

  MultiplyChip() {
    super("mul", Op.MUL, Op.MULW);
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

    E isWord = flags.get(1);
    List<E> product = row.word(result);
    row.range16(product);
    E carry = row.constant(0);
    for (int k = 0; k < InstructionRow.LIMBS; k++) {
      E gate = k < WORD_LIMBS ? row.active : flags.get(0);
      E limb = Product.limb(row, first.bytes(row), second.bytes(row), k);
      E rest = row.b.sub(row.sum(limb, carry), product.get(k));
      carry = Product.carry(row, "limb " + k + " of the product", gate, rest);
      row.eighths(Product.shifted(row, carry), row.constant(0), gate);
    }
    E extension = sign.extension(row, isWord, product.get(1));
    for (int k = WORD_LIMBS; k < InstructionRow.LIMBS; k++) {
      row.b.assertZero(
          "limb " + k + " extends the sign of a word",
          row.b.mul(isWord, row.b.sub(product.get(k), extension)));
    }
    destination.write(row, product);
  }

  @Override
  void fill(ChipRow row, Step step) {
    long x = step.first();
    long y = step.second();
    long product = step.after();
    boolean isWord = step.op() == Op.MULW;
    firstSource.fill(row, step);
    first.fillChecked(row, x);
    secondSource.fill(row, step);
    second.fillChecked(row, y);
    row.word(result, product);
    row.rangeWord(product);
    sign.fill(row, isWord, ByteWord.limbAt(product, 1));
    long carry = 0;
    for (int k = 0; k < (isWord ? WORD_LIMBS : InstructionRow.LIMBS); k++) {
      carry = (Product.limb(x, y, k) + carry - ByteWord.limbAt(product, k)) >> 16;
      row.eighths(carry + Product.CARRY_OFFSET, 0);
    }
    destination.fill(row, step);
  }
}
