package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * What the verifier hears from the prover and says to it, made non-interactive.
 *
 * <p>Whatever {@code receive…} returns has been absorbed: there is no way to read a prover message
 * that later challenges do not depend on. Opened rows are the exception; they are checked against a
 * root that was received before.
 */
public interface VerifierChannel<B, E> {
  /** The next extension element of the proof. */
  E receive();

  /** The next {@code count} extension elements. */
  default List<E> receive(int count) {
    List<E> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(receive());
    }
    return values;
  }

  /** The next Merkle root of the proof. */
  Root<B> receiveRoot();

  /** A challenge. */
  E sample();

  /** Checks a proof of work of {@code bits} bits; nothing is read when {@code bits} is 0. */
  void grind(int bits);

  /**
   * Samples {@code count} positions among {@code 2^logLeaves} and opens the oracles there.
   *
   * @param oracles trees over the same domain or, if smaller, over a subgroup of it
   * @return for each query the domain point, and the opened rows one after the other
   */
  List<Query<B>> query(List<Oracle<B>> oracles, int logLeaves, int count);

  /** The root of a Merkle tree: eight elements. */
  record Root<B>(List<B> digest) {
    public Root {
      digest = List.copyOf(digest);
    }
  }

  /** A committed matrix: {@code 2^logLeaves} rows of {@code width} base-field elements. */
  record Oracle<B>(Root<B> root, int logLeaves, int width) {}

  /** The domain point {@code y = ω^exponent} and the row there. */
  record Query<B>(B point, List<B> row) {}
}
