package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * The quotients and remainders of {@code div}, {@code rem}, their unsigned and their 32-bit forms.
 *
 * <p>A row has dividend n, divisor d, quotient q and remainder r, of 64 bits each; 32-bit operands
 * are extended, by their sign or by zeros. Each of the four has a sign, so that capitals mean
 * {@code N = n − 2^64·sign}. For signed operations the signs of n and d are their highest bits,
 * else 0. Those of q and r are any bits: as
 *
 * <pre>
 *   N = Q·D + R          exactly, over 128 bits
 *   |R| &lt; |D|            by a slack g, in range, with |D| − |R| − 1 = g
 *   R = 0 or of N's sign
 * </pre>
 *
 * <p>has one solution in integers, and it fits. So the one case in which a quotient overflows,
 * {@code −2^63 / −1}, is none: Q is {@code 2^63} then, and q the word that the manual asks for.
 *
 * <p>Where d is 0 there is no such R; then a flag is set, q is all ones, and R = N follows. The
 * flag adds {@code 2^64} to g, which makes up for the missing divisor.
 */
final class DivideChip extends InstructionChip {
  private static final int SIGN = 1 << 15;
  private static final int BYTE_SIGN = 1 << 7;

  /** Makes a byte below 2^7 a limb, and no other. */
  private static final int BYTE_TO_LIMB = 1 << 9;

  /** Carries of the comparison are from −3 to 1; this makes them 1 to 5. */
  private static final int SLACK_OFFSET = 4;

  private static final int ONES_SUM = Long.BYTES * (ByteWord.BYTE - 1);
  private static final int WORD_LIMBS = 2;

  private final Source dividendSource = Source.first(columns());
  private final int dividend = columns().word("dividend");
  private final Source divisorSource = Source.second(columns());
  private final ByteWord divisor = new ByteWord(columns(), "divisor");
  private final int divisorUpper = columns().many("divisor_upper", WORD_LIMBS);
  private final ByteWord quotient = new ByteWord(columns(), "quotient");
  private final int remainder = columns().word("remainder");
  private final int slack = columns().word("slack");
  private final int dividendNegative = columns().one("dividend_negative");
  private final int divisorNegative = columns().one("divisor_negative");
  private final int quotientNegative = columns().one("quotient_negative");
  private final int remainderNegative = columns().one("remainder_negative");
  private final int byZero = columns().one("by_zero");
  private final WordSign sign = new WordSign(columns());
  private final Destination destination = new Destination(columns());

  DivideChip() {
    super("div", Op.DIV, Op.DIVU, Op.REM, Op.REMU, Op.DIVW, Op.DIVUW, Op.REMW, Op.REMUW);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        dividendSource.register(row),
        divisorSource.register(row),
        List.of());
    divisor.check(row);
    quotient.check(row);
    row.range16(row.word(remainder));
    row.range16(row.word(slack));

