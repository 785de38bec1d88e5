package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Table;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.StackLayout;

/** Checks and stacks the preprocessed tables of a machine. */
final class PreprocessedTables {
  private PreprocessedTables() {}

  /** log2 of each AIR's height, −1 for those without preprocessed columns. */
  static List<Integer> logHeights(List<Air> airs, List<Table> tables, SecurityParameters security) {
    List<Integer> heights = new ArrayList<>();
    int next = 0;
    for (int air = 0; air < airs.size(); air++) {
      int columns = airs.get(air).layout().preprocessed().size();
      if (columns == 0) {
        heights.add(-1);
        continue;
      }
      String name = airs.get(air).name();
      if (next == tables.size() || tables.get(next).air() != air) {
        throw new IllegalArgumentException(
            "preprocessed: no table for AIR %s (number %d)".formatted(name, air));
      }
      Table table = tables.get(next++);
      if (table.width() != columns) {
        throw new IllegalArgumentException(
            "preprocessed: AIR %s has %d preprocessed columns, the table %d"
                .formatted(name, columns, table.width()));
      }
      if (Integer.bitCount(table.height()) != 1 || table.height() < 1 << security.firstFold()) {
        throw new IllegalArgumentException(
            "preprocessed: the table of AIR %s needs a power of two of at least %d rows, has %d"
                .formatted(name, 1 << security.firstFold(), table.height()));
      }
      heights.add(Integer.numberOfTrailingZeros(table.height()));
    }
    if (next < tables.size()) {
      throw new IllegalArgumentException(
          "preprocessed: a table for AIR number %d, which has no preprocessed columns"
              .formatted(tables.get(next).air()));
    }
    return heights;
  }

  /** The stack of all columns, zero where no column lies. */
  static int[] stack(StackLayout layout, List<Table> tables) {
    int[] stack = new int[1 << layout.variables()];
    int column = 0;
    for (Table table : tables) {
      for (int c = 0; c < table.width(); c++) {
        int to = (int) layout.slots().get(column++).offset();
        System.arraycopy(
            table.cells(), table.offset() + c * table.stride(), stack, to, table.height());
      }
    }
    return stack;
  }
}
