package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;

/**
 * Shifts a word as a {@link ShiftPlan} says.
 *
 * <p>The five limbs y of the product are looked up. With digits of 16 bits, where the plan
 * multiplies, {@code x·up = y}, and where it divides, {@code x·2^16 = y·down}; so in both
 *
 * <pre>
 *   digit i:   up·x_i + isDown·x_(i−1) − down·y_i + carry_(i−1) = 2^16·carry_i      i = 0 … 4
 * </pre>
 *
 * <p>and there is no carry in the end. Carries are expressions; they are below 2^8 where the plan
 * multiplies, and above −2^8 where it divides, which lookups show. So digits are integers below
 * 2^25, the product is exact, and y is the only one.
 *
 * <p>A word that is shifted arithmetically counts as {@code x − 2^64·sign}, its product as {@code y
 * − 2^80·sign}, and limbs above y are copies of the sign. Of 32-bit shifts, those that keep zeros
 * above have the sign of their result in the same column.
 */
final class Shifter {
  private static final int SIGN = 1 << 15;
  private static final int DIGITS = InstructionRow.LIMBS + 1;
  private static final int ONES = InstructionRow.LIMB - 1;
  private static final int LARGEST_BYTE = ByteWord.BYTE - 1;

  private final int up;
  private final int down;
  private final int isDown;
  private final int places;
  private final int product;
  private final int sign;

  Shifter(Columns columns) {
    up = columns.one("up");
    down = columns.one("down");
    isDown = columns.one("is_down");
    places = columns.many("place", ShiftPlan.PLACES - 1);
    product = columns.many("product", DIGITS);
    sign = columns.one("is_negative");
  }

  /** The plan, as a tuple of its parts. */
  <E> List<E> plan(InstructionRow<E> row) {
    E place = row.constant(0);
    for (int i = 1; i <= ShiftPlan.PLACES; i++) {
      place = row.sum(place, row.scaled(i, isAt(row, i)));
    }
    return List.of(row.cell(up), row.cell(down), row.cell(isDown), place);
  }

  /** Whether the plan's place is {@code place}; the place of rest is where no flag is set. */
  private <E> E isAt(InstructionRow<E> row, int place) {
    if (place != ShiftPlan.AT_REST) {
      return row.cell(places + place - (place < ShiftPlan.AT_REST ? 1 : 2));
    }
    E rest = row.active;
    for (int i = 0; i < ShiftPlan.PLACES - 1; i++) {
      rest = row.b.sub(rest, row.cell(places + i));
    }
    return rest;
  }

  /**
   * The limbs of {@code x} shifted, in range. Something else must look up the plan.
   *
   * @param flags of sll, srl, sra and their 32-bit forms
   */
  <E> List<E> constrain(InstructionRow<E> row, List<E> flags, List<E> x) {
    E isNegative = row.cell(sign);
    for (int i = 1; i <= ShiftPlan.PLACES; i++) {
      row.b.assertBoolean("place " + i + " is a bit", isAt(row, i));
    }
    row.b.assertBoolean("whether it divides is a bit", row.cell(isDown));
    row.b.assumeRange("plans hold no more", row.cell(up), 0, ByteWord.BYTE);
    row.b.assumeRange("plans hold no more", row.cell(down), 0, ByteWord.BYTE);

    E isWide = row.sum(flags.get(0), flags.get(1), flags.get(2));
    E isWord = row.sum(flags.get(3), flags.get(4), flags.get(5));
    E ones = row.scaled(ONES, isNegative);
    E above = row.b.mul(flags.get(5), ones);
    E arithmetic = row.b.mul(row.sum(flags.get(2), flags.get(5)), isNegative);
    multiply(
        row,
        List.of(
            x.get(0),
            x.get(1),
            row.sum(row.b.mul(isWide, x.get(2)), above),
            row.sum(row.b.mul(isWide, x.get(3)), above)),
        arithmetic);

    E wideOnes = row.b.mul(flags.get(2), ones);
    E low = taken(row, 1);
    constrainSign(row, flags, x, low);
    return List.of(
        row.sum(taken(row, 0), ones(row, 0, wideOnes)),
        row.sum(low, ones(row, 1, wideOnes)),
        upper(row, 2, isWide, isWord, wideOnes),
        upper(row, 3, isWide, isWord, wideOnes));
  }

  /** Limb {@code limb} of a wide result, or the sign of one of 32 bits. */
  private <E> E upper(InstructionRow<E> row, int limb, E isWide, E isWord, E wideOnes) {
    E ones = row.scaled(ONES, row.cell(sign));
    return row.sum(
        row.b.mul(isWide, taken(row, limb)), ones(row, limb, wideOnes), row.b.mul(isWord, ones));
  }

