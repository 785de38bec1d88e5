package network.akashi.stark.prover;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.Parallel;
import network.akashi.math.Permutation;
import network.akashi.stark.verifier.Grinding;
import network.akashi.stark.verifier.Sponge;

/** Finds proofs of work, many nonces at a time, on all cores. */
final class NonceSearch {
  /** Nonces that are tried before the smallest one found is taken. */
  private static final int BATCH = 1 << 14;

  private final Permutation permutation = MathProvider.get().poseidon2Width16();
  private final List<Integer> state;
  private final int bits;

  private NonceSearch(List<Integer> state, int bits) {
    this.state = state;
    this.bits = bits;
  }

  /**
   * The smallest nonce (returned in Montgomery form) whose absorption into {@code state} makes the
   * next squeezed element end in {@code bits} zero bits.
   */
  static int find(Parallel parallel, List<Integer> state, int bits) {
    NonceSearch search = new NonceSearch(state, bits);
    for (int first = 0; first < KoalaBear.P - BATCH; first += BATCH) {
      int begin = first;
      AtomicInteger smallest = new AtomicInteger(Integer.MAX_VALUE);
      parallel.forEach(
          BATCH,
          (from, to, _) -> {
            int found = search.smallest(begin + from, begin + to, smallest);
            smallest.accumulateAndGet(found, Math::min);
          });
      if (smallest.get() != Integer.MAX_VALUE) {
        return KoalaBear.fromInt(smallest.get());
      }
    }
    throw new IllegalStateException("no nonce gives a proof of work of %d bits".formatted(bits));
  }

  /** The smallest nonce from {@code from} on and below {@code to} and {@code best}, if any. */
  private int smallest(int from, int to, AtomicInteger best) {
    int lanes = permutation.lanes();
    int[] states = new int[Sponge.WIDTH * lanes];
    for (int first = from; first < to && first < best.get(); first += lanes) {
      for (int word = 0; word < Sponge.WIDTH; word++) {
        // The sponge counts the one absorbed element in its first capacity lane.
        int value = state.get(word);
        Arrays.fill(
            states,
            word * lanes,
            (word + 1) * lanes,
            word == Sponge.RATE ? KoalaBear.add(value, KoalaBear.ONE) : value);
      }
      for (int lane = 0; lane < lanes; lane++) {
        states[lane] = KoalaBear.fromInt(first + lane);
      }
      permutation.permute(states, 0);
      for (int lane = 0; lane < lanes; lane++) {
        if (Grinding.satisfies(states[lane], bits)) {
          return first + lane;
        }
      }
    }
    return Integer.MAX_VALUE;
  }
}
