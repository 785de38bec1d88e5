package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;

/** Mutants of the columns that hold times: the ones that memory arguments stand on. */
final class TimestampMutants {
  private static final int[] SHIFTS = {1, -1, 4, -4, 1 << 16, -(1 << 16), 1 << 24, -(1 << 24)};

  private final MutableTrace trace;
  private final int table;
  private final List<String> names;
  private final List<Integer> columns;
  private final List<Mutant> mutants = new ArrayList<>();

  /**
   * Mutants of {@code table}.
   *
   * @param names the names of all its columns
   * @param columns the indices of those that hold times
   */
  TimestampMutants(MutableTrace trace, int table, List<String> names, List<Integer> columns) {
    this.trace = trace;
    this.table = table;
    this.names = names;
    this.columns = columns;
  }

  List<Mutant> in(int[] rows, RandomGenerator random) {
    int height = trace.tables().get(table).paddedHeight();
    for (int row : rows) {
      for (int shift : SHIFTS) {
        add("row %d, all times +(%d)".formatted(row, shift), shifted(row, row + 1, shift));
        add("from row %d on, all times +(%d)".formatted(row, shift), shifted(row, height, shift));
      }
      for (int column : columns) {
        int other = random.nextInt(height);
        add(
            "%s of rows %d and %d exchanged".formatted(names.get(column), row, other),
            List.of(
                new Edit(table, row, column, trace.at(table, other, column)),
                new Edit(table, other, column, trace.at(table, row, column))));
      }
    }
    return mutants;
  }

  private List<Edit> shifted(int from, int to, int shift) {
    int by = KoalaBear.fromInt(shift);
    List<Edit> edits = new ArrayList<>();
    for (int row = from; row < to; row++) {
      for (int column : columns) {
        int time = KoalaBear.add(trace.at(table, row, column), by);
        edits.add(new Edit(table, row, column, time));
      }
    }
    return edits;
  }

  private void add(String what, List<Edit> edits) {
    String label = trace.tables().get(table).label();
    String column = names.get(columns.getFirst());
    mutants.add(new Mutant(label, column, MutationOperator.TIMESTAMP, label + " " + what, edits));
  }
}
