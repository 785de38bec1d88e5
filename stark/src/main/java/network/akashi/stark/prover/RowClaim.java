package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.verifier.RowGroups;
import network.akashi.stark.verifier.RowPoint;

/**
 * A combination of neighbouring columns of a table, at a point that reads rows in groups.
 *
 * @param first the first of the columns
 * @param weights one for each column
 */
record RowClaim(RowPoint<Ext5> point, int first, List<Ext5> weights) {
  RowClaim {
    weights = List.copyOf(weights);
  }

  List<Column> columns(TableColumns table) {
    return table.main().subList(first, first + weights.size());
  }

  /** {@code Σ_rows weight(row)·Σ_c weights_c·column_c(row)}. */
  Ext5 value(ProverContext context, TableColumns table) {
    List<Column> columns = columns(table);
    List<Ext5> within = point.weightsWithin(Ext5Ops.INSTANCE);
    EqTable eq = new EqTable(context, point.groups());
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    Ext5[] sum =
        context.sum(
            table.height(),
            1,
            (from, to, worker, sums) -> {
              Ext5Array combined = scratch.get(worker);
              Ext.fill(combined, 0, Ext5.ZERO, to - from);
              for (int c = 0; c < columns.size(); c++) {
                Column column = columns.get(c);
                int at = column.offset() + from;
                Ext.accumulateBase(weights.get(c), column.data(), at, combined, 0, to - from);
              }
              for (int row = from; row < to; row++) {
                Ext5 weight = within.get(row % RowGroups.SIZE);
                Ext5 group = eq.values().get(row / RowGroups.SIZE);
                sums[0] = sums[0].add(weight.mul(group).mul(combined.get(row - from)));
              }
            });
    scratch.forEach(context::giveBack);
    eq.close();
    return sum[0];
  }
}
