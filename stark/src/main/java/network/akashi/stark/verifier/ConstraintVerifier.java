package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.StructuredColumn;

/**
 * Verifies all constraints of all tables, and what LogUp claims of its leaves, by one sumcheck.
 *
 * <p>For a table of {@code 2^k} rows let {@code G(b)} be the combination, in row {@code b}, of
 *
 * <ul>
 *   <li>for each interaction with LogUp block {@code i}: {@code eq(ζ_high, i)·(±multiplicity +
 *       λ·denominator)};
 *   <li>for the {@code c}-th constraint of the whole proof: {@code α^(c+1)·constraint}.
 * </ul>
 *
 * Then {@code Σ_tables Σ_b eq(ζ_low, b)·G(b)} must equal the LogUp leaf claim (less what the
 * padding of the tree contributes), since honest constraints add nothing. The sumcheck has as many
 * rounds as the tallest table has variables, the highest variable first; a table of fewer variables
 * joins late, and in the rounds before it is multiplied by the variable itself, so that it counts
 * once.
 */
final class ConstraintVerifier<B, E> {
  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;
  private final ProofShape shape;
  private final List<B> publicValues;

  ConstraintVerifier(
      Arithmetic<B, E> ops, VerifierChannel<B, E> channel, ProofShape shape, List<B> publicValues) {
    this.ops = ops;
    this.channel = channel;
    this.shape = shape;
    this.publicValues = publicValues;
  }

  /** What remains to be shown: the columns of each table at a point of its own. */
  record TableClaim<E>(List<E> point, List<E> main, List<E> next, List<E> preprocessed) {}

  /** All column claims, table by table. */
  List<TableClaim<E>> verify(LogUpChallenges<E> logUp, GkrVerifier.LeafClaim<E> leaves) {
    int rounds = shape.maxLogHeight();
    List<E> zeta = new ArrayList<>(leaves.point());
    while (zeta.size() < rounds) {
      zeta.add(channel.sample());
    }
    E alpha = channel.sample();
    E lambda = channel.sample();
    List<E> blocks = blockWeights(leaves.point());
    E padding = ops.constant(1);
    for (E block : blocks) {
      padding = ops.sub(padding, block);
    }
    E claim = ops.add(leaves.numerator(), ops.mul(lambda, ops.sub(leaves.denominator(), padding)));
    SumcheckVerifier.Outcome<E> outcome =
        new SumcheckVerifier<>(ops, channel).run(claim, rounds, shape.sumcheckDegree(), 0);
    List<E> point = outcome.challenges().reversed();

    List<TableClaim<E>> claims = new ArrayList<>();
    E total = ops.constant(0);
    E alphaPower = ops.constant(1);
    int block = 0;
    for (TableShape table : shape.tables()) {
      AirProgram program = shape.program(table);
      TableClaim<E> opened = receiveOpenings(program, point.subList(0, table.logHeight()));
      claims.add(opened);
      List<E> values = evaluate(program, opened);
      E sum = ops.constant(0);
      for (Interaction interaction : program.interactions()) {
        E fraction = fraction(interaction, values, logUp, lambda);
        sum = ops.add(sum, ops.mul(blocks.get(block++), fraction));
      }
      for (Constraint constraint : program.constraints()) {
        alphaPower = ops.mul(alphaPower, alpha);
        sum = ops.add(sum, ops.mul(alphaPower, values.get(constraint.node())));
      }
      E weight = Multilinear.eq(ops, zeta.subList(0, table.logHeight()), opened.point());
      for (int i = table.logHeight(); i < rounds; i++) {
        weight = ops.mul(weight, point.get(i));
      }
      total = ops.add(total, ops.mul(weight, sum));
    }
    ops.requireEqual(outcome.claim(), total, Rejection.CONSTRAINTS_VIOLATED);
    return claims;
  }

  /** {@code eq} of the point's high coordinates with each block's number. */
  private List<E> blockWeights(List<E> point) {
    List<E> weights = new ArrayList<>();
    for (StackLayout.Slot slot : shape.fractions().slots()) {
      weights.add(
          Multilinear.eqIndex(ops, point.subList(slot.logHeight(), point.size()), slot.block()));
    }
    return weights;
  }

  private E fraction(Interaction interaction, List<E> values, LogUpChallenges<E> logUp, E lambda) {
    E denominator =
        ops.sub(
            logUp.gamma(),
            ops.mul(logUp.weights().getFirst(), ops.constant(interaction.bus().tag())));
    for (int i = 0; i < interaction.tuple().size(); i++) {
      E element = values.get(interaction.tuple().get(i));
      denominator = ops.sub(denominator, ops.mul(logUp.weights().get(i + 1), element));
    }
    E multiplicity = values.get(interaction.multiplicity());
    E numerator = interaction.sign() == 1 ? multiplicity : ops.neg(multiplicity);
    return ops.add(numerator, ops.mul(lambda, denominator));
  }

  private TableClaim<E> receiveOpenings(AirProgram program, List<E> point) {
    return new TableClaim<>(
        point,
        channel.receive(program.layout().main().size()),
        channel.receive(program.nextColumns().size()),
        channel.receive(program.layout().preprocessed().size()));
  }

  private List<E> evaluate(AirProgram program, TableClaim<E> opened) {
    List<Integer> nextColumns = program.nextColumns();
    List<E> point = opened.point();
    return program.evaluate(
        ops,
        (op, index) ->
            switch (op) {
              case MAIN -> opened.main().get(index);
              case NEXT -> opened.next().get(nextColumns.indexOf(index));
              case PREPROCESSED -> opened.preprocessed().get(index);
              case STRUCTURED -> structured(program, index, point);
              case PUBLIC -> ops.lift(publicValues.get(index));
              case FIRST_ROW -> Multilinear.eqIndex(ops, point, 0);
              case LAST_ROW -> Multilinear.eqIndex(ops, point, -1L);
              case CONSTANT, ADD, SUB, MUL ->
                  throw new IllegalStateException("not a leaf that depends on the row: " + op);
            });
  }

  private E structured(AirProgram program, int index, List<E> point) {
    StructuredColumn column = program.layout().structured().get(index);
    return column.evaluate(ops, point);
  }
}
