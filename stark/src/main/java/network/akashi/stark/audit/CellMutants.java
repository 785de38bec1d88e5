package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;

/** Mutants of one cell, or of one cell and another of its row. */
final class CellMutants {
  private static final int[] LIMBS = {8, 16, 24};

  /** A limb's carry goes to a column at most this far away. */
  private static final int REACH = 3;

  private final MutableTrace trace;
  private final List<String> columns;
  private final int table;
  private final RandomGenerator random;
  private final List<Mutant> mutants = new ArrayList<>();

  CellMutants(MutableTrace trace, int table, List<String> columns, RandomGenerator random) {
    this.trace = trace;
    this.table = table;
    this.columns = columns;
    this.random = random;
  }

  /** All mutants of the cells in {@code rows}. */
  List<Mutant> in(int[] rows) {
    for (int column = 0; column < columns.size(); column++) {
      for (int row : rows) {
        single(row, column);
        carries(row, column);
      }
    }
    return mutants;
  }

  private void single(int row, int column) {
    int cell = trace.at(table, row, column);
    int one = KoalaBear.ONE;
    set(MutationOperator.PLUS_MINUS_ONE, row, column, KoalaBear.add(cell, one), "+1");
    set(MutationOperator.PLUS_MINUS_ONE, row, column, KoalaBear.sub(cell, one), "-1");
    set(MutationOperator.ZERO_OR_ONE, row, column, 0, "=0");
    set(MutationOperator.ZERO_OR_ONE, row, column, one, "=1");
    set(MutationOperator.RANDOM, row, column, random.nextInt(KoalaBear.P), "random");
    set(MutationOperator.NOT_CANONICAL, row, column, cell + KoalaBear.P, "+p");
    for (int bits : LIMBS) {
      int limb = KoalaBear.fromInt(1 << bits);
      String what = "2^" + bits;
      set(MutationOperator.LIMB_WRAP, row, column, KoalaBear.add(cell, limb), "+" + what);
      set(MutationOperator.LIMB_WRAP, row, column, KoalaBear.sub(cell, limb), "-" + what);
    }
  }

  private void set(MutationOperator operator, int row, int column, int raw, String what) {
    add(operator, row, column, what, List.of(new Edit(table, row, column, raw)));
  }

  private void carries(int row, int column) {
    int first = Math.max(0, column - REACH);
    int last = Math.min(columns.size() - 1, column + REACH);
    for (int other = first; other <= last; other++) {
      if (other == column) {
        continue;
      }
      for (int bits : new int[] {8, 16}) {
        carry(row, column, other, KoalaBear.fromInt(1 << bits), "2^" + bits);
        carry(row, column, other, KoalaBear.fromInt(-(1 << bits)), "-2^" + bits);
      }
    }
  }

  private void carry(int row, int column, int other, int limb, String what) {
    int low = KoalaBear.add(trace.at(table, row, column), limb);
    boolean up = !what.startsWith("-");
    int one = up ? KoalaBear.neg(KoalaBear.ONE) : KoalaBear.ONE;
    int high = KoalaBear.add(trace.at(table, row, other), one);
    add(
        MutationOperator.LIMB_CARRY,
        row,
        column,
        "+(%s), %s %s".formatted(what, columns.get(other), up ? "-1" : "+1"),
        List.of(new Edit(table, row, column, low), new Edit(table, row, other, high)));
  }

  private void add(MutationOperator operator, int row, int column, String what, List<Edit> edits) {
    String label = trace.tables().get(table).label();
    String detail = "%s row %d, %s %s".formatted(label, row, columns.get(column), what);
    mutants.add(new Mutant(label, columns.get(column), operator, detail, edits));
  }
}
