package network.akashi.math;

import java.util.List;
import java.util.SplittableRandom;

class HashSpeedTest extends KernelSpeed {
  /** States per call, in as many goes as the lanes make it. */
  private static final int STATES = 16;

  private final int[] words = Elements.random(new SplittableRandom(3), 24 * STATES);
  private final long[] keccakWords =
      new SplittableRandom(4).longs((long) KeccakPermutation.WORDS * STATES).toArray();

  private final Rows leaves =
      Rows.of(Elements.random(new SplittableRandom(5), 40 * STATES), 0, STATES, 40);
  private final int[] digests = new int[8 * STATES];
  private final int[] scratch = new int[16 * STATES];

  @Override
  List<Case> kernels() {
    return List.of(
        new Case("Poseidon2 of width 16", provider -> permute(provider.poseidon2Width16())),
        new Case("Poseidon2 of width 24", provider -> permute(provider.poseidon2Width24())),
        new Case("Keccak-f", provider -> permute(provider.keccak())),
        new Case("leaves of 40 elements", provider -> hashLeaves(MerkleHash.poseidon2(provider))),
        new Case("pairs of digests", provider -> compress(MerkleHash.poseidon2(provider))));
  }

  private void hashLeaves(MerkleHash hash) {
    hash.leaves().hash(leaves, 0, STATES, digests, 0, scratch);
  }

  private void compress(MerkleHash hash) {
    hash.nodes().compress(words, 0, STATES, digests, 0, scratch);
  }

  private void permute(Permutation permutation) {
    for (int done = 0; done < STATES; done += permutation.lanes()) {
      permutation.permute(words, done * permutation.width());
    }
  }

  private void permute(KeccakPermutation keccak) {
    for (int done = 0; done < STATES; done += keccak.lanes()) {
      keccak.permute(keccakWords, done * KeccakPermutation.WORDS);
    }
  }
}
