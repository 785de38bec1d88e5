package network.akashi.stark.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Op;

/** Lists the cells that an expression looked at in a row. */
final class CellReport {
  private CellReport() {}

  /** The cells that {@code node} depends on, by name, in column order. */
  static Map<String, Integer> cells(PaddedTable table, AirProgram program, int row, int node) {
    AirLayout layout = program.layout();
    Map<String, Integer> cells = new LinkedHashMap<>();
    for (Leaf leaf : leaves(program, node)) {
      int c = leaf.index();
      switch (leaf.op()) {
        case MAIN -> put(cells, layout.main().get(c), table.main(row, c));
        case NEXT -> put(cells, "next " + layout.main().get(c), table.main(table.next(row), c));
        case PREPROCESSED -> put(cells, layout.preprocessed().get(c), table.preprocessed(row, c));
        case STRUCTURED -> put(cells, layout.structured().get(c).name(), table.structured(row, c));
        default -> {
          // Selectors follow from the row number, public values and constants are no cells.
        }
      }
    }
    return cells;
  }

  private record Leaf(Op op, int index) implements Comparable<Leaf> {
    @Override
    public int compareTo(Leaf other) {
      int byOp = op.compareTo(other.op);
      return byOp != 0 ? byOp : Integer.compare(index, other.index);
    }
  }

  private static SortedSet<Leaf> leaves(AirProgram program, int node) {
    boolean[] needed = new boolean[node + 1];
    needed[node] = true;
    SortedSet<Leaf> leaves = new TreeSet<>();
    for (int n = node; n >= 0; n--) {
      AirProgram.Node at = program.nodes().get(n);
      if (needed[n] && at.op().isLeaf()) {
        leaves.add(new Leaf(at.op(), at.a()));
      } else if (needed[n]) {
        needed[at.a()] = true;
        needed[at.b()] = true;
      }
    }
    return leaves;
  }

  private static void put(Map<String, Integer> cells, String name, int element) {
    cells.put(name, KoalaBear.toInt(element));
  }
}
