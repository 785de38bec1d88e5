package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.math.KoalaBear;
import network.akashi.math.Parallel;
import network.akashi.stark.verifier.Grinding;
import network.akashi.stark.verifier.PoseidonPrimitive;
import network.akashi.stark.verifier.Sponge;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class NonceSearchTest {
  /** Whatever thread finds one first, the smallest is taken: proofs do not depend on timing. */
  @Test
  void theSmallestNonceIsFound() {
    try (Parallel parallel = Parallel.ofThreads(4)) {
      ForAll.cases(
          10,
          random -> {
            int seed = random.nextInt(KoalaBear.P);
            int bits = random.nextInt(1, 9);
            int found = NonceSearch.find(parallel, sponge(seed).state(), bits);
            int nonce = 0;
            while (!isProof(seed, nonce, bits)) {
              nonce++;
            }
            assertThat(found).isEqualTo(KoalaBear.fromInt(nonce));
          });
    }
  }

  private static boolean isProof(int seed, int nonce, int bits) {
    Sponge<Integer> sponge = sponge(seed);
    sponge.absorb(KoalaBear.fromInt(nonce));
    return Grinding.satisfies(sponge.squeeze(), bits);
  }

  private static Sponge<Integer> sponge(int seed) {
    Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), 1);
    sponge.absorb(seed);
    sponge.flush();
    return sponge;
  }
}
