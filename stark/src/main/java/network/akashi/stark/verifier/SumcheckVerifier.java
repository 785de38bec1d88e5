package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * The rounds of a sumcheck (Lund, Fortnow, Karloff, Nisan 1992).
 *
 * <p>A round's polynomial {@code s} comes as its coefficients without the linear one, which follows
 * from {@code s(0) + s(1) = claim}: so that check cannot fail, and everything hangs on the last.
 */
final class SumcheckVerifier<B, E> {
  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;

  SumcheckVerifier(Arithmetic<B, E> ops, VerifierChannel<B, E> channel) {
    this.ops = ops;
    this.channel = channel;
  }

  /** The claim that is left and the challenges, in the order of the rounds. */
  record Outcome<E>(E claim, List<E> challenges) {}

  /** Runs {@code rounds} rounds of polynomials of degree {@code degree}. */
  Outcome<E> run(E claim, int rounds, int degree, int grindingBits) {
    List<E> challenges = new ArrayList<>(rounds);
    E current = claim;
    for (int round = 0; round < rounds; round++) {
      E constant = channel.receive();
      List<E> higher = new ArrayList<>();
      for (int i = 2; i <= degree; i++) {
        higher.add(channel.receive());
      }
      channel.grind(grindingBits);
      E challenge = channel.sample();
      challenges.add(challenge);
      current = evaluate(current, constant, higher, challenge);
    }
    return new Outcome<>(current, challenges);
  }

  private E evaluate(E claim, E constant, List<E> higher, E x) {
    E linear = ops.sub(ops.sub(claim, constant), constant);
    E tail = ops.constant(0);
    for (int i = higher.size() - 1; i >= 0; i--) {
      linear = ops.sub(linear, higher.get(i));
      tail = ops.add(ops.mul(tail, x), higher.get(i));
    }
    return ops.add(constant, ops.mul(x, ops.add(linear, ops.mul(x, tail))));
  }
}
