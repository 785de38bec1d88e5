package network.akashi.zkvm.chip;

import java.util.function.Consumer;

/** A padding row that is filled as other rows are, with lookups that nobody answers. */
final class PaddingRow {
  private final ChipRow row;

  PaddingRow(int width, Consumer<ChipRow> filler) {
    row = new ChipRow(new int[width], 1, new Lookups());
    row.advance();
    filler.accept(row);
  }

  /** The canonical integer in {@code column}. */
  int value(int column) {
    return row.getAt(0, column);
  }
}
