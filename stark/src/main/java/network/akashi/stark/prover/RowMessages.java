package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/**
 * Round polynomials of {@code Σ values·weights} where the bound variable is the highest in memory.
 */
final class RowMessages {
  private RowMessages() {}

  /** The constant and the leading coefficient. */
  static Ext5[] message(ProverContext context, Ext5Array values, Ext5Array weights) {
    int half = values.length() / 2;
    List<List<Ext5Array>> scratch =
        context.perWorker(
            (_, _) -> List.of(context.ext(ProverContext.BLOCK), context.ext(ProverContext.BLOCK)));
    Ext5[] message =
        context.sum(
            half,
            2,
            (from, to, worker, sums) -> {
              int n = to - from;
              int high = half + from;
              Ext5Array valueStep = scratch.get(worker).getFirst();
              Ext5Array weightStep = scratch.get(worker).getLast();
              sums[0] = sums[0].add(Ext.dot(values, from, weights, from, n));
              Ext.sub(values, high, values, from, valueStep, 0, n);
              Ext.sub(weights, high, weights, from, weightStep, 0, n);
              sums[1] = sums[1].add(Ext.dot(valueStep, 0, weightStep, 0, n));
            });
    scratch.forEach(pair -> pair.forEach(context::giveBack));
    return message;
  }
}
