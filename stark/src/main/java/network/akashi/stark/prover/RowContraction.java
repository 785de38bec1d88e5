package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/** Passes over a stacked polynomial as a matrix, row by row. */
final class RowContraction {
  private RowContraction() {}

  /** {@code Σ_row weights(row)·cells(row, c)} for each column {@code c}. */
  static Ext5[] contract(ProverContext context, int[] cells, int width, EqTable weights) {
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(width));
    scratch.forEach(sums -> Ext.fill(sums, 0, Ext5.ZERO, width));
    context
        .parallel()
        .forEach(
            weights.length(),
            (from, to, worker) -> {
              Ext5Array sums = scratch.get(worker);
              for (int row = from; row < to; row++) {
                Ext5 weight = weights.values().get(row);
                Ext.accumulateBase(weight, cells, row * width, sums, 0, width);
              }
            });
    Ext5[] total = SmallTables.sum(scratch, width);
    scratch.forEach(context::giveBack);
    return total;
  }

  /** {@code target(row) = Σ_c weights(c)·cells(row, c)}. */
  static void bindRows(ProverContext context, int[] cells, Ext5Array weights, ReversedRows target) {
    int width = weights.length();
    context
        .parallel()
        .forEach(
            cells.length / width,
            (from, to, _) -> {
              for (int row = from; row < to; row++) {
                target.set(row, Ext.dotBase(weights, 0, cells, row * width, width));
              }
            });
  }
}
