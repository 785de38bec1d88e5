package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.Permutation;
import network.akashi.stark.verifier.Grinding;
import network.akashi.stark.verifier.Sponge;

/** Finds proofs of work, many nonces at a time. */
final class NonceSearch {
  private NonceSearch() {}

  /**
   * The smallest nonce (returned in Montgomery form) whose absorption into {@code state} makes the
   * next squeezed element end in {@code bits} zero bits.
   */
  static int find(List<Integer> state, int bits) {
    Permutation permutation = MathProvider.get().poseidon2Width16();
    int lanes = permutation.lanes();
    int[] states = new int[Sponge.WIDTH * lanes];
    int one = KoalaBear.ONE;
    for (int first = 0; first < KoalaBear.P - lanes; first += lanes) {
      for (int word = 0; word < Sponge.WIDTH; word++) {
        // The sponge counts the one absorbed element in its first capacity lane.
        int value = word == Sponge.RATE ? KoalaBear.add(state.get(word), one) : state.get(word);
        java.util.Arrays.fill(states, word * lanes, (word + 1) * lanes, value);
      }
      for (int lane = 0; lane < lanes; lane++) {
        states[lane] = KoalaBear.fromInt(first + lane);
      }
      permutation.permute(states, 0);
      for (int lane = 0; lane < lanes; lane++) {
        if (Grinding.satisfies(states[lane], bits)) {
          return KoalaBear.fromInt(first + lane);
        }
      }
    }
    throw new IllegalStateException("no nonce gives a proof of work of %d bits".formatted(bits));
  }
}
