package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.Op;
import network.akashi.stark.verifier.LogUpChallenges;
import network.akashi.stark.verifier.ProofShape;
import network.akashi.stark.verifier.StackLayout;

/** Proves all constraints and the LogUp leaf claim; {@code ConstraintVerifier} has the protocol. */
final class ConstraintProver {
  private final ProverContext context;
  private final ProverChannel channel;
  private final ProofShape shape;
  private final List<Integer> publicValues;

  /**
   * @param publicValues in Montgomery form
   */
  ConstraintProver(
      ProverContext context, ProverChannel channel, ProofShape shape, List<Integer> publicValues) {
    this.context = context;
    this.channel = channel;
    this.shape = shape;
    this.publicValues = publicValues;
  }

  /** Runs the sumcheck and sends the openings of all tables. */
  List<Openings> prove(
      List<TableColumns> tables, LogUpChallenges<Ext5> logUp, GkrLayer.Claim leaves) {
    int rounds = shape.maxLogHeight();
    List<Ext5> zeta = new ArrayList<>(leaves.point());
    while (zeta.size() < rounds) {
      zeta.add(channel.sample());
    }
    Ext5 alpha = channel.sample();
    Ext5 lambda = channel.sample();
    List<Ext5> blocks = blockWeights(leaves.point());
    Ext5 padding = Ext5.ONE;
    for (Ext5 block : blocks) {
      padding = padding.sub(block);
    }
    Ext5 claim = leaves.numerator().add(lambda.mul(leaves.denominator().sub(padding)));
    List<TableSumcheck> sumchecks = sumchecks(tables, logUp, blocks, alpha, lambda);
    List<Ext5> point = rounds(sumchecks, zeta, claim, rounds);
    sumchecks.forEach(TableSumcheck::close);
    return open(tables, point);
  }

  private List<Ext5> blockWeights(List<Ext5> point) {
    List<Ext5> weights = new ArrayList<>();
    for (StackLayout.Slot slot : shape.fractions().slots()) {
      Ext5 weight = Ext5.ONE;
      for (int bit = slot.logHeight(); bit < point.size(); bit++) {
        boolean set = (slot.offset() >> bit & 1) == 1;
        weight = weight.mul(set ? point.get(bit) : Ext5.ONE.sub(point.get(bit)));
      }
      weights.add(weight);
    }
    return weights;
  }

  private List<TableSumcheck> sumchecks(
      List<TableColumns> tables,
      LogUpChallenges<Ext5> logUp,
      List<Ext5> blocks,
      Ext5 alpha,
      Ext5 lambda) {
    List<TableSumcheck> sumchecks = new ArrayList<>();
    Ext5 alphaPower = Ext5.ONE;
    int block = 0;
    for (TableColumns table : tables) {
      AirProgram program = table.program();
      Ext5[] coefficients = ProverContext.zeros(program.nodes().size());
      Ext5 constant = Ext5.ZERO;
      for (Interaction interaction : program.interactions()) {
        Ext5 weight = blocks.get(block++);
        Ext5 scaled = weight.mul(lambda);
        Ext5 tag = Ext5.of(KoalaBear.fromInt(interaction.bus().tag()));
        constant = constant.add(scaled.mul(logUp.gamma().sub(logUp.weights().getFirst().mul(tag))));
        add(
            coefficients,
            interaction.multiplicity(),
            interaction.sign() > 0 ? weight : weight.neg());
        for (int i = 0; i < interaction.tuple().size(); i++) {
          add(
              coefficients,
              interaction.tuple().get(i),
              scaled.mul(logUp.weights().get(i + 1)).neg());
        }
      }
      for (Constraint constraint : program.constraints()) {
        alphaPower = alphaPower.mul(alpha);
        add(coefficients, constraint.node(), alphaPower);
      }
      RowCombination combination = RowCombination.reduce(program, coefficients, publicValues);
      sumchecks.add(
          new TableSumcheck(context, table, combination.plusConstant(constant), publicValues));
    }
    return sumchecks;
  }

  private static void add(Ext5[] coefficients, int node, Ext5 coefficient) {
    coefficients[node] = coefficients[node].add(coefficient);
  }

  private List<Ext5> rounds(
      List<TableSumcheck> sumchecks, List<Ext5> zeta, Ext5 claim, int rounds) {
    List<Ext5> point = new ArrayList<>();
    SplitEq eq = new SplitEq(context, zeta.subList(0, rounds - 1));
    Ext5 waiting = claim;
    Ext5 bound = Ext5.ONE;
    for (int variable = rounds - 1; variable >= 0; variable--) {
      Ext5 coordinate = zeta.get(variable);
      List<TableSumcheck> active = new ArrayList<>();
      Ext5[] message = ProverContext.zeros(shape.sumcheckDegree() + 1);
      for (TableSumcheck table : sumchecks) {
        if (table.logHeight() == variable + 1) {
          waiting = waiting.sub(table.join(bound, coordinate, eq));
        } else if (table.logHeight() <= variable) {
          continue;
        }
        active.add(table);
        table.contribute(message, coordinate);
      }
      message[1] = message[1].add(bound.mul(waiting));
      EqMessage.send(channel, message);
      Ext5 challenge = channel.sample();
      point.addFirst(challenge);
      bound = bound.mul(challenge);
      if (variable > 0) {
        eq.halve();
      }
      Ext5 next = zeta.get(Math.max(variable - 1, 0));
      active.forEach(table -> table.bind(coordinate, challenge, next, eq));
    }
    eq.close();
    return point;
  }

  private List<Openings> open(List<TableColumns> tables, List<Ext5> point) {
    List<Openings> result = new ArrayList<>();
    for (TableColumns table : tables) {
      List<Ext5> own = point.subList(0, table.logHeight());
      SplitEq eq = new SplitEq(context, own);
      List<Column> next =
          table.program().nextColumns().stream().map(c -> table.leaf(Op.NEXT, c)).toList();
      Openings openings =
          new Openings(
              own,
              evaluate(eq, table.main()),
              evaluate(eq, next),
              evaluate(eq, table.preprocessed()));
      openings.main().forEach(channel::send);
      openings.next().forEach(channel::send);
      openings.preprocessed().forEach(channel::send);
      result.add(openings);
      eq.close();
    }
    return result;
  }

  private List<Ext5> evaluate(SplitEq eq, List<Column> columns) {
    return List.of(
        context.sum(
            eq.length(),
            columns.size(),
            (from, to, _, sums) -> {
              for (int c = 0; c < columns.size(); c++) {
                Column column = columns.get(c);
                Ext5 value = eq.dotBase(from, column.data(), column.offset() + from, to - from);
                sums[c] = sums[c].add(value);
              }
            }));
  }
}
