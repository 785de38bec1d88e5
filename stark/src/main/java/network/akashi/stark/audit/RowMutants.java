package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.stark.air.Table;

/** Mutants that move whole rows about, or take them from another honest trace. */
final class RowMutants {
  private final MutableTrace trace;
  private final int table;
  private final int width;
  private final int height;
  private final List<Mutant> mutants = new ArrayList<>();

  RowMutants(MutableTrace trace, int table) {
    this.trace = trace;
    this.table = table;
    Table cells = trace.tables().get(table).table();
    width = cells.width();
    height = cells.height();
  }

  /** What row {@code row} of a mutant holds in {@code column}. */
  @FunctionalInterface
  private interface Source {
    int at(int row, int column);
  }

  /** Mutants of rows of {@code rows} within the table. */
  List<Mutant> within(int[] rows, RandomGenerator random) {
    for (int row : rows) {
      int next = (row + 1) % height;
      int other = random.nextInt(height);
      swap(row, next);
      swap(row, other);
      overwrite(row, next);
      overwrite(next, row);
      overwrite(row, other);
      overwrite(height - 1, row);
      duplicate(row);
      delete(row);
    }
    rotate();
    return mutants;
  }

  /** Mutants that take cells, rows, the tail or the whole table from {@code donor}. */
  List<Mutant> splices(int[] rows, PaddedTable donor, List<String> columns) {
    if (donor.paddedHeight() > height) {
      return List.of();
    }
    for (int row : rows) {
      rows(
          MutationOperator.SPLICE,
          "row %d of another trace".formatted(row),
          row,
          row + 1,
          donor::main);
      rows(
          MutationOperator.SPLICE,
          "from row %d on another trace".formatted(row),
          row,
          height,
          donor::main);
    }
    for (int column = 0; column < width; column++) {
      List<Edit> edits = new ArrayList<>();
      for (int row = 0; row < height; row++) {
        edits.add(new Edit(table, row, column, donor.main(row, column)));
      }
      String detail = "%s, %s of another trace".formatted(label(), columns.get(column));
      mutants.add(new Mutant(label(), columns.get(column), MutationOperator.SPLICE, detail, edits));
    }
    return mutants;
  }

  private void swap(int a, int b) {
    rows(
        MutationOperator.SWAP_ROWS,
        "rows %d and %d swapped".formatted(a, b),
        0,
        height,
        (row, c) -> cell(row == a ? b : row == b ? a : row, c));
  }

  private void overwrite(int to, int from) {
    rows(
        MutationOperator.OVERWRITE_ROW,
        "row %d written over row %d".formatted(from, to),
        to,
        to + 1,
        (_, c) -> cell(from, c));
  }

  private void duplicate(int at) {
    rows(
        MutationOperator.DUPLICATE_ROW,
        "row %d twice".formatted(at),
        at + 1,
        height,
        (row, c) -> cell(row - 1, c));
  }

  private void delete(int at) {
    int[] last = new int[width];
    for (int c = 0; c < width; c++) {
      last[c] = cell(height - 1, c);
    }
    rows(
        MutationOperator.DELETE_ROW,
        "row %d deleted".formatted(at),
        at,
        height,
        (row, c) -> row + 1 < height ? cell(row + 1, c) : last[c]);
  }

  private void rotate() {
    rows(
        MutationOperator.ROTATE_ROWS,
        "rows rotated down",
        0,
        height,
        (row, c) -> cell((row + height - 1) % height, c));
    rows(
        MutationOperator.ROTATE_ROWS,
        "rows rotated up",
        0,
        height,
        (row, c) -> cell((row + 1) % height, c));
  }

  private void rows(MutationOperator operator, String what, int from, int to, Source source) {
    List<Edit> edits = new ArrayList<>();
    for (int row = from; row < to; row++) {
      for (int c = 0; c < width; c++) {
        int raw = source.at(row, c);
        if (raw != cell(row, c)) {
          edits.add(new Edit(table, row, c, raw));
        }
      }
    }
    mutants.add(new Mutant(label(), Mutant.ROWS, operator, label() + ", " + what, edits));
  }

  private int cell(int row, int column) {
    return trace.at(table, row, column);
  }

  private String label() {
    return trace.tables().get(table).label();
  }
}
