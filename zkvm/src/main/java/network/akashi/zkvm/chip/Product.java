package network.akashi.zkvm.chip;

import java.util.List;

/**
 * The product of two words by schoolbook, from their bytes: limb k of it, before carries, is the
 * sum of all {@code x_i·y_j} with {@code i + j = 2k}, and 256 times that with {@code i + j = 2k +
 * 1}. Limbs of 16 bits would not do, as their products outgrow the field.
 *
 * <p>There are at most 15 products of bytes in a sum, 8 of them times 256, so it is below 2^27, and
 * what it carries below 2^11.
 */
final class Product {
  /** Limbs of a product of 128 bits. */
  static final int LIMBS = 2 * InstructionRow.LIMBS;

  /** Carries are looked up in 13 bits after this is added, so none may be below its negative. */
  static final int CARRY_OFFSET = 8;

  private Product() {}

  /** Limb {@code limb}, from 0 to 7, of the product of two words before carries. */
  static <E> E limb(InstructionRow<E> row, List<E> x, List<E> y, int limb) {
    return row.sum(
        diagonal(row, x, y, 2 * limb),
        row.scaled(ByteWord.BYTE, diagonal(row, x, y, 2 * limb + 1)));
  }

  private static <E> E diagonal(InstructionRow<E> row, List<E> x, List<E> y, int index) {
    E sum = row.constant(0);
    for (int i = Math.max(0, index - y.size() + 1); i < x.size() && i <= index; i++) {
      sum = row.sum(sum, row.b.mul(x.get(i), y.get(index - i)));
    }
    return sum;
  }

  /** The same with integers. */
  static long limb(long x, long y, int limb) {
    return diagonal(x, y, 2 * limb) + ByteWord.BYTE * diagonal(x, y, 2 * limb + 1);
  }

  private static long diagonal(long x, long y, int index) {
    long sum = 0;
    for (int i = Math.max(0, index - Long.BYTES + 1); i < Long.BYTES && i <= index; i++) {
      sum += (long) ByteWord.byteAt(x, i) * ByteWord.byteAt(y, index - i);
    }
    return sum;
  }

  /**
   * A carry, {@code rest / 2^16}; the caller has it looked up.
   *
   * @param rest what a limb comes to, less what is left in its place
   */
  static <E> E carry(InstructionRow<E> row, String name, E gate, E rest) {
    row.b.assertNoWrap(name, gate, rest);
    return row.scaled(InstructionRow.INVERSE_LIMB, rest);
  }

  /** What is looked up for a carry. */
  static <E> E shifted(InstructionRow<E> row, E carry) {
    return row.sum(carry, row.constant(CARRY_OFFSET));
  }
}
