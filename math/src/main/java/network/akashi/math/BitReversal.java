package network.akashi.math;

/** The order that a transform without index shuffling leaves its rows in. */
public final class BitReversal {
  private BitReversal() {}

  /**
   * {@code index} with its {@code bits} low bits in reverse order; its own inverse.
   *
   * @throws IllegalArgumentException unless {@code 0 ≤ bits ≤ 30} and {@code 0 ≤ index < 2^bits}
   */
  public static int of(int index, int bits) {
    if (bits < 0 || bits > 30) {
      throw new IllegalArgumentException("bits: must be 0 to 30, is " + bits);
    }
    if (index < 0 || index >>> bits != 0) {
      throw new IllegalArgumentException(
          "index: must be 0 to %d, is %d".formatted((1 << bits) - 1, index));
    }
    return reverse(index, bits);
  }

  static int reverse(int index, int bits) {
    return bits == 0 ? 0 : Integer.reverse(index) >>> (Integer.SIZE - bits);
  }

  /**
   * Moves each row {@code r} to row {@code of(r, logRows)}, in place: turns the order of {@link
   * EvaluationDomain} into that of increasing powers of the root of unity, and back.
   */
  public static void permute(RowMatrix rows, Parallel parallel) {
    int logRows = rows.logRows();
    parallel.forEach(
        rows.rows(),
        (from, to, _) -> {
          for (int row = from; row < to; row++) {
            int other = reverse(row, logRows);
            if (row < other) {
              swap(rows.values(), rows.at(row), rows.at(other), rows.width());
            }
          }
        });
  }

  private static void swap(int[] values, int at, int otherAt, int count) {
    for (int i = 0; i < count; i++) {
      int value = values[at + i];
      values[at + i] = values[otherAt + i];
      values[otherAt + i] = value;
    }
  }
}
