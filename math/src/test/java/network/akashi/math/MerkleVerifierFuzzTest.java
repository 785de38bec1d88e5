package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;

/**
 * Whatever an opening holds, the verifier answers; and what it accepts is what was committed to.
 *
 * <p>Runs on the saved inputs only; {@code JAZZER_FUZZ=1} searches for new ones.
 */
@Tag("fuzz")
class MerkleVerifierFuzzTest {
  private static final int WIDTH = 3;
  private static final int LOG_LEAVES = 4;

  private final MerkleHash hash = MerkleHash.poseidon2(MathProvider.scalar());
  private final int[] values = Elements.random(new SplittableRandom(12), WIDTH << LOG_LEAVES);
  private final MerkleTree tree = MerkleConformance.tree(hash, values, WIDTH, 1);
  private final MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), WIDTH);

  @FuzzTest(maxDuration = "60s")
  void openingsOfAnyShape(FuzzedDataProvider data) {
    int[] indices = data.consumeInts(data.consumeInt(0, 5));
    int[] digests = data.consumeBoolean() ? tree.cap().digests() : data.consumeInts(16);
    int[] siblings = data.consumeInts(data.consumeInt(0, 100));
    int[] rows = data.consumeInts(100);
    MerkleOpening opening = new MerkleOpening(rows, siblings);
    MerkleVerdict verdict = verifier.verify(new MerkleCap(digests), indices, opening);
    if (Arrays.equals(digests, tree.cap().digests())) {
      checkSound(verdict, indices, opening);
    }
  }

  /** Starts from an honest opening, which random bytes would never hit upon, and disturbs it. */
  @FuzzTest(maxDuration = "60s")
  void disturbedOpenings(FuzzedDataProvider data) {
    int[] indices = new int[data.consumeInt(1, 6)];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = data.consumeInt(0, (1 << LOG_LEAVES) - 1);
    }
    MerkleOpening honest = tree.open(indices);
    int[] rows = resized(honest.rows(), data);
    int[] siblings = resized(honest.siblings(), data);
    while (data.remainingBytes() > 0) {
      int[] target = data.consumeBoolean() ? rows : siblings;
      if (target.length > 0) {
        target[data.consumeInt(0, target.length - 1)] += data.consumeInt();
      } else {
        data.consumeByte();
      }
    }
    MerkleOpening opening = new MerkleOpening(rows, siblings);
    checkSound(verifier.verify(tree.cap(), indices, opening), indices, opening);
  }

  private static int[] resized(int[] elements, FuzzedDataProvider data) {
    return data.consumeInt(0, 9) == 0
        ? Arrays.copyOf(elements, data.consumeInt(0, elements.length + 9))
        : elements;
  }

  private void checkSound(MerkleVerdict verdict, int[] indices, MerkleOpening opening) {
    boolean inRange = Arrays.stream(indices).allMatch(i -> i >= 0 && i < 1 << LOG_LEAVES);
    boolean honest = indices.length > 0 && inRange && tree.open(indices).equals(opening);
    assertThat(verdict.isAccepted()).isEqualTo(honest);
  }
}
