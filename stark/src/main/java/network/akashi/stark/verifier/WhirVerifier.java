package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.stark.security.WhirIteration;
import network.akashi.stark.security.WhirParameters;
import network.akashi.stark.verifier.VerifierChannel.Oracle;
import network.akashi.stark.verifier.VerifierChannel.Query;

/**
 * Verifies weighted sums of a committed multilinear polynomial (WHIR, eprint 2024/1586,
 * construction 5.1).
 *
 * <p><b>Code.</b> A polynomial of {@code n} variables is a matrix of {@code 2^(n−k)} rows and
 * {@code 2^k} columns (cell {@code row·2^k + column}); column {@code c} is read as the coefficients
 * of a univariate {@code g_c}, and the oracle's leaf at the domain point {@code y} is {@code
 * (g_0(y), …, g_{2^k−1}(y))}. This is the interleaved form of the folded Reed-Solomon code of the
 * paper, in the basis in which folding by {@code r} is {@code (1 − r)·even + r·odd}: binding the
 * low variables of the evaluation table, with no change of basis.
 *
 * <p><b>Iteration.</b> Sumcheck binds the {@code k} low variables to {@code r}. The prover commits
 * to the bound polynomial {@code f'} over a smaller domain, answers one out-of-domain sample (at a
 * random multilinear point, whose error is {@code n/|F|} instead of {@code 2^n/|F|} for a power
 * point), and opens the old oracle at random {@code y}: {@code Σ_c eq(r, c)·g_c(y)} must be {@code
 * Σ_row f'(row)·y^row}. These values join the running claim with powers of one challenge. At the
 * end {@code f'} comes in clear.
 */
final class WhirVerifier<B, E> {
  /** Degree of the sumcheck polynomials: f times a multilinear weight. */
  static final int DEGREE = 2;

  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;
  private final WhirParameters parameters;
  private final List<Term<E>> terms = new ArrayList<>();
  private final List<E> point = new ArrayList<>();
  private E claim;

  WhirVerifier(Arithmetic<B, E> ops, VerifierChannel<B, E> channel, WhirParameters parameters) {
    this.ops = ops;
    this.channel = channel;
    this.parameters = parameters;
    this.claim = ops.constant(0);
  }

  /** A weight and the coefficient with which it is in the running claim. */
  private record Term<E>(E coefficient, Weight<E> weight) {}

  /** A claimed value of a weighted sum. */
  record Claim<E>(Weight<E> weight, E value) {}

  /** Checks {@code claims} on the polynomial that {@code oracles} commit to together. */
  void verify(List<Oracle<B>> oracles, List<Claim<E>> claims) {
    add(claims);
    List<Oracle<B>> current = oracles;
    boolean first = true;
    List<WhirIteration> iterations = parameters.iterations();
    for (int i = 0; i + 1 < iterations.size(); i++) {
      WhirIteration iteration = iterations.get(i);
      WhirIteration next = iterations.get(i + 1);
      List<E> folding = fold(iteration.fold(), parameters.security().foldGrindingBits());
      Oracle<B> oracle =
          new Oracle<>(channel.receiveRoot(), next.logLeaves(), Ext5.DEGREE << next.fold());
      List<E> columns = Multilinear.eqTable(ops, folding);
      List<Claim<E>> fresh = new ArrayList<>();
      fresh.add(outOfDomain(ops, channel, next.variables()));
      for (Query<B> query : query(current, iteration)) {
        fresh.add(
            new Claim<>(
                powers(query.point(), next.variables()), foldRow(query.row(), columns, first)));
      }
      add(fresh);
      current = List.of(oracle);
      first = false;
    }
    finish(current, iterations.getLast(), first);
  }

  /**
   * One sample outside of the domain, right after a commitment: within the list of polynomials
   * close to the oracle it singles out one.
   */
  static <B, E> Claim<E> outOfDomain(
      Arithmetic<B, E> ops, VerifierChannel<B, E> channel, int variables) {
    List<E> sample = new ArrayList<>(variables);
    for (int i = 0; i < variables; i++) {
      sample.add(channel.sample());
    }
    return new Claim<>(
        new Weight<>(variables, at -> Multilinear.eq(ops, sample, at)), channel.receive());
  }

  private void finish(List<Oracle<B>> oracles, WhirIteration last, boolean baseRows) {
    List<E> folding = fold(last.fold(), parameters.security().foldGrindingBits());
    List<E> polynomial = new ArrayList<>();
    for (int i = 0; i < 1 << last.variablesAfter(); i++) {
      polynomial.add(channel.receive());
    }
    List<E> columns = Multilinear.eqTable(ops, folding);
    for (Query<B> query : query(oracles, last)) {
      E folded = foldRow(query.row(), columns, baseRows);
      ops.requireEqual(folded, horner(polynomial, query.point()), Rejection.FOLDING_MISMATCH);
    }
    List<E> rest = fold(last.variablesAfter(), 0);
    E weight = ops.constant(0);
    for (Term<E> term : terms) {
      List<E> at = point.subList(point.size() - term.weight().variables(), point.size());
      weight = ops.add(weight, ops.mul(term.coefficient(), term.weight().extension().at(at)));
    }
    E value = Multilinear.evaluate(ops, polynomial, rest);
    ops.requireEqual(claim, ops.mul(value, weight), Rejection.OPENING_MISMATCH);
  }

  /** Adds claims to the running one, with the powers μ, μ², … of a new challenge. */
  private void add(List<Claim<E>> claims) {
    E challenge = channel.sample();
    E coefficient = ops.constant(1);
    for (Claim<E> fresh : claims) {
      coefficient = ops.mul(coefficient, challenge);
      claim = ops.add(claim, ops.mul(coefficient, fresh.value()));
      terms.add(new Term<>(coefficient, fresh.weight()));
    }
  }

  private List<E> fold(int rounds, int grindingBits) {
    SumcheckVerifier.Outcome<E> outcome =
        new SumcheckVerifier<>(ops, channel).run(claim, rounds, DEGREE, grindingBits);
    claim = outcome.claim();
    point.addAll(outcome.challenges());
    return outcome.challenges();
  }

  private List<Query<B>> query(List<Oracle<B>> oracles, WhirIteration iteration) {
    channel.grind(parameters.security().queryGrindingBits());
    return channel.query(oracles, iteration.logLeaves(), iteration.queries());
  }

  private Weight<E> powers(B y, int variables) {
    return new Weight<>(variables, at -> Multilinear.powers(ops, y, at));
  }

  /** {@code Σ_c weight_c·row_c}; rows of later oracles hold extension elements by planes. */
  private E foldRow(List<B> row, List<E> weights, boolean baseRow) {
    int columns = weights.size();
    E sum = ops.constant(0);
    for (int c = 0; c < columns; c++) {
      if (baseRow) {
        sum = ops.add(sum, ops.scale(weights.get(c), row.get(c)));
      } else {
        List<B> coefficients = new ArrayList<>();
        for (int j = 0; j < Ext5.DEGREE; j++) {
          coefficients.add(row.get(j * columns + c));
        }
        sum = ops.add(sum, ops.mul(weights.get(c), ops.compose(coefficients)));
      }
    }
    return sum;
  }

  private E horner(List<E> coefficients, B y) {
    E value = ops.constant(0);
    for (E coefficient : coefficients.reversed()) {
      value = ops.add(ops.scale(value, y), coefficient);
    }
    return value;
  }
}