    E isWide = row.sum(flags.get(0), flags.get(1), flags.get(2), flags.get(3));
    E isWord = row.sum(flags.get(4), flags.get(5), flags.get(6), flags.get(7));
    E isSigned = row.sum(flags.get(0), flags.get(2), flags.get(4), flags.get(6));
    List<E> n = dividend(row, isWide, isWord);
    readDivisor(row, isWide, isWord);
    constrainSigns(row, isWide, isWord, isSigned);
    constrainDivisionByZero(row);
    List<E> carries = equation(row, n);
    List<E> slackCarries = comparison(row);
    for (int k = 0; k < carries.size(); k++) {
      E other = k < slackCarries.size() ? slackCarries.get(k) : row.constant(0);
      row.eighths(Product.shifted(row, carries.get(k)), other);
    }
    destination.write(row, result(row, flags, isWord));
  }

  /** Reads the dividend; returns it extended. */
  private <E> List<E> dividend(InstructionRow<E> row, E isWide, E isWord) {
    List<E> read = row.wordRead(dividend);
    dividendSource.read(row, read);
    E ones = extension(row, isWord, dividendNegative);
    List<E> n = new ArrayList<>(read.subList(0, WORD_LIMBS));
    for (int i = WORD_LIMBS; i < InstructionRow.LIMBS; i++) {
      n.add(row.sum(row.b.mul(isWide, read.get(i)), ones));
    }
    return n;
  }

  /** Reads the divisor, whose extended bytes are in the row. */
  private <E> void readDivisor(InstructionRow<E> row, E isWide, E isWord) {
    List<E> extended = divisor.limbs(row);
    List<E> read = new ArrayList<>(extended.subList(0, WORD_LIMBS));
    E ones = extension(row, isWord, divisorNegative);
    for (int i = WORD_LIMBS; i < InstructionRow.LIMBS; i++) {
      E upper = row.cell(divisorUpper + i - WORD_LIMBS);
      read.add(upper);
      row.b.assertEqual(
          "limb " + i + " of the divisor is as read, or its sign",
          extended.get(i),
          row.sum(row.b.mul(isWide, upper), ones));
    }
    divisorSource.read(row, read);
  }

  private static <E> E extension(InstructionRow<E> row, E isWord, int negative) {
    return row.b.mul(isWord, row.scaled(InstructionRow.LIMB - 1, row.cell(negative)));
  }

  private <E> void constrainSigns(InstructionRow<E> row, E isWide, E isWord, E isSigned) {
    E ofDividend = row.cell(dividendNegative);
    E ofDivisor = row.cell(divisorNegative);
    E ofRemainder = row.cell(remainderNegative);
    row.b.assertBoolean("the dividend's sign is a bit", ofDividend);
    row.b.assertBoolean("the divisor's sign is a bit", ofDivisor);
    row.b.assertBoolean("the quotient's sign is a bit", row.cell(quotientNegative));
    row.b.assertBoolean("the remainder's sign is a bit", ofRemainder);
    E isUnsigned = row.not(isSigned);
    row.b.assertZero("an unsigned dividend has no sign", row.b.mul(isUnsigned, ofDividend));
    row.b.assertZero("an unsigned divisor has no sign", row.b.mul(isUnsigned, ofDivisor));

    List<E> n = row.word(dividend);
    E topOfDividend = row.sum(row.b.mul(isWide, n.get(3)), row.b.mul(isWord, n.get(1)));
    E restOfDividend = row.scaled(2, row.b.sub(topOfDividend, row.scaled(SIGN, ofDividend)));
    row.range16(restOfDividend, isSigned);
    row.b.assertNoWrap("the dividend's sign is the highest bit", isSigned, restOfDividend);
    List<E> d = divisor.bytes(row);
    E topOfDivisor = row.sum(row.b.mul(isWide, d.get(7)), row.b.mul(isWord, d.get(3)));
    E restOfDivisor =
        row.scaled(BYTE_TO_LIMB, row.b.sub(topOfDivisor, row.scaled(BYTE_SIGN, ofDivisor)));
    row.range16(restOfDivisor, isSigned);
    row.b.assertNoWrap("the divisor's sign is the highest bit", isSigned, restOfDivisor);

    row.b.assertZero(
        "the remainder is not negative unless the dividend is",
        row.b.mul(ofRemainder, row.not(ofDividend)));
    E sum = row.constant(0);
    for (E limb : row.word(remainder)) {
      sum = row.sum(sum, limb);
    }
    row.b.assertZero(
        "the remainder of a negative dividend is negative or 0",
        row.b.mul(row.b.mul(ofDividend, row.not(ofRemainder)), sum));
    row.b.assertNoWrap("the remainder is 0", row.active, sum);
  }

  private <E> void constrainDivisionByZero(InstructionRow<E> row) {
    E isZero = row.cell(byZero);
    E ofDivisor = row.constant(0);
    E ofQuotient = row.constant(0);
    for (int i = 0; i < Long.BYTES; i++) {
      ofDivisor = row.sum(ofDivisor, divisor.bytes(row).get(i));
      ofQuotient = row.sum(ofQuotient, quotient.bytes(row).get(i));
    }
    row.b.assertBoolean("whether the divisor is 0 is a bit", isZero);
    row.b.assertZero("a divisor of 0 is 0", row.b.mul(isZero, ofDivisor));
    row.b.assertZero(
        "the quotient by 0 is all ones",
        row.b.mul(isZero, row.b.sub(row.constant(ONES_SUM), ofQuotient)));
    row.b.assertZero(
        "the quotient by 0 has no sign", row.b.mul(isZero, row.cell(quotientNegative)));
    row.b.assertNoWrap("the divisor is 0", row.active, ofDivisor);
    row.b.assertNoWrap("the quotient is all ones", row.active, ofQuotient);
  }

  /** {@code Q·D + R − N = 0}; returns the carries out of all limbs but the last. */
  private <E> List<E> equation(InstructionRow<E> row, List<E> n) {
    E ofDivisor = row.cell(divisorNegative);
    E ofQuotient = row.cell(quotientNegative);
    List<E> r = row.word(remainder);
    List<E> carries = new ArrayList<>();
    E carry = row.constant(0);
    for (int k = 0; k < Product.LIMBS; k++) {
      E rest = row.sum(Product.limb(row, divisor.bytes(row), quotient.bytes(row), k), carry);
      if (k < InstructionRow.LIMBS) {
        rest = row.b.sub(row.sum(rest, r.get(k)), n.get(k));
      } else {
        int j = k - InstructionRow.LIMBS;
        rest = row.b.sub(rest, row.b.mul(ofQuotient, divisor.limbs(row).get(j)));
        rest = row.b.sub(rest, row.b.mul(ofDivisor, quotient.limbs(row).get(j)));
        if (j == 0) {
          E ofDividend = row.cell(dividendNegative);
          rest = row.sum(rest, row.b.sub(ofDividend, row.cell(remainderNegative)));
        }
      }
      String name = "limb " + k + " of the dividend";
      if (k < Product.LIMBS - 1) {
        carry = Product.carry(row, name, row.active, rest);
        carries.add(carry);
      } else {
        E signs = row.scaled(InstructionRow.LIMB, row.b.mul(ofQuotient, ofDivisor));
        row.b.assertZero("the dividend is exact", row.sum(rest, signs));
        row.b.assertNoWrap(name, row.active, row.sum(rest, signs));
      }
    }
    return carries;
  }

  /** {@code |D| − |R| − 1 − g = 0}; returns the carries out of all limbs but the last. */
  private <E> List<E> comparison(InstructionRow<E> row) {
    E ofDivisor = row.cell(divisorNegative);
    E ofRemainder = row.cell(remainderNegative);
    E divisorSide = row.b.sub(row.constant(1), row.scaled(2, ofDivisor));
    E remainderSide = row.b.sub(row.constant(1), row.scaled(2, ofRemainder));
    List<E> carries = new ArrayList<>();
    E carry = row.b.sub(row.constant(0), row.active);
    for (int k = 0; k < InstructionRow.LIMBS; k++) {
      E absolute =
          row.b.sub(
              row.b.mul(divisorSide, divisor.limbs(row).get(k)),
              row.b.mul(remainderSide, row.cell(remainder + k)));
      E rest = row.b.sub(row.sum(absolute, carry), row.cell(slack + k));
      String name = "limb " + k + " of the slack";
      if (k < InstructionRow.LIMBS - 1) {
        carry = Product.carry(row, name, row.active, rest);
        carries.add(row.sum(carry, row.constant(SLACK_OFFSET)));
      } else {
        E over = row.sum(row.b.sub(ofDivisor, ofRemainder), row.cell(byZero));
        E exact = row.sum(rest, row.scaled(InstructionRow.LIMB, over));
        row.b.assertZero("the remainder is smaller than the divisor", exact);
        row.b.assertNoWrap(name, row.active, exact);
      }
    }
    return carries;
  }

  /** Quotient or remainder, with the sign of its lower half above it for 32 bits. */
  private <E> List<E> result(InstructionRow<E> row, List<E> flags, E isWord) {
    E wideQuotient = row.sum(flags.get(0), flags.get(1));
    E wideRemainder = row.sum(flags.get(2), flags.get(3));
    E anyQuotient = row.sum(wideQuotient, flags.get(4), flags.get(5));
    E anyRemainder = row.sum(wideRemainder, flags.get(6), flags.get(7));
    List<E> q = quotient.limbs(row);
    List<E> r = row.word(remainder);
    List<E> result = new ArrayList<>();
    for (int i = 0; i < WORD_LIMBS; i++) {
      result.add(row.sum(row.b.mul(anyQuotient, q.get(i)), row.b.mul(anyRemainder, r.get(i))));
    }
    E extension = sign.extension(row, isWord, result.get(1));
    for (int i = WORD_LIMBS; i < InstructionRow.LIMBS; i++) {
      result.add(
          row.sum(
              row.b.mul(wideQuotient, q.get(i)), row.b.mul(wideRemainder, r.get(i)), extension));
    }
    return result;
  }

  @Override
  void fill(ChipRow row, Step step) {
    Division division = Division.of(step.op(), step.first(), step.second(), step.after());
    dividendSource.fill(row, step);
    row.word(dividend, step.first());
    divisorSource.fill(row, step);
    divisor.fillChecked(row, division.d());
    row.set(divisorUpper, ByteWord.limbAt(step.second(), 2));
    row.set(divisorUpper + 1, ByteWord.limbAt(step.second(), 3));
    quotient.fillChecked(row, division.q());
    row.word(remainder, division.r());
    row.rangeWord(division.r());
    row.word(slack, division.slack());
    row.rangeWord(division.slack());
    row.set(dividendNegative, division.dividendSign());
    row.set(divisorNegative, division.divisorSign());
    row.set(quotientNegative, division.quotientSign());
    row.set(remainderNegative, division.remainderSign());
    row.set(byZero, division.byZero());
    if (division.isSigned()) {
      row.range16(2 * (division.isWord() ? step.first() >>> 16 : step.first() >>> 48) & 0xfffe);
      row.range16(
          BYTE_TO_LIMB * (division.isWord() ? step.second() >>> 24 : step.second() >>> 56)
              & 0xfe00);
    }
    sign.fill(row, division.isWord(), ByteWord.limbAt(division.result(), 1));
    fillCarries(row, division);
    destination.fill(row, step);
  }

  private static void fillCarries(ChipRow row, Division division) {
    long carry = 0;
    long slackCarry = -1;
    for (int k = 0; k < Product.LIMBS - 1; k++) {
      carry = (carry + division.limb(k)) >> 16;
      long other = 0;
      if (k < InstructionRow.LIMBS - 1) {
        slackCarry = (slackCarry + division.slackLimb(k)) >> 16;
        other = slackCarry + SLACK_OFFSET;
      }
      row.eighths(carry + Product.CARRY_OFFSET, other);
    }
  }
}
