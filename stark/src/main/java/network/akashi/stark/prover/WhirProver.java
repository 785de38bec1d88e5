package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.EvaluationDomain;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KoalaBear;
import network.akashi.stark.security.WhirIteration;
import network.akashi.stark.security.WhirParameters;
import network.akashi.stark.verifier.Positions;

/**
 * Proves weighted sums of a committed polynomial; {@code WhirVerifier} has the protocol.
 *
 * <p>After the first iteration's low variables are bound, polynomial and weights are dense
 * extension arrays {@code values} and {@code weights} in bit-reversed order: then the lowest
 * variable, which is bound next, is the highest in memory, and binding joins two halves.
 */
final class WhirProver {
  private final ProverContext context;
  private final ProverChannel channel;
  private final WhirParameters parameters;
  private Ext5Array values;
  private Ext5Array weights;

  /**
   * @param values the polynomial with the first iteration's variables bound, bit-reversed
   * @param weights its weights, bit-reversed
   */
  WhirProver(
      ProverContext context,
      ProverChannel channel,
      WhirParameters parameters,
      Ext5Array values,
      Ext5Array weights) {
    this.context = context;
    this.channel = channel;
    this.parameters = parameters;
    this.values = values;
    this.weights = weights;
  }

  /** Continues after the first iteration's sumcheck; {@code oracles} are what it queries. */
  void prove(List<OracleTree> oracles) {
    List<WhirIteration> iterations = parameters.iterations();
    List<OracleTree> current = oracles;
    for (int i = 0; i + 1 < iterations.size(); i++) {
      WhirIteration next = iterations.get(i + 1);
      OracleTree tree = FoldedOracle.commit(context, next, values);
      channel.sendRoot(tree.root());
      List<Ext5> sample = channel.sample(next.variables());
      EqTable sampleWeights = new EqTable(context, sample.reversed());
      channel.send(dot(values, sampleWeights.values()));
      List<Integer> positions = query(current, iterations.get(i));
      addClaims(sampleWeights, positions, iterations.get(i).logLeaves(), next.variables());
      sampleWeights.close();
      fold(next.fold(), parameters.security().foldGrindingBits());
      current = List.of(tree);
    }
    finish(current, iterations.getLast());
  }

  private void finish(List<OracleTree> oracles, WhirIteration last) {
    int variables = last.variablesAfter();
    for (int i = 0; i < 1 << variables; i++) {
      channel.send(values.get(variables == 0 ? 0 : Integer.reverse(i) >>> -variables));
    }
    query(oracles, last);
    fold(variables, 0);
  }

  private List<Integer> query(List<OracleTree> oracles, WhirIteration iteration) {
    channel.grind(parameters.security().queryGrindingBits());
    List<Integer> positions =
        Positions.sample(channel.transcript(), iteration.logLeaves(), iteration.queries());
    oracles.forEach(tree -> tree.open(positions, iteration.logLeaves(), channel.hints()));
    return positions;
  }

  private Ext5 dot(Ext5Array a, Ext5Array b) {
    return context
        .sum(
            a.length(),
            1,
            (from, to, _, sums) -> sums[0] = sums[0].add(Ext.dot(a, from, b, from, to - from)))[0];
  }

  /** Adds the claims of the out-of-domain sample and of the queries to the weights. */
  private void addClaims(EqTable sample, List<Integer> positions, int logLeaves, int variables) {
    Ext5 challenge = channel.sample();
    EvaluationDomain domain = EvaluationDomain.subgroup(logLeaves);
    List<PowerWeight> powers = new ArrayList<>(positions.size());
    Ext5 coefficient = challenge;
    for (int position : positions) {
      coefficient = coefficient.mul(challenge);
      powers.add(new PowerWeight(domain.point(position), coefficient, variables));
    }
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    context.forBlocks(
        weights.length(),
        (from, to, worker) -> {
          int n = to - from;
          Ext5Array block = scratch.get(worker);
          Ext.scale(sample.values(), from, challenge, block, 0, n);
          Ext.add(weights, from, block, 0, weights, from, n);
          powers.forEach(power -> power.addTo(weights, from, n));
        });
    scratch.forEach(context::giveBack);
  }

  /** {@code coefficient·y^index} on bit-reversed indices, in blocks that share their low bits. */
  private static final class PowerWeight {
    private final int[] high;
    private final int point;
    private final Ext5 coefficient;
    private final int variables;

    PowerWeight(int point, Ext5 coefficient, int variables) {
      this.point = point;
      this.coefficient = coefficient;
      this.variables = variables;
      int blockBits = Math.min(variables, Integer.numberOfTrailingZeros(ProverContext.BLOCK));
      this.high = new int[1 << blockBits];
      high[0] = KoalaBear.ONE;
      for (int done = 1; done < high.length; done *= 2) {
        int factor = KoalaBear.pow(point, reverse(done));
        for (int i = 0; i < done; i++) {
          high[done + i] = KoalaBear.mul(high[i], factor);
        }
      }
    }

    private int reverse(int index) {
      return variables == 0 ? 0 : Integer.reverse(index) >>> -variables;
    }

    void addTo(Ext5Array weights, int from, int n) {
      Ext5 scaled = coefficient.scale(KoalaBear.pow(point, reverse(from)));
      Ext.accumulateBase(scaled, high, 0, weights, from, n);
    }
  }

  /** Sumcheck rounds over {@code Σ values·weights}, binding the variables. */
  void fold(int rounds, int grindingBits) {
    for (int round = 0; round < rounds; round++) {
      int half = values.length() / 2;
      Ext5[] message = RowMessages.message(context, values, weights);
      channel.send(message[0]);
      channel.send(message[1]);
      channel.grind(grindingBits);
      Ext5 challenge = channel.sample();
      Ext5Array boundValues = values.slice(0, half);
      Ext5Array boundWeights = weights.slice(0, half);
      Ext5Array oldValues = values;
      Ext5Array oldWeights = weights;
      context.forBlocks(
          half,
          (from, to, _) -> {
            int n = to - from;
            int high = half + from;
            Ext.bind(oldValues, from, oldValues, high, challenge, boundValues, from, n);
            Ext.bind(oldWeights, from, oldWeights, high, challenge, boundWeights, from, n);
          });
      values = boundValues;
      weights = boundWeights;
    }
  }
}
