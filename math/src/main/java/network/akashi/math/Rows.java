package network.akashi.math;

import java.util.List;

/**
 * The rows of a matrix to be hashed, each the concatenation of the rows of one or more blocks.
 *
 * <p>A matrix of base-field elements is one block. A row of extension elements, which are held as
 * five planes, is five blocks, one for each coefficient. A view: nothing is copied.
 */
public final class Rows {
  private final int count;
  private final int width;
  private final RowBlock[] blocks;

  private Rows(int count, RowBlock[] blocks) {
    this.count = count;
    this.blocks = blocks;
    long total = 0;
    for (RowBlock block : blocks) {
      total += block.width();
    }
    if (total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "blocks: rows of %d elements are too long".formatted(total));
    }
    this.width = (int) total;
  }

  /**
   * {@code count} rows over the given blocks, in the given order.
   *
   * @throws IllegalArgumentException if there is no row or no block, or a block's array ends before
   *     its last row does
   */
  public static Rows of(int count, List<RowBlock> blocks) {
    Checks.atLeast("count", count, 1);
    Checks.atLeast("blocks", blocks.size(), 1);
    blocks.forEach(block -> block.checkHolds(count));
    return new Rows(count, blocks.toArray(RowBlock[]::new));
  }

  /**
   * {@code count} rows of {@code width} elements, one after the other from {@code at} on.
   *
   * @throws IllegalArgumentException if they do not fit the array, or there are none
   */
  public static Rows of(int[] values, int at, int count, int width) {
    return of(count, List.of(new RowBlock(values, at, width, width)));
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  /** Number of elements in a row. */
  public int width() {
    return width;
  }

  /**
   * Copies one row, {@code width()} elements, to {@code out} from {@code outAt} on.
   *
   * @throws IllegalArgumentException if there is no such row or it does not fit
   */
  public void copyRow(int row, int[] out, int outAt) {
    if (row < 0 || row >= count) {
      throw new IllegalArgumentException(
          "row: must be one of %d rows, is %d".formatted(count, row));
    }
    Checks.range("out", out, outAt, width);
    int to = outAt;
    for (RowBlock block : blocks) {
      System.arraycopy(block.values(), block.at() + row * block.stride(), out, to, block.width());
      to += block.width();
    }
  }

  /**
   * Interleaves part of some rows: element {@code column + j} of row {@code from + k} goes to
   * {@code out[outAt + j·lanes + k]}, for {@code j < columns} and {@code k < rows ≤ lanes}.
   */
  void interleave(int from, int rows, int column, int columns, int[] out, int outAt, int lanes) {
    int skipped = 0;
    int to = outAt;
    for (RowBlock block : blocks) {
      int first = Math.max(column, skipped);
      int last = Math.min(column + columns, skipped + block.width());
      if (first < last) {
        int at = block.at() + from * block.stride() + first - skipped;
        interleave(block.values(), at, block.stride(), rows, last - first, out, to, lanes);
        to += (last - first) * lanes;
      }
      skipped += block.width();
    }
  }

  private static void interleave(
      int[] values, int at, int stride, int rows, int columns, int[] out, int outAt, int lanes) {
    for (int k = 0; k < rows; k++) {
      int row = at + k * stride;
      for (int j = 0; j < columns; j++) {
        out[outAt + j * lanes + k] = values[row + j];
      }
    }
  }
}
