package network.akashi.zkvm.chip;

import java.util.List;

/**
 * That one integer is below another, both in limbs of 16 bits.
 *
 * <p>A flag marks the highest limb in which they differ: those above are equal, and there the
 * difference less 1 is looked up. Without a flag they would be equal, so one is demanded.
 */
final class BelowModulus {
  private final int limbs;
  private final int flags;

  BelowModulus(Columns columns, int limbs) {
    this.limbs = limbs;
    flags = columns.many("differs", limbs);
  }

  /** {@code small} is below {@code large}, in active rows. */
  <E> void constrain(InstructionRow<E> row, List<E> small, List<E> large) {
    E equal = row.active;
    E difference = row.scaled(-1, row.active);
    for (int i = limbs - 1; i >= 0; i--) {
      E flag = row.cell(flags + i);
      E more = row.b.sub(large.get(i), small.get(i));
      row.b.assertBoolean("the flag of limb " + i + " is a bit", flag);
      equal = row.b.sub(equal, flag);
      row.b.assertZero("limbs above the flag are equal, limb " + i, row.b.mul(equal, more));
      difference = row.sum(difference, row.b.mul(flag, more));
    }
    row.b.assertZero("some limb differs", equal);
    row.b.assertNoWrap("the difference in the flagged limb", row.active, difference);
    row.range16(difference);
  }

  void fill(ChipRow row, long[] small, long[] large) {
    for (int i = limbs - 1; i >= 0; i--) {
      int difference = Words.limb(large, i) - Words.limb(small, i);
      if (difference != 0) {
        row.set(flags + i, 1);
        row.range16(difference - 1);
        return;
      }
    }
  }
}
