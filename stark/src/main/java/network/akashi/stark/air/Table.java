package network.akashi.stark.air;

import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * The rows of one table: {@code height} rows by {@code width} columns of Montgomery-form elements,
 * column by column ({@code column c, row r} at {@code offset + c·stride + r}).
 *
 * @param air index of the AIR in its machine
 * @param height number of rows that carry something; the prover pads to a power of two
 * @param width number of main columns
 */
public record Table(int air, int height, int width, int[] cells, int offset, int stride) {
  public Table {
    if (height < 1 || width < 1 || stride < height || offset < 0) {
      throw new IllegalArgumentException(
          "table of %d rows x %d columns at offset %d with stride %d is no table"
              .formatted(height, width, offset, stride));
    }
    if (offset + (long) stride * (width - 1) + height > cells.length) {
      throw new IllegalArgumentException(
          "cells: %d elements are too few for %d rows x %d columns at offset %d with stride %d"
              .formatted(cells.length, height, width, offset, stride));
    }
  }

  /** A table of its own array, from rows of canonical integers. */
  public static Table ofRows(int air, List<int[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.getFirst().length;
    int[] cells = new int[rows.size() * width];
    for (int r = 0; r < rows.size(); r++) {
      int[] row = rows.get(r);
      if (row.length != width) {
        throw new IllegalArgumentException(
            "rows: row %d has %d columns, row 0 has %d".formatted(r, row.length, width));
      }
      for (int c = 0; c < width; c++) {
        cells[c * rows.size() + r] = KoalaBear.fromInt(row[c]);
      }
    }
    return new Table(air, rows.size(), width, cells, 0, Math.max(rows.size(), 1));
  }

  /** The element (Montgomery form) in {@code column} of {@code row}. */
  public int at(int row, int column) {
    return cells[offset + column * stride + row];
  }

  /** Number of variables of the padded columns: {@code 2^logHeight} is the padded height. */
  public int logHeight() {
    return log2Ceiling(height);
  }

  /** log2 of the smallest power of two that is at least {@code rows}. */
  public static int log2Ceiling(int rows) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1);
  }
}
