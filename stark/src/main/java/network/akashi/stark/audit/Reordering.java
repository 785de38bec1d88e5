package network.akashi.stark.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.akashi.stark.air.AirProgram;

/**
 * Recognizes mutants that are as good as the honest trace: the rows of a table in another order,
 * where rows neither see each other nor know where they are.
 */
final class Reordering {
  private final List<AirProgram> programs;
  private final MutableTrace trace;

  Reordering(List<AirProgram> programs, MutableTrace trace) {
    this.programs = programs;
    this.trace = trace;
  }

  boolean is(Mutant mutant) {
    int table = mutant.edits().getFirst().table();
    return mutant.column().equals(Mutant.ROWS)
        && programs.get(trace.tables().get(table).table().air()).rowsAreIndependent()
        && hasTheSameRows(mutant, table);
  }

  private boolean hasTheSameRows(Mutant mutant, int table) {
    Map<List<Integer>, Integer> balance = new HashMap<>();
    count(table, balance, 1);
    List<Edit> undo = trace.apply(mutant.edits());
    count(table, balance, -1);
    trace.apply(undo);
    return balance.values().stream().allMatch(n -> n == 0);
  }

  private void count(int table, Map<List<Integer>, Integer> balance, int by) {
    PaddedTable padded = trace.tables().get(table);
    for (int row = 0; row < padded.paddedHeight(); row++) {
      int at = row;
      List<Integer> cells =
          IntStream.range(0, padded.table().width()).mapToObj(c -> padded.main(at, c)).toList();
      balance.merge(cells, by, Integer::sum);
    }
  }
}
