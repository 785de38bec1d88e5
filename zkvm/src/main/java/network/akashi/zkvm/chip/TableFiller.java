package network.akashi.zkvm.chip;

import network.akashi.stark.air.Table;

/** A table of known height, and the row of it that is filled next. */
final class TableFiller {
  private final int air;
  private final int height;
  private final int width;
  private final int[] cells;
  private final ChipRow row;

  TableFiller(int air, int height, int width, Lookups lookups) {
    this.air = air;
    this.height = height;
    this.width = width;
    this.cells = new int[Math.multiplyExact(height, width)];
    this.row = new ChipRow(cells, height, lookups);
  }

  ChipRow row() {
    return row;
  }

  int height() {
    return height;
  }

  Table table() {
    return new Table(air, height, width, cells, 0, height);
  }
}
