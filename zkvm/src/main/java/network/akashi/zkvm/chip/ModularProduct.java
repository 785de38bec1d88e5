package network.akashi.zkvm.chip;

import java.math.BigInteger;
import java.util.List;

/**
 * The identity {@code a·b + c = q·m + r} between integers of 256 bits, with a quotient of 512: with
 * {@code m = 1} it needs them.
 *
 * <p>It is checked limb by limb of 16 bits, from the lowest, as one does on paper. The factors are
 * cut into bytes, for a product of two limbs would not fit the field. At limb k, with {@code P_t}
 * and {@code Q_t} the sums of those products of bytes whose places add up to t,
 *
 * <pre>
 *   P_2k − Q_2k + 2^8·(P_2k+1 − Q_2k+1) + c_k − r_k + carry_k = 2^16·carry_k+1
 * </pre>
 *
 * <p>Sums of at most 32 products of bytes are below {@code 2^21}, so the left side is less than
 * {@code 8161·2^16} in size, and so is every carry in size at most 8161. A carry is held as {@code
 * rest + 2^13·bit − 2^13}, with {@code rest} looked up in 13 bits: between −2^13 and 2^13. With
 * that no side comes near p, so each equation holds over the integers; and added up, with weights
 * of 2^16k, they are the identity. The carry out of the highest limb is 0.
 */
final class ModularProduct {
  private static final int LIMBS = 16;
  private static final int BYTES = 2 * LIMBS;
  private static final int QUOTIENT_BYTES = 2 * BYTES;
  private static final int STEPS = (BYTES + QUOTIENT_BYTES) / 2;
  private static final int HALF = 1 << 13;

  private final int quotient;
  private final int rests;
  private final int bits;

  ModularProduct(Columns columns) {
    quotient = columns.many("quotient", QUOTIENT_BYTES);
    rests = columns.many("carry_rest", STEPS - 1);
    bits = columns.many("carry_bit", STEPS - 1);
  }

  /**
   * Says the identity.
   *
   * @param a 32 bytes
   * @param b 32 bytes
   * @param c 16 limbs
   * @param m 32 bytes
   * @param r 16 limbs
   */
  <E> void constrain(InstructionRow<E> row, List<E> a, List<E> b, List<E> c, List<E> m, List<E> r) {
    List<E> q = row.cells(quotient, QUOTIENT_BYTES);
    row.bytePairs(q);
    E carry = row.constant(0);
    for (int k = 0; k < STEPS; k++) {
      E low = row.b.sub(column(row, a, b, 2 * k), column(row, q, m, 2 * k));
      E high = row.b.sub(column(row, a, b, 2 * k + 1), column(row, q, m, 2 * k + 1));
      E sum = row.sum(low, row.scaled(1 << Byte.SIZE, high), carry);
      if (k < LIMBS) {
        sum = row.sum(sum, row.b.sub(c.get(k), r.get(k)));
      }
      carry = k < STEPS - 1 ? carry(row, k) : row.constant(0);
      E error = row.b.sub(sum, row.scaled(InstructionRow.LIMB, carry));
      row.b.assertZero("identity, limb " + k, error);
      row.b.assertNoWrap("identity, limb " + k, row.active, error);
    }
  }

  /** The carry out of limb {@code k}. */
  private <E> E carry(InstructionRow<E> row, int k) {
    E rest = row.cell(rests + k);
    E bit = row.cell(bits + k);
    row.b.assertBoolean("carry bit " + k + " is a bit", bit);
    row.eighths(rest, row.constant(0));
    return row.sum(rest, row.scaled(HALF, row.b.sub(bit, row.active)));
  }

  /** The sum of products of bytes whose places add up to {@code place}. */
  private static <E> E column(InstructionRow<E> row, List<E> x, List<E> y, int place) {
    E sum = row.constant(0);
    int first = Math.max(0, place - y.size() + 1);
    for (int i = first; i <= Math.min(place, x.size() - 1); i++) {
      sum = row.sum(sum, row.b.mul(x.get(i), y.get(place - i)));
    }
    return sum;
  }

  /** Fills quotient and carries; for a wrong {@code r}, with something. */
  void fill(ChipRow row, long[] a, long[] b, long[] c, long[] m, long[] r) {
    BigInteger modulus = Words.integer(m);
    BigInteger total = Words.integer(a).multiply(Words.integer(b)).add(Words.integer(c));
    long[] q =
        Words.words(
            modulus.signum() == 0 ? BigInteger.ZERO : total.divide(modulus),
            QUOTIENT_BYTES / Long.BYTES);
    for (int i = 0; i < q.length; i++) {
      row.bytes(quotient + Long.BYTES * i, q[i]);
      row.bytePairs(q[i]);
    }
    long carry = 0;
    for (int k = 0; k < STEPS - 1; k++) {
      long low = column(a, b, 2 * k) - column(q, m, 2 * k);
      long high = column(a, b, 2 * k + 1) - column(q, m, 2 * k + 1);
      long sum = low + (high << Byte.SIZE) + carry;
      if (k < LIMBS) {
        sum += Words.limb(c, k) - Words.limb(r, k);
      }
      carry = sum >> 16;
      long shifted = carry + HALF;
      row.set(rests + k, shifted & (HALF - 1));
      row.set(bits + k, shifted >> 13);
      row.eighths(shifted & (HALF - 1), 0);
    }
  }

  private static long column(long[] x, long[] y, int place) {
    long sum = 0;
    int first = Math.max(0, place - Long.BYTES * y.length + 1);
    for (int i = first; i <= Math.min(place, Long.BYTES * x.length - 1); i++) {
      sum += (long) Words.byteAt(x, i) * Words.byteAt(y, place - i);
    }
    return sum;
  }
}
