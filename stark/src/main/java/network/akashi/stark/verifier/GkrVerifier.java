package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Verifies a sum of fractions layer by layer (Papini and Haböck, "Improving logarithmic derivative
 * lookups using GKR", eprint 2023/1284).
 *
 * <p>The leaves are {@code 2^n} fractions {@code p_i/q_i}; a node of layer {@code l} with index
 * {@code b} is the sum of the nodes {@code b} and {@code b + 2^l} of layer {@code l + 1}:
 *
 * <pre>
 *   p = p0·q1 + p1·q0        q = q0·q1
 * </pre>
 *
 * <p>A claim on a layer's extensions {@code (p, q)} at a point becomes, by a sumcheck over {@code
 * eq(point, b)·(p0·q1 + p1·q0 + λ·q0·q1)(b)}, a claim on the next layer. The root must be zero over
 * something that is not zero: then no denominator is zero, and the fractions sum to zero.
 */
final class GkrVerifier<B, E> {
  /** Degree of a layer's sumcheck: two from the products, one from eq. */
  static final int DEGREE = 3;

  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;

  GkrVerifier(Arithmetic<B, E> ops, VerifierChannel<B, E> channel) {
    this.ops = ops;
    this.channel = channel;
  }

  /** What remains to be shown of the leaves: their extensions at {@code point}. */
  record LeafClaim<E>(E numerator, E denominator, List<E> point) {}

  LeafClaim<E> verify(int layers) {
    E numerator = ops.constant(0);
    E denominator = channel.receive();
    ops.requireNonZero(denominator, Rejection.BUS_UNBALANCED);
    List<E> point = List.of();
    for (int layer = 0; layer < layers; layer++) {
      E lambda = channel.sample();
      E claim = ops.add(numerator, ops.mul(lambda, denominator));
      SumcheckVerifier.Outcome<E> outcome =
          new SumcheckVerifier<>(ops, channel).run(claim, layer, DEGREE, 0);
      List<E> at = new ArrayList<>(outcome.challenges().reversed());
      E p0 = channel.receive();
      E p1 = channel.receive();
      E q0 = channel.receive();
      E q1 = channel.receive();
      E sum = ops.add(ops.mul(p0, q1), ops.mul(q0, ops.add(p1, ops.mul(lambda, q1))));
      ops.requireEqual(
          outcome.claim(),
          ops.mul(Multilinear.eq(ops, point, at), sum),
          layer == 0 ? Rejection.BUS_UNBALANCED : Rejection.LOGUP_MISMATCH);
      E split = channel.sample();
      numerator = ops.add(p0, ops.mul(split, ops.sub(p1, p0)));
      denominator = ops.add(q0, ops.mul(split, ops.sub(q1, q0)));
      at.add(split);
      point = at;
    }
    return new LeafClaim<>(numerator, denominator, point);
  }
}
