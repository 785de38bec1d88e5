package network.akashi.stark.air;

import network.akashi.math.KoalaBear;

/** A table being filled, cell by cell, with integers. */
public final class TableBuilder {
  private final int air;
  private final int height;
  private final int width;
  private final int[] cells;

  /** An all-zero table of {@code height} rows by {@code width} columns, of AIR {@code air}. */
  public TableBuilder(int air, int height, int width) {
    this.air = air;
    this.height = height;
    this.width = width;
    cells = new int[Math.multiplyExact(height, width)];
  }

  /** Writes any integer, reduced mod p. */
  public void set(int row, int column, long value) {
    setElement(row, column, KoalaBear.fromLong(value));
  }

  /** Writes an element in Montgomery form. */
  public void setElement(int row, int column, int element) {
    cells[column * height + row] = element;
  }

  /** The element (Montgomery form) in {@code column} of {@code row}. */
  public int element(int row, int column) {
    return cells[column * height + row];
  }

  /** The table, which shares this builder's cells. */
  public Table build() {
    return new Table(air, height, width, cells, 0, height);
  }
}
