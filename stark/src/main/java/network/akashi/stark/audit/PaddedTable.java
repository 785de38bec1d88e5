package network.akashi.stark.audit;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.Table;

/** A table with the rows that fill it up to a power of two, and its columns nobody commits to. */
final class PaddedTable {
  private final List<StructuredColumn> structured;
  private final String label;
  private final Table table;
  private final int logHeight;
  private final int[] padding;
  private final int[][] preprocessed;

  PaddedTable(Air air, String label, Table table) {
    this.structured = air.layout().structured();
    this.label = label;
    this.table = table;
    this.logHeight = logHeight(air, table);
    this.padding = paddingRow(air);
    this.preprocessed = air.preprocessedValues();
  }

  /** The padded log-height: that of the preprocessed columns, where there are any. */
  static int logHeight(Air air, Table table) {
    int logHeight = table.logHeight();
    for (int[] column : air.preprocessedValues()) {
      logHeight = Math.max(logHeight, Table.log2Ceiling(column.length));
    }
    return logHeight;
  }

  /** The padding row in Montgomery form. */
  static int[] paddingRow(Air air) {
    int[] row = new int[air.layout().main().size()];
    for (int c = 0; c < row.length; c++) {
      row[c] = KoalaBear.fromInt(air.paddingValue(c));
    }
    return row;
  }

  String label() {
    return label;
  }

  Table table() {
    return table;
  }

  int logHeight() {
    return logHeight;
  }

  int paddedHeight() {
    return 1 << logHeight;
  }

  int next(int row) {
    return (row + 1) & (paddedHeight() - 1);
  }

  int previous(int row) {
    return (row - 1) & (paddedHeight() - 1);
  }

  int main(int row, int column) {
    return row < table.height() ? table.at(row, column) : padding[column];
  }

  int preprocessed(int row, int column) {
    int[] values = preprocessed[column];
    return row < values.length ? KoalaBear.fromInt(values[row]) : 0;
  }

  int structured(int row, int column) {
    return KoalaBear.fromInt(structured.get(column).valueAt(row, logHeight));
  }
}
