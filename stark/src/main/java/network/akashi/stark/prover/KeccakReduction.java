package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.verifier.RowGroups;
import network.akashi.stark.verifier.RowPoint;

/**
 * The prover's side of {@code RowReduction}, for a layer of Keccak-f.
 *
 * <p>Within groups all is base field: the factors at 16, 17, … come from the packed signs of the
 * eight rows. Binding the group's variable makes a row of extension elements of each group; from
 * there it is a sumcheck like others, over a sixteenth of the rows.
 */
final class KeccakReduction {
  private final ProverContext context;
  private final ProverChannel channel;
  private final int groups;
  private final List<KeccakScratch> scratch;

  KeccakReduction(ProverContext context, ProverChannel channel, int groups) {
    this.context = context;
    this.channel = channel;
    this.groups = groups;
    this.scratch = context.perWorker((_, _) -> new KeccakScratch());
  }

  /** The factors at {@code point}, in the layer's order, which the caller gives back. */
  record Reduced(RowPoint<Ext5> point, Ext5 claim, Ext5Array factors) {}

  Reduced run(KeccakLayer layer, RowPoint<Ext5> point) {
    EqTable eq = new EqTable(context, point.groups());
    Ext5[] nodes = sumsWithin(layer, eq);
    Arrays.stream(nodes).forEach(channel::send);
    Ext5 within = channel.sample();
    Ext5 claim = Ext5.ZERO;
    List<Ext5> lagrange = RowGroups.lagrange(Ext5Ops.INSTANCE, nodes.length, within);
    for (int i = 0; i < nodes.length; i++) {
      claim = claim.add(lagrange.get(i).mul(nodes[i]));
    }
    Ext5Array rows = bindWithin(layer, within);

    int width = layer.width();
    Interpolation interpolation = new Interpolation(layer.factors());
    List<Ext5> challenges = new ArrayList<>();
    for (int variable = point.groups().size() - 1; variable >= 0; variable--) {
      eq.halve();
      Ext5[] values = sums(layer, rows, eq, 1 << variable);
      values[1] = EqMessage.valueAtOne(claim, point.groups().get(variable), values[0]);
      Ext5[] coefficients = interpolation.coefficients(values);
      for (int i = 1; i < coefficients.length; i++) {
        channel.send(coefficients[i]);
      }
      Ext5 challenge = channel.sample();
      challenges.addFirst(challenge);
      claim = EqMessage.evaluate(coefficients, challenge);
      int half = 1 << variable;
      context.forBlocks(
          half,
          1,
          (from, to, _) -> {
            for (int row = from; row < to; row++) {
              int low = row * width;
              Ext.bind(rows, low, rows, (row + half) * width, challenge, rows, low, width);
            }
          });
    }
    eq.close();
    return new Reduced(new RowPoint<>(within, challenges), claim, rows);
  }

  private Ext5[] sumsWithin(KeccakLayer layer, EqTable eq) {
    int nodes = RowGroups.nodes(layer.factors());
    int[][] steps = new int[nodes][];
    for (int node = RowGroups.SIZE; node < nodes; node++) {
      steps[node] = signSteps(RowGroups.lagrangeAt(RowGroups.SIZE, node));
    }
    return context.sum(
        groups,
        nodes,
        1,
        (from, to, worker, sums) -> {
          KeccakScratch own = scratch.get(worker);
          for (int group = from; group < to; group++) {
            layer.load(group, own);
            layer.transpose(own);
            Ext5 weight = eq.values().get(group);
            for (int node = 0; node < nodes; node++) {
              Ext5 sum;
              if (node < RowGroups.SIZE) {
                sum = layer.sumOfRow(own, node);
              } else {
                layer.extend(own, steps[node]);
                sum = layer.sumBase(own);
              }
              sums[node] = sums[node].add(weight.mul(sum));
            }
          }
        });
  }

  /** {@code Σ_d L_d·s_d = 1 − Σ_d 2·L_d·bit_d}, since the {@code L_d} add up to 1. */
  private static int[] signSteps(int[] lagrange) {
    int[] steps = new int[lagrange.length];
    for (int d = 0; d < steps.length; d++) {
      steps[d] = KoalaBear.neg(KoalaBear.add(lagrange[d], lagrange[d]));
    }
    return steps;
  }

  private Ext5Array bindWithin(KeccakLayer layer, Ext5 within) {
    List<Ext5> lagrange = RowGroups.lagrange(Ext5Ops.INSTANCE, RowGroups.SIZE, within);
    int[][] steps = new int[Ext5.DEGREE][];
    for (int j = 0; j < Ext5.DEGREE; j++) {
      int plane = j;
      steps[j] = signSteps(lagrange.stream().mapToInt(l -> l.coefficient(plane)).toArray());
    }
    int width = layer.width();
    Ext5Array rows = context.ext(groups * width);
    context.forBlocks(
        groups,
        1,
        (from, to, worker) -> {
          KeccakScratch own = scratch.get(worker);
          for (int group = from; group < to; group++) {
            layer.load(group, own);
            layer.transpose(own);
            for (int j = 0; j < Ext5.DEGREE; j++) {
              int one = j == 0 ? KoalaBear.ONE : 0;
              int at = rows.plane(j) + group * width;
              KeccakLayer.BITS.combine(own.patterns, 0, one, steps[j], rows.planes(), at, width);
            }
          }
        });
    return rows;
  }

  /** The values at 0, 2, 3, … of the round polynomial; at 1 it follows from the claim. */
  private Ext5[] sums(KeccakLayer layer, Ext5Array rows, EqTable eq, int half) {
    int width = layer.width();
    return context.sum(
        half,
        layer.factors() + 1,
        1,
        (from, to, worker, sums) -> {
          KeccakScratch own = scratch.get(worker);
          for (int row = from; row < to; row++) {
            Ext5 weight = eq.values().get(row);
            Ext5Array low = rows.slice(row * width, width);
            Ext5Array high = rows.slice((row + half) * width, width);
            sums[0] = sums[0].add(weight.mul(layer.sumValues(low, own)));
            Ext.sub(high, 0, low, 0, own.steps, 0, width);
            Ext5Array values = high;
            for (int at = 2; at <= layer.factors(); at++) {
              Ext.add(values, 0, own.steps, 0, own.values, 0, width);
              values = own.values;
              sums[at] = sums[at].add(weight.mul(layer.sumValues(values, own)));
            }
          }
        });
  }
}
