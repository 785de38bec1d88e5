package network.akashi.zkvm.chip;

import java.util.List;

/**
 * Whether one word is less than another, as signed or as unsigned integers.
 *
 * <p>A flag marks the highest limb in which the words differ, if any: the limbs above are equal,
 * and so is the marked limb's own if none is marked. The marked limbs' difference, of the sign that
 * {@code less} claims and less 1, is looked up in 16 bits; so it is not zero, and of that sign. For
 * signed integers the highest limb counts as one of 16 bits with a sign.
 *
 * <pre>
 *   highest = 2        less = 1        x = 5 7 1 9      (limbs, the highest first)
 *                                      y = 5 8 0 0      lookup: −(7 − 8) − 1 = 0
 * </pre>
 */
final class Comparison {
  private static final int SIGN = 1 << 15;
  private static final int TOP = InstructionRow.LIMBS - 1;

  private final int highest;
  private final int less;
  private final int firstNegative;
  private final int secondNegative;

  Comparison(Columns columns) {
    highest = columns.many("highest_difference", InstructionRow.LIMBS);
    less = columns.one("less");
    firstNegative = columns.one("first_negative");
    secondNegative = columns.one("second_negative");
  }

  /**
   * Returns a bit: 1 where {@code x < y}.
   *
   * @param isSigned 1 where the words are signed; a bit that is 0 in padding rows
   */
  <E> E isLess(InstructionRow<E> row, E isSigned, List<E> x, List<E> y) {
    E isLess = row.cell(less);
    E marked = row.constant(0);
    E difference =
        row.scaled(
            -InstructionRow.LIMB,
            row.b.mul(
                row.cell(highest + TOP),
                row.b.sub(
                    sign(row, isSigned, firstNegative, x.get(TOP)),
                    sign(row, isSigned, secondNegative, y.get(TOP)))));
    for (int i = TOP; i >= 0; i--) {
      E mark = row.cell(highest + i);
      E limb = row.b.sub(x.get(i), y.get(i));
      row.b.assertBoolean("mark of limb " + i + " is a bit", mark);
      marked = row.sum(marked, mark);
      difference = row.sum(difference, row.b.mul(mark, limb));
      row.b.assertZero(
          "limb " + i + " is equal unless it or one above is marked",
          row.b.mul(row.not(marked), limb));
    }
    row.b.assertBoolean("one limb is marked at most", marked);
    row.b.assertBoolean("less is a bit", isLess);
    row.b.assertZero("equal words are not less", row.b.mul(row.not(marked), isLess));
    E direction = row.b.sub(row.constant(1), row.scaled(2, isLess));
    E excess = row.b.sub(row.b.mul(direction, difference), marked);
    row.range16(excess);
    row.b.assertNoWrap("difference of the marked limbs", row.active, excess);
    return isLess;
  }

  /** The sign of the word whose highest limb is {@code top}; 0 where words are unsigned. */
  private static <E> E sign(InstructionRow<E> row, E isSigned, int column, E top) {
    E negative = row.cell(column);
    String name = column + ", as a sign, ";
    row.b.assertBoolean("cell " + name + "is a bit", negative);
    row.b.assertZero(
        "cell " + name + "is 0 for unsigned words", row.b.mul(row.not(isSigned), negative));
    E rest = row.scaled(2, row.b.sub(top, row.scaled(SIGN, negative)));
    row.range16(rest, isSigned);
    row.b.assertNoWrap("cell " + name + "is the highest bit", isSigned, rest);
    return negative;
  }

  /**
   * Fills in a comparison of two words.
   *
   * @param isLess what is claimed to come of it
   */
  void fill(ChipRow row, boolean isSigned, long x, long y, boolean isLess) {
    long difference = 0;
    for (int i = TOP; i >= 0 && difference == 0; i--) {
      boolean hasSign = isSigned && i == TOP;
      difference = limb(x, i, hasSign) - limb(y, i, hasSign);
      row.set(highest + i, difference == 0 ? 0 : 1);
    }
    row.set(less, isLess ? 1 : 0);
    row.range16((isLess ? -difference : difference) - (difference == 0 ? 0 : 1));
    if (isSigned) {
      fillSign(row, firstNegative, x);
      fillSign(row, secondNegative, y);
    }
  }

  private static long limb(long value, int index, boolean hasSign) {
    int limb = ByteWord.limbAt(value, index);
    return hasSign ? (short) limb : limb;
  }

  private static void fillSign(ChipRow row, int column, long value) {
    row.set(column, (int) (value >>> 63));
    row.range16(2 * (value >>> 48 & (SIGN - 1)));
  }
}
