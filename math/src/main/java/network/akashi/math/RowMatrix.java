package network.akashi.math;

import java.util.Objects;

/**
 * A view of {@code 2^logRows} rows of {@code width} elements, one row after the other: column
 * {@code c} of row {@code r} is {@code values[offset + r·width + c]}. In a transform each column is
 * one polynomial.
 */
public final class RowMatrix {
  private final int[] values;
  private final int offset;
  private final int logRows;
  private final int width;

  private RowMatrix(int[] values, int offset, int logRows, int width) {
    this.values = values;
    this.offset = offset;
    this.logRows = logRows;
    this.width = width;
  }

  /**
   * The rows that begin at {@code values[offset]}; nothing is copied.
   *
   * @throws IllegalArgumentException if there is no column, if there are more rows than the largest
   *     subgroup has points, or if the array ends too early
   */
  public static RowMatrix of(int[] values, int offset, int logRows, int width) {
    Objects.requireNonNull(values, "values");
    if (logRows < 0 || logRows > KoalaBear.TWO_ADICITY) {
      throw new IllegalArgumentException(
          "logRows: must be 0 to %d, is %d".formatted(KoalaBear.TWO_ADICITY, logRows));
    }
    Checks.atLeast("width", width, 1);
    Checks.atLeast("offset", offset, 0);
    if (((long) width << logRows) > (long) values.length - offset) {
      throw new IllegalArgumentException(
          "values: 2^%d rows of %d from offset %d need %d elements, the array has %d"
              .formatted(
                  logRows, width, offset, offset + ((long) width << logRows), values.length));
    }
    return new RowMatrix(values, offset, logRows, width);
  }

  /** The whole of an array of exactly {@code 2^k·width} elements. */
  public static RowMatrix of(int[] values, int width) {
    Objects.requireNonNull(values, "values");
    Checks.atLeast("width", width, 1);
    int rows = values.length / width;
    if (values.length % width != 0 || Integer.bitCount(rows) != 1) {
      throw new IllegalArgumentException(
          "values: %d elements are no power of two of rows of %d".formatted(values.length, width));
    }
    return of(values, 0, Integer.numberOfTrailingZeros(rows), width);
  }

  /** The array that holds the rows, and perhaps more. */
  public int[] values() {
    return values;
  }

  /** Index of the first element in {@link #values}. */
  public int offset() {
    return offset;
  }

  public int logRows() {
    return logRows;
  }

  public int rows() {
    return 1 << logRows;
  }

  /** Elements per row. */
  public int width() {
    return width;
  }

  /** Number of elements. */
  public int size() {
    return width << logRows;
  }

  /** Index of the first element of row {@code row} in {@link #values}. */
  public int at(int row) {
    Objects.checkIndex(row, rows());
    return offset + row * width;
  }

  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  boolean overlaps(RowMatrix other) {
    return values == other.values
        && offset < (long) other.offset + other.size()
        && other.offset < (long) offset + size();
  }
}
