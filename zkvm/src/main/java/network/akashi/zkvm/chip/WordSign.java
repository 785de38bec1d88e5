package network.akashi.zkvm.chip;

/** The sign of a result of 32 bits, which the upper two limbs extend; 0 for others. */
final class WordSign {
  private static final int SIGN = 1 << 15;

  private final int sign;

  WordSign(Columns columns) {
    sign = columns.one("is_negative_word");
  }

  /**
   * What the upper two limbs are for a result of 32 bits, and 0 for others.
   *
   * @param isWord 1 for a result of 32 bits; a bit
   * @param high the second limb of the result, which is in range
   */
  <E> E extension(InstructionRow<E> row, E isWord, E high) {
    E negative = row.cell(sign);
    row.b.assertBoolean("the sign of a word is a bit", negative);
    row.b.assertZero("only words have a sign", row.b.mul(row.not(isWord), negative));
    E rest = row.scaled(2, row.b.sub(high, row.scaled(SIGN, negative)));
    row.range16(rest, isWord);
    row.b.assertNoWrap("the sign of a word is its highest bit", isWord, rest);
    return row.scaled(InstructionRow.LIMB - 1, negative);
  }

  /**
   * Fills in the sign.
   *
   * @param high the second limb of the result
   */
  void fill(ChipRow row, boolean isWord, int high) {
    if (isWord) {
      row.set(sign, high >>> 15);
      row.range16(2L * (high & (SIGN - 1)));
    }
  }
}
