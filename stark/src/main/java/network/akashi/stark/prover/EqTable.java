package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/**
 * The values of {@code eq(point, ·)} on the cube, for sumchecks that bind the highest variable
 * first: {@link #halve} drops the highest variable.
 */
final class EqTable {
  private final ProverContext context;
  private final Ext5Array values;
  private int length;

  /** The table of all {@code 2^n} values for a point of {@code n} coordinates. */
  EqTable(ProverContext context, List<Ext5> point) {
    this.context = context;
    this.length = 1 << point.size();
    this.values = context.ext(length);
    values.set(0, Ext5.ONE);
    for (int bit = 0; bit < point.size(); bit++) {
      int half = 1 << bit;
      Ext5 coordinate = point.get(bit);
      context.forBlocks(
          half,
          (from, to, _) -> {
            int count = to - from;
            Ext.scale(values, from, coordinate, values, half + from, count);
            Ext.sub(values, from, values, half + from, values, from, count);
          });
    }
  }

  Ext5Array values() {
    return values;
  }

  int length() {
    return length;
  }

  /** Drops the highest variable: its two values of eq add up to one. */
  void halve() {
    length /= 2;
    int half = length;
    context.forBlocks(
        half, (from, to, _) -> Ext.add(values, from, values, half + from, values, from, to - from));
  }

  void close() {
    context.giveBack(values);
  }
}
