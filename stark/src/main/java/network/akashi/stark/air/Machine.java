package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of AIRs that are proven together and talk over shared buses.
 *
 * @param name what reports call it
 * @param airs the AIRs; tables refer to them by index
 * @param publicValues number of public values of a statement
 */
public record Machine(String name, List<Air> airs, int publicValues) {
  public Machine {
    airs = List.copyOf(airs);
    if (airs.isEmpty()) {
      throw new IllegalArgumentException("airs: a machine needs at least one AIR");
    }
    long names = airs.stream().map(Air::name).distinct().count();
    if (names != airs.size()) {
      throw new IllegalArgumentException("airs: two AIRs of machine " + name + " share a name");
    }
  }

  /**
   * The tables of the preprocessed columns, in the order of the AIRs that have any, padded with
   * zeros to a power of two of at least {@code 2^minLogHeight} rows.
   *
   * @throws IllegalArgumentException if an AIR's {@link Air#preprocessedValues} do not fit its
   *     layout
   */
  public List<Table> preprocessedTables(int minLogHeight) {
    List<Table> tables = new ArrayList<>();
    for (int a = 0; a < airs.size(); a++) {
      Air air = airs.get(a);
      int[][] values = air.preprocessedValues();
      int width = air.layout().preprocessed().size();
      if (values.length != width) {
        throw new IllegalArgumentException(
            "preprocessedValues: AIR %s gives %d columns, its layout has %d"
                .formatted(air.name(), values.length, width));
      }
      if (width > 0) {
        tables.add(preprocessedTable(a, values, minLogHeight));
      }
    }
    return tables;
  }

  private Table preprocessedTable(int air, int[][] values, int minLogHeight) {
    int rows = values[0].length;
    int height = 1 << Math.max(minLogHeight, Table.log2Ceiling(Math.max(1, rows)));
    TableBuilder table = new TableBuilder(air, height, values.length);
    for (int c = 0; c < values.length; c++) {
      if (values[c].length != rows) {
        throw new IllegalArgumentException(
            "preprocessedValues: AIR %s gives columns of %d and of %d rows"
                .formatted(airs.get(air).name(), rows, values[c].length));
      }
      for (int r = 0; r < rows; r++) {
        table.set(r, c, values[c][r]);
      }
    }
    return table.build();
  }
}
