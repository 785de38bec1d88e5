package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/**
 * One part of a joint array of rows in bit-reversed order.
 *
 * <p>A part with {@code 2^d} times fewer rows than the largest one has its rows at multiples of
 * {@code 2^d}: bit-reversed, these are the first of the part.
 *
 * @param target where rows go
 * @param offset where the part begins
 * @param logRows log2 of the part's own number of rows
 */
record ReversedRows(Ext5Array target, int offset, int logRows) {
  static ReversedRows of(Ext5Array target, int offset, int logPart, int logRows) {
    if (logRows > logPart) {
      throw new IllegalArgumentException(
          "logRows: 2^%d rows do not fit a part of 2^%d".formatted(logRows, logPart));
    }
    return new ReversedRows(target, offset, logRows);
  }

  void set(int row, Ext5 value) {
    int reversed = logRows == 0 ? 0 : Integer.reverse(row) >>> -logRows;
    target.set(offset + reversed, value);
  }
}
