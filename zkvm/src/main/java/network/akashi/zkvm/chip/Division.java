package network.akashi.zkvm.chip;

import network.akashi.zkvm.isa.Op;

/**
 * What a row of {@link DivideChip} holds, for recorded operands and a recorded result. The result
 * is not checked: where it is wrong, so is the equation of the row.
 *
 * @param n the dividend, extended
 * @param d the divisor, extended
 */
record Division(
    long n,
    long d,
    long q,
    long r,
    boolean isSigned,
    boolean isWord,
    boolean isRemainder,
    int quotientSign) {

  static Division of(Op op, long first, long second, long after) {
    boolean isSigned = op == Op.DIV || op == Op.REM || op == Op.DIVW || op == Op.REMW;
    boolean isWord = op == Op.DIVW || op == Op.DIVUW || op == Op.REMW || op == Op.REMUW;
    boolean isRemainder = op == Op.REM || op == Op.REMU || op == Op.REMW || op == Op.REMUW;
    long n = extended(first, isSigned, isWord);
    long d = extended(second, isSigned, isWord);
    long q = d == 0 ? -1 : isSigned ? n / d : Long.divideUnsigned(n, d);
    int quotientSign = isSigned && d != 0 && n - q * d != n && (n < 0) != (d < 0) ? 1 : 0;
    long r = n - q * d;
    if (isRemainder) {
      r = claimed(r, after, isWord);
      if (d != 0 && (isSigned ? (n - r) % d : Long.remainderUnsigned(n - r, d)) == 0) {
        q = isSigned ? (n - r) / d : Long.divideUnsigned(n - r, d);
      }
    } else {
      q = claimed(q, after, isWord);
      r = n - q * d;
    }
    return new Division(n, d, q, r, isSigned, isWord, isRemainder, quotientSign);
  }

  private static long extended(long value, boolean isSigned, boolean isWord) {
    return !isWord ? value : isSigned ? (int) value : value & 0xffff_ffffL;
  }

  /** What is recorded, as far as it tells. */
  private static long claimed(long value, long after, boolean isWord) {
    return isWord ? (value & ~0xffff_ffffL) | (after & 0xffff_ffffL) : after;
  }

  int dividendSign() {
    return isSigned && n < 0 ? 1 : 0;
  }

  int divisorSign() {
    return isSigned && d < 0 ? 1 : 0;
  }

  int remainderSign() {
    return dividendSign() == 1 && r != 0 ? 1 : 0;
  }

  int byZero() {
    return d == 0 ? 1 : 0;
  }

  /** The result before its sign is extended. */
  long result() {
    return isRemainder ? r : q;
  }

  /** {@code |d| − |r| − 1 mod 2^64}. */
  long slack() {
    return (divisorSign() == 1 ? -d : d) - (remainderSign() == 1 ? -r : r) - 1;
  }

  /** Limb {@code k}, before carries, of {@code Q·D + R − N}. */
  long limb(int k) {
    long limb = Product.limb(d, q, k);
    if (k < InstructionRow.LIMBS) {
      return limb + ByteWord.limbAt(r, k) - ByteWord.limbAt(n, k);
    }
    int j = k - InstructionRow.LIMBS;
    return limb
        - (long) quotientSign * ByteWord.limbAt(d, j)
        - (long) divisorSign() * ByteWord.limbAt(q, j)
        + (j == 0 ? dividendSign() - remainderSign() : 0);
  }

  /** Limb {@code k}, before carries, of {@code |D| − |R| − g}. */
  long slackLimb(int k) {
    return (1 - 2L * divisorSign()) * ByteWord.limbAt(d, k)
        - (1 - 2L * remainderSign()) * ByteWord.limbAt(r, k)
        - ByteWord.limbAt(slack(), k);
  }
}