  private <E> void multiply(InstructionRow<E> row, List<E> x, E arithmetic) {
    E zero = row.constant(0);
    E carry = zero;
    List<E> carries = new ArrayList<>();
    for (int i = 0; i < DIGITS; i++) {
      E digit = i < x.size() ? row.b.mul(row.cell(up), x.get(i)) : zero;
      E moved = i > 0 ? row.b.mul(row.cell(isDown), x.get(i - 1)) : zero;
      E y = row.cell(product + i);
      row.range16(y);
      E rest = row.b.sub(row.sum(digit, moved, carry), row.b.mul(row.cell(down), y));
      row.b.assertNoWrap("digit " + i + " of the product", row.active, rest);
      if (i < x.size()) {
        carry = row.b.mul(row.constant(InstructionRow.INVERSE_LIMB), rest);
        carries.add(row.sum(carry, row.scaled(LARGEST_BYTE, row.cell(isDown))));
      } else {
        E signs =
            row.sum(
                row.cell(up),
                row.scaled(InstructionRow.LIMB, row.b.sub(row.cell(isDown), row.cell(down))));
        row.b.assertEqual("the product is exact", rest, row.b.mul(arithmetic, signs));
      }
    }
    for (int i = 0; i < carries.size(); i += 2) {
      row.bytes(carries.get(i), carries.get(i + 1));
    }
  }

  /** Limb {@code limb} of the result as far as it comes from the product. */
  private <E> E taken(InstructionRow<E> row, int limb) {
    E taken = row.constant(0);
    for (int place = 1; place <= ShiftPlan.PLACES; place++) {
      int from = limb - place + ShiftPlan.AT_REST;
      if (from >= 0 && from < DIGITS) {
        taken = row.sum(taken, row.b.mul(isAt(row, place), row.cell(product + from)));
      }
    }
    return taken;
  }

  /** Limb {@code limb} of the result as far as it comes from above the product. */
  private <E> E ones(InstructionRow<E> row, int limb, E ones) {
    E isAbove = row.constant(0);
    for (int place = 1; limb - place + ShiftPlan.AT_REST >= DIGITS; place++) {
      isAbove = row.sum(isAbove, isAt(row, place));
    }
    return row.b.mul(isAbove, ones);
  }

  /** The sign is that of the source for sra and sraw, that of the result for sllw and srlw. */
  private <E> void constrainSign(InstructionRow<E> row, List<E> flags, List<E> x, E low) {
    E isNegative = row.cell(sign);
    E hasSign = row.sum(flags.get(2), flags.get(3), flags.get(4), flags.get(5));
    row.b.assertBoolean("the sign is a bit", isNegative);
    row.b.assertZero("sll and srl know no sign", row.b.mul(row.not(hasSign), isNegative));
    E limb =
        row.sum(
            row.b.mul(flags.get(2), x.get(3)),
            row.b.mul(flags.get(5), x.get(1)),
            row.b.mul(row.sum(flags.get(3), flags.get(4)), low));
    E rest = row.scaled(2, row.b.sub(limb, row.scaled(SIGN, isNegative)));
    row.range16(rest, hasSign);
    row.b.assertNoWrap("the sign is the highest bit", hasSign, rest);
  }

  /**
   * Fills in the shift of a word.
   *
   * @param kind 0 to 5, for sll, srl, sra and their 32-bit forms
   * @param value the word before
   */
  void fill(ChipRow row, int kind, ShiftPlan plan, long value) {
    boolean isWide = kind < 3;
    boolean isArithmetic = kind % 3 == 2;
    long x = isWide ? value : isArithmetic ? (int) value : value & 0xffff_ffffL;
    row.set(up, plan.up());
    row.set(down, plan.down());
    row.set(isDown, plan.isDown());
    if (plan.place() != ShiftPlan.AT_REST) {
      row.set(places + plan.place() - (plan.place() < ShiftPlan.AT_REST ? 1 : 2), 1);
    }
    int bits =
        plan.isDown() == 1
            ? 16 - Integer.numberOfTrailingZeros(plan.down())
            : Integer.numberOfTrailingZeros(plan.up());
    long lowest = x << bits;
    long top =
        bits == 0
            ? (isArithmetic ? x >> 63 : 0)
            : isArithmetic ? x >> (64 - bits) : x >>> (64 - bits);
    fillProduct(row, plan, x, lowest, (int) top & 0xffff);
    fillSign(row, kind, plan, x, lowest);
  }

  private void fillProduct(ChipRow row, ShiftPlan plan, long x, long lowest, int top) {
    row.word(product, lowest);
    row.set(product + DIGITS - 1, top);
    row.rangeWord(lowest);
    row.range16(top);
    int offset = LARGEST_BYTE * plan.isDown();
    long carry = 0;
    int previous = 0;
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      long digit = (long) plan.up() * ByteWord.limbAt(x, i);
      long moved = i > 0 ? (long) plan.isDown() * ByteWord.limbAt(x, i - 1) : 0;
      carry = (digit + moved + carry - (long) plan.down() * ByteWord.limbAt(lowest, i)) >> 16;
      int shifted = (int) carry + offset;
      if (i % 2 == 1) {
        row.bytes(ByteOperation.PAIR, previous, shifted);
      }
      previous = shifted;
    }
  }

  private void fillSign(ChipRow row, int kind, ShiftPlan plan, long x, long lowest) {
    if (kind < 2) {
      return;
    }
    int from = 1 - plan.place() + ShiftPlan.AT_REST;
    int limb =
        switch (kind) {
          case 2 -> ByteWord.limbAt(x, 3);
          case 5 -> ByteWord.limbAt(x, 1);
          default -> from < 0 || from >= InstructionRow.LIMBS ? 0 : ByteWord.limbAt(lowest, from);
        };
    row.set(sign, limb >>> 15);
    row.range16(2L * (limb & (SIGN - 1)));
  }
}
