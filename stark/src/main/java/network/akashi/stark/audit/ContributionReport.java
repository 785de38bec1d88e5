package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.Bus;

/** A second pass over the tables, to say which rows put the unbalanced tuples on a bus. */
final class ContributionReport {
  private static final int MAX_NAMED = 6;

  private final RowChecker checker;
  private final Bus bus;
  private final List<TupleMultiset.Remainder> named;
  private final List<List<Finding.Contribution>> found = new ArrayList<>();

  ContributionReport(RowChecker checker, Bus bus, List<TupleMultiset.Remainder> named) {
    this.checker = checker;
    this.bus = bus;
    this.named = named;
    named.forEach(_ -> found.add(new ArrayList<>()));
  }

  /** For each of the named tuples, the first rows that sent or received it. */
  List<List<Finding.Contribution>> over(List<PaddedTable> tables, int[] publicValues) {
    for (PaddedTable table : tables) {
      AirProgram program = checker.programs().get(table.table().air());
      for (int start = 0; start < table.paddedHeight(); start += RowEvaluator.BLOCK) {
        int count = checker.evaluate(table, publicValues, start);
        for (int k = 0; k < program.interactions().size(); k++) {
          if (program.interactions().get(k).bus().equals(bus)) {
            search(table, k, program.interactions().get(k), start, count);
          }
        }
      }
    }
    return found;
  }

  private void search(PaddedTable table, int index, Interaction interaction, int start, int count) {
    RowEvaluator block = checker.evaluator(table.table().air());
    int[] multiplicity = block.values(interaction.multiplicity());
    int[][] columns = BusLedger.columns(interaction, block);
    for (int i = 0; i < count; i++) {
      int at = multiplicity[i] == 0 ? -1 : indexOf(columns, i);
      if (at >= 0 && found.get(at).size() < MAX_NAMED) {
        long times = interaction.sign() * TupleMultiset.centered(multiplicity[i]);
        found.get(at).add(new Finding.Contribution(table.label(), start + i, index, times));
      }
    }
  }

  private int indexOf(int[][] columns, int row) {
    int[] tuple = new int[columns.length];
    Arrays.setAll(tuple, j -> columns[j][row]);
    for (int i = 0; i < named.size(); i++) {
      if (Arrays.equals(named.get(i).tuple(), tuple)) {
        return i;
      }
    }
    return -1;
  }
}
