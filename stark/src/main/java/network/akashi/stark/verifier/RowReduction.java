package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Reduces {@code Σ_rows weight(row)·F(row)} to {@code F} at one point, where {@code weight} belongs
 * to a {@link RowPoint} and {@code F} is a sum of products of some columns' values.
 *
 * <p>First the rows within groups: the prover sends {@code q(T) = Σ_g eq(groups, g)·F(T, g)} by its
 * values at 0, …, 15·factors, of which those at 0, …, 15 must add up to the claim. Then a sumcheck
 * over the groups, the highest variable first, whose polynomials come with the eq factor taken out
 * (Gruen, eprint 2024/108, section 3.2): of {@code h}, all coefficients but the constant one, which
 * follows from {@code (1 − ζ)·h(0) + ζ·h(1) = claim}.
 */
final class RowReduction<B, E> {
  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;

  RowReduction(Arithmetic<B, E> ops, VerifierChannel<B, E> channel) {
    this.ops = ops;
    this.channel = channel;
  }

  /** What is left: {@code F} at {@code point}. */
  record Reduced<E>(RowPoint<E> point, E claim) {}

  Reduced<E> run(RowPoint<E> point, E claim, int factors) {
    Reduced<E> inGroups = bindWithin(point.weightsWithin(ops), claim, RowGroups.nodes(factors));
    E current = inGroups.claim();
    List<E> challenges = new ArrayList<>();
    for (E coordinate : point.groups().reversed()) {
      List<E> higher = channel.receive(factors);
      E sum = ops.constant(0);
      for (E coefficient : higher) {
        sum = ops.add(sum, coefficient);
      }
      E constant = ops.sub(current, ops.mul(coordinate, sum));
      E challenge = channel.sample();
      challenges.addFirst(challenge);
      E value = ops.constant(0);
      for (E coefficient : higher.reversed()) {
        value = ops.mul(ops.add(value, coefficient), challenge);
      }
      current = ops.add(value, constant);
    }
    return new Reduced<>(new RowPoint<>(inGroups.point().within(), challenges), current);
  }

  /**
   * Binds {@code T}: the values that come, weighted with {@code weights}, must add up to the claim.
   */
  Reduced<E> bindWithin(List<E> weights, E claim, int nodes) {
    List<E> values = channel.receive(nodes);
    E sum = RowPoint.dot(ops, weights, values);
    ops.requireEqual(sum, claim, Rejection.KECCAK_MISMATCH);
    E within = channel.sample();
    E value = RowPoint.dot(ops, RowGroups.lagrange(ops, nodes, within), values);
    return new Reduced<>(new RowPoint<>(within, List.of()), value);
  }
}
