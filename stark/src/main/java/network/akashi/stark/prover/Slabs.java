package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.verifier.VerifyingKey;

/**
 * Cuts tall tables into up to three whose heights are powers of two, so that padding wastes at most
 * an eighth of the rows and not up to half. Only AIRs whose rows are independent allow it ({@link
 * Instances#ANY}): the second slab of a range table would count from zero again.
 */
final class Slabs {
  private static final int MOST = 3;

  private Slabs() {}

  /** The same trace, cut where that saves rows. */
  static TraceSet cut(VerifyingKey key, TraceSet trace) {
    List<Table> tables = new ArrayList<>();
    for (Table table : trace.tables()) {
      boolean alone =
          trace.tables().stream().filter(other -> other.air() == table.air()).count() == 1;
      boolean known = table.air() < key.programs().size();
      if (alone && known && splits(key.programs().get(table.air()))) {
        tables.addAll(cut(table, key.security().firstFold()));
      } else {
        tables.add(table);
      }
    }
    return new TraceSet(tables, trace.publicValues());
  }

  private static boolean splits(AirProgram program) {
    return program.instances() == Instances.ANY && program.rowsAreIndependent();
  }

  private static List<Table> cut(Table table, int minLogHeight) {
    List<Table> slabs = new ArrayList<>();
    int done = 0;
    for (int height : heights(table.height(), minLogHeight)) {
      int rows = Math.min(height, table.height() - done);
      slabs.add(
          new Table(
              table.air(),
              rows,
              table.width(),
              table.cells(),
              table.offset() + done,
              table.stride()));
      done += rows;
    }
    return slabs;
  }

  /** The padded heights of the slabs of {@code rows} rows, tallest first. */
  static List<Integer> heights(int rows, int minLogHeight) {
    List<Integer> best = List.of(ceiling(rows, minLogHeight));
    List<Integer> whole = new ArrayList<>();
    int left = rows;
    while (whole.size() + 1 < MOST && left > 1 << minLogHeight) {
      whole.add(Integer.highestOneBit(left));
      left -= whole.getLast();
      List<Integer> candidate = new ArrayList<>(whole);
      if (left > 0) {
        candidate.add(ceiling(left, minLogHeight));
      }
      if (sum(candidate) < sum(best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static int ceiling(int rows, int minLogHeight) {
    int least = 1 << minLogHeight;
    return rows <= least ? least : Integer.highestOneBit(rows - 1) << 1;
  }

  private static long sum(List<Integer> heights) {
    return heights.stream().mapToLong(Integer::longValue).sum();
  }
}
