package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/**
 * A row of a table with the one after it, as canonical integers.
 *
 * @param cells of the row, and then of the next
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowWindow(long[] cells, boolean isFirst, boolean isLast, int[] publicValues) {
  /** The window with one cell changed. */
  RowWindow with(int cell, long value) {
    long[] changed = cells.clone();
    changed[cell] = value;
    return new RowWindow(changed, isFirst, isLast, publicValues);
  }

  /** All windows of the table of {@code air} in a run, and one of padding rows. */
  static List<RowWindow> of(Machine machine, TraceSet run, Air air) {
    List<RowWindow> windows = new ArrayList<>();
    int[] publicValues = run.publicValues().clone();
    Arrays.setAll(publicValues, i -> KoalaBear.toInt(publicValues[i]));
    for (Table table : run.tables()) {
      if (machine.airs().get(table.air()).name().equals(air.name())) {
        int padded = 1 << table.logHeight();
        for (int row = 0; row < Math.min(padded, table.height() + 1); row++) {
          long[] cells = new long[2 * table.width()];
          for (int c = 0; c < table.width(); c++) {
            cells[c] = cell(table, air, row, c);
            cells[table.width() + c] = cell(table, air, (row + 1) % padded, c);
          }
          windows.add(new RowWindow(cells, row == 0, row == padded - 1, publicValues));
        }
      }
    }
    return windows;
  }

  private static long cell(Table table, Air air, int row, int column) {
    return row < table.height() ? KoalaBear.toInt(table.at(row, column)) : air.paddingValue(column);
  }
}
