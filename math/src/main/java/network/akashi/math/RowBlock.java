package network.akashi.math;

import java.util.Objects;

/**
 * Some neighbouring columns of a matrix whose rows lie one after the other: element {@code c} of
 * row {@code r} is at {@code at + r·stride + c}.
 *
 * @param values canonical elements; not copied
 * @param at where row 0 begins
 * @param stride distance from one row to the next, at least {@code width}
 * @param width number of columns, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // a view; two views are never compared
public record RowBlock(int[] values, int at, int stride, int width) {
  /**
   * @throws IllegalArgumentException if the numbers make no sense
   */
  public RowBlock {
    Objects.requireNonNull(values, "values");
    Checks.atLeast("at", at, 0);
    Checks.atLeast("width", width, 1);
    if (stride < width) {
      throw new IllegalArgumentException(
          "stride: rows of %d elements overlap at a distance of %d".formatted(width, stride));
    }
  }

  /** Elements a block of so many rows needs from {@code at} on. */
  private long span(int rows) {
    return (rows - 1L) * stride + width;
  }

  void checkHolds(int rows) {
    if (span(rows) > values.length - at) {
      throw new IllegalArgumentException(
          "values: %d rows of %d elements at distance %d from offset %d do not fit an array of %d"
              .formatted(rows, width, stride, at, values.length));
    }
  }
}
