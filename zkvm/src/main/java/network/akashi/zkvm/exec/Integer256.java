package network.akashi.zkvm.exec;

/**
 * Arithmetic on integers of four 64-bit words, the lowest first, written out without loops: it is
 * most of what a guest that checks signatures does.
 *
 * <p>A carry is told by a comparison, {@code sum < summand}. Written as a conditional of constants
 * it becomes two instructions without a branch, which is a third less for a product than working
 * the carry out of sign bits, and than limbs of 52 bits that need none.
 */
final class Integer256 {
  /** How many words an integer has. */
  static final int WORDS = 4;

  private Integer256() {}

  /** 1 if {@code x < y}, unsigned, else 0. */
  static long less(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  /** {@code product = a·b + c}, where each begins at its index and the product has eight words. */
  static void multiplyAdd(long[] a, int aAt, long[] b, int bAt, long[] c, int cAt, long[] product) {
    for (int i = 0; i < WORDS; i++) {
      product[i] = c[cAt + i];
    }
    addProduct(product, a, aAt, b, bAt);
  }

  /** {@code sum += a·b}, where the upper half of the sum is set and not added to. */
  static void addProduct(long[] sum, long[] a, int aAt, long[] b, int bAt) {
    long b0 = b[bAt];
    long b1 = b[bAt + 1];
    long b2 = b[bAt + 2];
    long b3 = b[bAt + 3];
    addRow(sum, 0, a[aAt], b0, b1, b2, b3);
    addRow(sum, 1, a[aAt + 1], b0, b1, b2, b3);
    addRow(sum, 2, a[aAt + 2], b0, b1, b2, b3);
    addRow(sum, 3, a[aAt + 3], b0, b1, b2, b3);
  }

  /** {@code sum += a·b} in the four words from {@code at} on; the fifth is set. */
  static void addRow(long[] sum, int at, long a, long b0, long b1, long b2, long b3) {
    long carry = addTerm(sum, at, a, b0, 0);
    carry = addTerm(sum, at + 1, a, b1, carry);
    carry = addTerm(sum, at + 2, a, b2, carry);
    sum[at + 4] = addTerm(sum, at + 3, a, b3, carry);
  }

  /** {@code sum += a·b + carry} in one word, and what is carried to the next. */
  private static long addTerm(long[] sum, int at, long a, long b, long carry) {
    long before = sum[at];
    long low = a * b + before;
    long high = Math.unsignedMultiplyHigh(a, b) + less(low, before);
    low += carry;
    sum[at] = low;
    return high + less(low, carry);
  }
}
