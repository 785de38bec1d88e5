package network.akashi.zkvm.chip;

import java.util.List;

/**
 * The result of an addition, 64 bits wide or 32 bits wide and sign-extended: two limbs, the upper
 * two, and the sign of the lower half.
 */
final class WideSum {
  private static final int SIGN = 1 << 15;

  private final int result;
  private final int isNegative;

  WideSum(Columns columns) {
    result = columns.word("result");
    isNegative = columns.one("is_negative_word");
  }

  /** The limbs of the result, range-checked. */
  <E> List<E> limbs(InstructionRow<E> row) {
    List<E> limbs = row.word(result);
    row.range16(limbs);
    return limbs;
  }

  /**
   * {@code sum = x + y}, where one of the three is the result.
   *
   * @param isDouble 1 where the sum is 64 bits wide
   * @param isWord 1 where it is 32 bits wide
   */
  <E> void constrain(
      InstructionRow<E> row, E isDouble, E isWord, List<E> x, List<E> y, List<E> sum) {
    E carry = row.constant(0);
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      E gate = i < 2 ? row.active : isDouble;
      carry = row.addLimb("sum, limb " + i, gate, x.get(i), y.get(i), carry, sum.get(i));
    }
    List<E> limbs = row.word(result);
    E negative = row.cell(isNegative);
    row.b.assertBoolean("the sign of a word is a bit", negative);
    row.b.assertZero("only words have a sign", row.b.mul(row.not(isWord), negative));
    row.range16(row.scaled(2, row.b.sub(limbs.get(1), row.scaled(SIGN, negative))), isWord);
    E extension = row.scaled(InstructionRow.LIMB - 1, negative);
    for (int i = 2; i < InstructionRow.LIMBS; i++) {
      row.b.assertZero(
          "limb " + i + " extends the sign of a word",
          row.b.mul(isWord, row.b.sub(limbs.get(i), extension)));
    }
  }

  void fill(ChipRow row, boolean isWord, long value) {
    row.word(result, value);
    row.rangeWord(value);
    if (isWord) {
      int high = (int) (value >>> 16) & 0xffff;
      int sign = high >>> 15;
      row.set(isNegative, sign);
      row.range16(2L * (high - (sign << 15)));
    }
  }
}
