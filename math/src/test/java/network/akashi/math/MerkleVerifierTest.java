package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/**
 * That the verifier says no, by name, to whatever is malformed; see MerkleConformance for values.
 */
class MerkleVerifierTest {
  private static final int WIDTH = 6;
  private static final int[] INDICES = {1, 4, 5, 11};

  private final MerkleHash hash = MerkleHash.poseidon2(MathProvider.get());
  private final MerkleTree tree =
      MerkleConformance.tree(hash, Elements.random(new SplittableRandom(10), WIDTH << 4), WIDTH, 1);
  private final MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), WIDTH);
  private final MerkleCap cap = tree.cap();
  private final int[] rows = tree.open(INDICES).rows();
  private final int[] siblings = tree.open(INDICES).siblings();

  private MerkleVerdict verdict(MerkleCap cap, int[] indices, int[] rows, int[] siblings) {
    return verifier.verify(cap, indices, new MerkleOpening(rows, siblings));
  }

  @Test
  void theOpeningItselfIsAccepted() {
    assertThat(verdict(cap, INDICES, rows, siblings)).isEqualTo(MerkleVerdict.ACCEPTED);
    assertThat(MerkleVerdict.ACCEPTED.isAccepted()).isTrue();
    assertThat(Arrays.stream(MerkleVerdict.values()).filter(MerkleVerdict::isAccepted)).hasSize(1);
    assertThat(MerkleVerdict.CAP_MISMATCH.explanation()).contains("cap");
  }

  @Test
  void anOpeningOfNothingIsRejected() {
    assertThat(verdict(cap, new int[0], new int[0], new int[0]))
        .isEqualTo(MerkleVerdict.NO_INDICES);
  }

  @Test
  void indicesOutsideTheTreeAreRejected() {
    for (int outside : new int[] {-1, 16, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      int[] indices = {1, 4, 5, outside};
      assertThat(verdict(cap, indices, rows, siblings)).isEqualTo(MerkleVerdict.INDEX_OUT_OF_RANGE);
    }
  }

  @Test
  void capsOfTheWrongSizeAreRejected() {
    for (int length : new int[] {0, 1, 8, 15, 17, 24, 32}) {
      MerkleCap other = new MerkleCap(Arrays.copyOf(cap.digests(), length));
      assertThat(verdict(other, INDICES, rows, siblings)).isEqualTo(MerkleVerdict.CAP_LENGTH);
    }
  }

  @Test
  void missingAndSurplusRowsAreRejected() {
    for (int length : new int[] {0, 3 * WIDTH, 4 * WIDTH - 1, 4 * WIDTH + 1, 5 * WIDTH}) {
      assertThat(verdict(cap, INDICES, Arrays.copyOf(rows, length), siblings))
          .isEqualTo(MerkleVerdict.ROWS_LENGTH);
    }
  }

  /** A leaf asked for twice is in the opening once: two versions of it cannot even be written. */
  @Test
  void oneRowPerRepeatedIndexIsRejected() {
    int[] repeated = {1, 4, 5, 11, 11};
    assertThat(verdict(cap, repeated, rows, siblings)).isEqualTo(MerkleVerdict.ACCEPTED);
    int[] twice = Arrays.copyOf(rows, 5 * WIDTH);
    System.arraycopy(rows, 3 * WIDTH, twice, 4 * WIDTH, WIDTH);
    assertThat(verdict(cap, repeated, twice, siblings)).isEqualTo(MerkleVerdict.ROWS_LENGTH);
  }

  @Test
  void missingAndSurplusSiblingsAreRejected() {
    int right = siblings.length;
    for (int length : new int[] {0, right - 8, right - 1, right + 1, right + 8}) {
      assertThat(verdict(cap, INDICES, rows, Arrays.copyOf(siblings, length)))
          .isEqualTo(MerkleVerdict.SIBLINGS_LENGTH);
    }
  }

  @Test
  void siblingsInAnotherOrderAreRejected() {
    int[] swapped = siblings.clone();
    System.arraycopy(siblings, 0, swapped, 8, 8);
    System.arraycopy(siblings, 8, swapped, 0, 8);
    assertThat(verdict(cap, INDICES, rows, swapped)).isEqualTo(MerkleVerdict.CAP_MISMATCH);
  }

  /** {@code x + p} stands for the same element and must not be taken for it. */
  @Test
  void elementsThatAreNotCanonicalAreRejectedEverywhere() {
    for (int i = 0; i < rows.length; i++) {
      assertThat(verdict(cap, INDICES, shifted(rows, i), siblings))
          .isEqualTo(MerkleVerdict.ROW_NOT_CANONICAL);
    }
    for (int i = 0; i < siblings.length; i++) {
      assertThat(verdict(cap, INDICES, rows, shifted(siblings, i)))
          .isEqualTo(MerkleVerdict.SIBLING_NOT_CANONICAL);
    }
    for (int i = 0; i < 16; i++) {
      assertThat(verdict(new MerkleCap(shifted(cap.digests(), i)), INDICES, rows, siblings))
          .isEqualTo(MerkleVerdict.CAP_NOT_CANONICAL);
    }
  }

  private static int[] shifted(int[] elements, int i) {
    int[] shifted = elements.clone();
    shifted[i] += KoalaBear.P;
    return shifted;
  }

  /** The rest of the cap is committed to as well, but says nothing about these rows. */
  @Test
  void onlyTheCapNodesAboveTheRowsMatter() {
    int[] digests = cap.digests();
    digests[15] = KoalaBear.add(digests[15], KoalaBear.ONE);
    int[] left = {1, 4, 5};
    MerkleOpening opening = tree.open(left);
    assertThat(verifier.verify(new MerkleCap(digests), left, opening).isAccepted()).isTrue();
  }

  @Test
  void whateverIsThrownAtItTheVerifierAnswers() {
    ForAll.cases(2000, this::checkTotal);
  }

  private void checkTotal(RandomGenerator random) {
    int[] indices = random.ints(random.nextInt(6), -2, 18).toArray();
    boolean honest = indices.length > 0 && Arrays.stream(indices).allMatch(i -> i >= 0 && i < 16);
    int[] rows = honest ? tree.open(indices).rows() : ints(random, 4 * WIDTH);
    int[] siblings = honest ? tree.open(indices).siblings() : ints(random, 64);
    int[] digests = cap.digests();
    boolean otherRows = disturbed(rows, random);
    boolean otherSiblings = disturbed(siblings, random);
    boolean otherCap = disturbed(digests, random);
    MerkleVerdict verdict = verdict(new MerkleCap(digests), indices, rows, siblings);
    if (!honest || otherRows || otherSiblings) {
      assertThat(verdict.isAccepted()).isFalse();
    } else if (!otherCap) { // which may differ where these rows do not reach
      assertThat(verdict).isEqualTo(MerkleVerdict.ACCEPTED);
    }
  }

  /** Overwrites an element now and then; whether that changed anything. */
  private static boolean disturbed(int[] elements, RandomGenerator random) {
    if (elements.length == 0 || random.nextInt(4) != 0) {
      return false;
    }
    int at = random.nextInt(elements.length);
    int before = elements[at];
    elements[at] = random.nextInt();
    return elements[at] != before;
  }

  private static int[] ints(RandomGenerator random, int bound) {
    return random.ints(random.nextInt(bound)).toArray();
  }
}
