package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.FieldOps;

/**
 * The challenges that turn a tuple into a denominator: {@code γ − Σ_k w_k·t_k}, where {@code t_0}
 * is the bus tag and the weights are {@code eq(β, k)} for a random {@code β} of four coordinates (a
 * multilinear fingerprint: its degree, and so its error, is the number of coordinates).
 *
 * @param gamma the shift
 * @param weights sixteen of them: tag first, then the tuple
 */
public record LogUpChallenges<E>(E gamma, List<E> weights) {
  /** log2 of the number of weights. */
  public static final int LOG_WEIGHTS = 4;

  static <B, E> LogUpChallenges<E> sample(Arithmetic<B, E> ops, VerifierChannel<B, E> channel) {
    List<E> beta = new ArrayList<>();
    for (int i = 0; i < LOG_WEIGHTS; i++) {
      beta.add(channel.sample());
    }
    return of(ops, beta, channel.sample());
  }

  /** The weights for given challenges. */
  public static <E> LogUpChallenges<E> of(FieldOps<E> ops, List<E> beta, E gamma) {
    return new LogUpChallenges<>(gamma, Multilinear.eqTable(ops, beta));
  }
}
