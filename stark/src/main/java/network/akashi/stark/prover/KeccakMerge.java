package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.MathProvider;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.verifier.RowGroups;
import network.akashi.stark.verifier.RowPoint;

/**
 * One claim for two on the bits of a state; {@code KeccakVerifier} has the protocol.
 *
 * <p>A claim's combination of signs is one element a row, found by selecting weights: what comes
 * after is over rows only.
 */
final class KeccakMerge {
  private static final Ext5Ops OPS = Ext5Ops.INSTANCE;

  private final ProverContext context;
  private final ProverChannel channel;
  private final long[] states;
  private final int groups;

  KeccakMerge(ProverContext context, ProverChannel channel, long[] states, int groups) {
    this.context = context;
    this.channel = channel;
    this.states = states;
    this.groups = groups;
  }

  /** A claim, its rows' combinations by their place in the group, and {@code eq} of the groups. */
  private record Part(RowPoint<Ext5> point, List<Ext5Array> rows, EqTable eq) {
    /** {@code Σ_g eq(g)·row(16·g + d)} for each {@code d}. */
    List<Ext5> sums() {
      return rows.stream().map(row -> Ext.dot(eq.values(), 0, row, 0, row.length())).toList();
    }

    /** {@code K(T)·Σ_d L_d(T)·sums_d} at the integer {@code at}. */
    Ext5 nodeValue(List<Ext5> sums, int at) {
      Ext5 kernel = Ext5.ZERO;
      Ext5 value = Ext5.ZERO;
      int[] lagrange = RowGroups.lagrangeAt(RowGroups.SIZE, at);
      List<Ext5> own = point.weightsWithin(OPS);
      for (int d = 0; d < lagrange.length; d++) {
        kernel = kernel.add(own.get(d).scale(lagrange[d]));
        value = value.add(sums.get(d).scale(lagrange[d]));
      }
      return kernel.mul(value);
    }

    /** {@code K(within)·rows(within, g)}, over the array of {@code rows} at 0. */
    Ext5Array bind(Ext5 within, Ext5 scale) {
      List<Ext5> lagrange = RowGroups.lagrange(OPS, RowGroups.SIZE, within);
      List<Ext5> own = point.weightsWithin(OPS);
      Ext5 kernel = Ext5.ZERO;
      Ext5Array sum = rows.getFirst();
      Ext.scale(sum, 0, lagrange.getFirst(), sum, 0, sum.length());
      for (int d = 0; d < RowGroups.SIZE; d++) {
        kernel = kernel.add(own.get(d).mul(lagrange.get(d)));
        if (d > 0) {
          Ext.accumulate(rows.get(d), 0, lagrange.get(d), sum, 0, sum.length());
        }
      }
      Ext.scale(eq.values(), 0, kernel.mul(scale), eq.values(), 0, sum.length());
      return sum;
    }
  }

  /** What is left: both combinations at one point. */
  record Merged(RowPoint<Ext5> point, Ext5 first, Ext5 second) {}

  /** Proves {@code Σ_rows (w₁·L₁ + κ·w₂·L₂)}, and sends both combinations at the point reached. */
  Merged prove(RowPoint<Ext5> a, Ext5Array aWeights, RowPoint<Ext5> b, Ext5Array bWeights) {
    Ext5 scale = channel.sample();
    Part first = new Part(a, combine(aWeights), new EqTable(context, a.groups()));
    Part second = new Part(b, combine(bWeights), new EqTable(context, b.groups()));
    List<Ext5> firstSums = first.sums();
    List<Ext5> secondSums = second.sums();
    int nodes = RowGroups.nodes(2);
    List<Ext5> values = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      values.add(
          first.nodeValue(firstSums, node).add(scale.mul(second.nodeValue(secondSums, node))));
      channel.send(values.getLast());
    }
    Ext5 within = channel.sample();
    Ext5 claim = Ext5.ZERO;
    List<Ext5> lagrange = RowGroups.lagrange(OPS, nodes, within);
    for (int node = 0; node < nodes; node++) {
      claim = claim.add(lagrange.get(node).mul(values.get(node)));
    }
    Ext5Array l1 = first.bind(within, Ext5.ONE);
    Ext5Array l2 = second.bind(within, scale);
    List<Ext5> point =
        new IndexSumcheck(
                channel,
                List.of(first.eq().values(), l1, second.eq().values(), l2),
                2,
                (at, count) ->
                    Ext.dot(at.get(0), 0, at.get(1), 0, count)
                        .add(Ext.dot(at.get(2), 0, at.get(3), 0, count)))
            .prove(claim);
    Merged merged = new Merged(new RowPoint<>(within, point), l1.get(0), l2.get(0));
    channel.send(merged.first());
    channel.send(merged.second());
    close(first);
    close(second);
    return merged;
  }

  private void close(Part part) {
    part.rows().forEach(context::giveBack);
    part.eq().close();
  }

  private List<Ext5Array> combine(Ext5Array weights) {
    List<Ext5Array> rows = new ArrayList<>();
    for (int d = 0; d < RowGroups.SIZE; d++) {
      rows.add(context.ext(groups));
    }
    Ext5 sum = MathProvider.get().ext().sum(weights);
    context.forBlocks(
        groups,
        1,
        (from, to, _) -> {
          for (int group = from; group < to; group++) {
            for (int d = 0; d < RowGroups.SIZE; d++) {
              int at = group * KeccakStates.GROUP + d;
              rows.get(d).set(group, KeccakLayer.signedSum(weights, sum, states, at));
            }
          }
        });
    return rows;
  }
}
