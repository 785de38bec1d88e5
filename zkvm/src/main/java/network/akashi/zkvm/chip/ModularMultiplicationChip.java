package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * {@code r = a·b + c mod m} on integers of 256 bits: {@code a·b + c = q·m + r} and {@code r < m},
 * which a modulus of 0 cannot meet. Operands may overlap each other and the result, as each is
 * accessed in a slot of its own.
 */
final class ModularMultiplicationChip extends OneRowAccelerator {
  private static final int A1 = 11;
  private static final int WORDS = 4;
  private static final int LIMBS = InstructionRow.LIMBS * WORDS;

  /** Operands come first among the accesses, then the result, then the registers a1 to a4. */
  private static final int RESULT = 4 * WORDS;

  private static final int ARGUMENTS = RESULT + WORDS;

  private final ReadOperand a = ReadOperand.inBytes(columns(), "a", A1, WORDS, Slots.MEMORY);
  private final ReadOperand b =
      ReadOperand.inBytes(columns(), "b", A1 + 1, WORDS, Slots.MEMORY + 1);
  private final ReadOperand c =
      ReadOperand.inLimbs(columns(), "c", A1 + 2, WORDS, Slots.MEMORY + 2);
  private final ReadOperand m =
      ReadOperand.inBytes(columns(), "m", A1 + 3, WORDS, Slots.MEMORY + 3);
  private final WrittenOperand r =
      new WrittenOperand(columns(), "result", WORDS, Slots.LAST_MEMORY);
  private final int result = columns().many("result", LIMBS);
  private final ModularProduct product = new ModularProduct(columns());
  private final BelowModulus below = new BelowModulus(columns(), LIMBS);

  ModularMultiplicationChip() {
    super(EnvironmentCall.MULMOD256);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, Pointer target) {
    for (ReadOperand operand : List.of(a, b, c, m)) {
      operand.constrain(row);
    }
    List<E> written = row.cells(result, LIMBS);
    r.constrain(row, target, written);
    row.range16(written);
    product.constrain(row, a.cells(row), b.cells(row), c.limbs(row), m.cells(row), written);
    below.constrain(row, written, m.limbs(row));
  }

  @Override
  void fillOperands(ChipRow row, Step step) {
    long[] first = a.fill(row, step, 0, ARGUMENTS);
    long[] second = b.fill(row, step, WORDS, ARGUMENTS + 1);
    long[] addend = c.fill(row, step, 2 * WORDS, ARGUMENTS + 2);
    long[] modulus = m.fill(row, step, 3 * WORDS, ARGUMENTS + 3);
    r.fill(row, step, RESULT);
    long[] after = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      after[i] = step.accessAfter(RESULT + i);
      row.word(result + InstructionRow.LIMBS * i, after[i]);
      row.rangeWord(after[i]);
    }
    product.fill(row, first, second, addend, modulus, after);
    below.fill(row, after, modulus);
  }
}
