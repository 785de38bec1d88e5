package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hashing, trees and openings must do with either set of kernels. */
@Tag("conformance")
abstract class MerkleConformance {
  abstract MathProvider provider();

  /** Skips here where there is no such provider, not inside a property, which would fail. */
  @BeforeEach
  void providerOrSkip() {
    provider();
  }

  private List<MerkleHash> hashes() {
    return List.of(
        MerkleHash.poseidon2(provider()), MerkleHash.poseidon2WithWideLeaves(provider()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100})
  void rowsOfEveryWidthHashAsTheDefinitionSays(int width) {
    for (MerkleHash hash : hashes()) {
      ForAll.cases(
          3,
          random -> {
            int count = 1 + random.nextInt(40);
            int[] values = Elements.withEdges(random, count * width);
            int[] digests = new int[count * 8];
            Rows rows = Rows.of(values, 0, count, width);
            hash.leaves().hash(rows, 0, count, digests, 0, new int[hash.scratchLength()]);
            int rate = ((LeafSponge) hash.leaves()).rate();
            for (int row = 0; row < count; row++) {
              int[] elements = Arrays.copyOfRange(values, row * width, (row + 1) * width);
              assertThat(Arrays.copyOfRange(digests, row * 8, row * 8 + 8))
                  .isEqualTo(NaiveMerkle.leaf(elements, rate));
            }
          });
    }
  }

  @Test
  void rowsInSeveralBlocksHashAsTheirConcatenation() {
    ForAll.cases(40, this::checkBlocks);
  }

  private void checkBlocks(RandomGenerator random) {
    int count = 1 + random.nextInt(40);
    int[][] whole = new int[count][0];
    List<RowBlock> blocks = new ArrayList<>();
    for (int b = 1 + random.nextInt(6); b > 0; b--) {
      int width = 1 + random.nextInt(20);
      int stride = width + random.nextInt(3);
      int at = random.nextInt(5);
      int[] values = Elements.random(random, at + count * stride);
      blocks.add(new RowBlock(values, at, stride, width));
      for (int row = 0; row < count; row++) {
        int start = at + row * stride;
        int[] part = Arrays.copyOfRange(values, start, start + width);
        whole[row] = IntStream.concat(Arrays.stream(whole[row]), Arrays.stream(part)).toArray();
      }
    }
    Rows rows = Rows.of(count, blocks);
    int from = random.nextInt(count);
    for (MerkleHash hash : hashes()) {
      int rate = ((LeafSponge) hash.leaves()).rate();
      int[] digests = new int[(count - from) * 8 + 3];
      hash.leaves().hash(rows, from, count - from, digests, 3, new int[hash.scratchLength()]);
      for (int row = from; row < count; row++) {
        int at = 3 + (row - from) * 8;
        assertThat(Arrays.copyOfRange(digests, at, at + 8))
            .isEqualTo(NaiveMerkle.leaf(whole[row], rate));
        int[] copy = new int[rows.width()];
        rows.copyRow(row, copy, 0);
        assertThat(copy).isEqualTo(whole[row]);
      }
    }
  }

  @Test
  void compressionIsTheDefinitionInPlaceOrApart() {
    ForAll.cases(
        30,
        random -> {
          Compression compression = hashes().getFirst().nodes();
          int count = random.nextInt(50);
          int[] pairs = Elements.withEdges(random, 16 * count);
          int[] expected = new int[8 * count];
          for (int k = 0; k < count; k++) {
            int[] digest =
                NaiveMerkle.node(
                    Arrays.copyOfRange(pairs, 16 * k, 16 * k + 8),
                    Arrays.copyOfRange(pairs, 16 * k + 8, 16 * k + 16));
            System.arraycopy(digest, 0, expected, 8 * k, 8);
          }
          int[] scratch = new int[compression.scratchLength()];
          int[] out = new int[8 * count];
          compression.compress(pairs, 0, count, out, 0, scratch);
          assertThat(out).isEqualTo(expected);
          compression.compress(pairs, 0, count, pairs, 0, scratch);
          assertThat(Arrays.copyOf(pairs, 8 * count)).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,3", "2,8", "3,9", "4,1", "5,20", "6,5", "7,2", "9,11", "12,2"})
  void treesAreTheDefinitionAtEveryCapHeight(int logLeaves, int width) {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      int[] values = Elements.random(new SplittableRandom(logLeaves), width << logLeaves);
      Rows rows = Rows.of(values, 0, 1 << logLeaves, width);
      for (MerkleHash hash : hashes()) {
        MerkleTreeBuilder builder = new MerkleTreeBuilder(hash, parallel);
        int rate = ((LeafSponge) hash.leaves()).rate();
        int[][][] levels = NaiveMerkle.levels(values, width, rate);
        for (int capHeight = 0; capHeight <= logLeaves; capHeight++) {
          int[] cap =
              Arrays.stream(levels[logLeaves - capHeight]).flatMapToInt(Arrays::stream).toArray();
          assertThat(builder.build(rows, capHeight).cap()).isEqualTo(new MerkleCap(cap));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void everySetOfLeavesOfASmallTreeOpens(int logLeaves) {
    MerkleHash hash = hashes().getFirst();
    int width = 5;
    int[] values = Elements.random(new SplittableRandom(5), width << logLeaves);
    for (int capHeight = 0; capHeight <= logLeaves; capHeight++) {
      MerkleTree tree = tree(hash, values, width, capHeight);
      MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), width);
      int sets = 1 << (1 << logLeaves);
      for (int set = 1; set < sets; set += logLeaves == 4 ? 97 : 1) {
        int chosen = set;
        int[] indices =
            IntStream.range(0, 1 << logLeaves).filter(i -> (chosen >> i & 1) != 0).toArray();
        MerkleOpening opening = tree.open(indices);
        assertThat(verifier.verify(tree.cap(), indices, opening)).isEqualTo(MerkleVerdict.ACCEPTED);
        for (int i = 0; i < indices.length; i++) {
          int at = indices[i] * width;
          assertThat(opening.row(i, width)).isEqualTo(Arrays.copyOfRange(values, at, at + width));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8})
  void everyIndexOpensAlone(int logLeaves) {
    MerkleHash hash = hashes().getLast();
    int[] values = Elements.random(new SplittableRandom(6), 3 << logLeaves);
    MerkleTree tree = tree(hash, values, 3, 1);
    MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), 3);
    for (int index = 0; index < 1 << logLeaves; index++) {
      MerkleOpening opening = tree.open(index);
      assertThat(opening.siblings()).hasSize(8 * (logLeaves - 1));
      assertThat(verifier.verify(tree.cap(), new int[] {index}, opening))
          .isEqualTo(MerkleVerdict.ACCEPTED);
    }
  }

  @Test
  void largeTreesOpenAtRandomAndRepeatedIndicesInAnyOrder() {
    MerkleHash hash = hashes().getFirst();
    int[] values = Elements.random(new SplittableRandom(7), 9 << 13);
    MerkleTree tree = tree(hash, values, 9, 3);
    MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), 9);
    ForAll.cases(
        30,
        random -> {
          int[] indices = random.ints(1 + random.nextInt(300), 0, tree.shape().leaves()).toArray();
          indices[indices.length - 1] = indices[0];
          MerkleOpening opening = tree.open(indices);
          assertThat(verifier.verify(tree.cap(), indices, opening))
              .isEqualTo(MerkleVerdict.ACCEPTED);
          MerkleIndices set = MerkleIndices.of(indices);
          for (int index : indices) {
            assertThat(opening.row(set.positionOf(index), 9))
                .isEqualTo(Arrays.copyOfRange(values, index * 9, index * 9 + 9));
          }
        });
  }

  @Test
  void everyChangedElementIsRejected() {
    MerkleHash hash = hashes().getFirst();
    int width = 10;
    int[] values = Elements.random(new SplittableRandom(8), width << 4);
    MerkleTree tree = tree(hash, values, width, 2);
    MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), width);
    int[] indices = {3, 4, 5, 9, 14};
    MerkleCap cap = tree.cap();
    MerkleOpening opening = tree.open(indices);
    int[] rows = opening.rows();
    int[] siblings = opening.siblings();
    for (int i = 0; i < rows.length; i++) {
      int[] changed = changedAt(rows, i);
      assertThat(verifier.verify(cap, indices, new MerkleOpening(changed, siblings)))
          .isEqualTo(MerkleVerdict.CAP_MISMATCH);
    }
    for (int i = 0; i < siblings.length; i++) {
      int[] changed = changedAt(siblings, i);
      assertThat(verifier.verify(cap, indices, new MerkleOpening(rows, changed)))
          .isEqualTo(MerkleVerdict.CAP_MISMATCH);
    }
    for (int i = 0; i < cap.digests().length; i++) {
      MerkleCap changed = new MerkleCap(changedAt(cap.digests(), i));
      assertThat(verifier.verify(changed, indices, opening)).isEqualTo(MerkleVerdict.CAP_MISMATCH);
    }
  }

  private static int[] changedAt(int[] elements, int i) {
    int[] changed = elements.clone();
    changed[i] = KoalaBear.add(changed[i], KoalaBear.ONE);
    return changed;
  }

  @Test
  void otherIndicesThanTheOnesOpenedAreRejected() {
    MerkleHash hash = hashes().getFirst();
    int[] values = Elements.random(new SplittableRandom(9), 4 << 4);
    MerkleTree tree = tree(hash, values, 4, 1);
    MerkleVerifier verifier = new MerkleVerifier(hash, tree.shape(), 4);
    for (int opened = 0; opened < 16; opened++) {
      for (int asked = 0; asked < 16; asked++) {
        MerkleVerdict verdict = verifier.verify(tree.cap(), new int[] {asked}, tree.open(opened));
        assertThat(verdict.isAccepted()).isEqualTo(asked == opened);
      }
    }
  }

  /** A tree on one thread; values are rows of {@code width}. */
  static MerkleTree tree(MerkleHash hash, int[] values, int width, int capHeight) {
    try (Parallel parallel = Parallel.onCaller()) {
      Rows rows = Rows.of(values, 0, values.length / width, width);
      return new MerkleTreeBuilder(hash, parallel).build(rows, capHeight);
    }
  }

  @Test
  void hashingRefusesWhatDoesNotFit() {
    for (MerkleHash hash : hashes()) {
      int[] scratch = new int[hash.scratchLength()];
      Rows rows = Rows.of(new int[12], 0, 4, 3);
      int[] out = new int[32];
      assertThatThrownBy(() -> hash.leaves().hash(rows, 0, 5, out, 0, scratch))
          .hasMessageContaining("rows: asked for 5 rows from row 0 on, there are 4");
      assertThatThrownBy(() -> hash.leaves().hash(rows, -1, 2, out, 0, scratch))
          .hasMessageContaining("rows:");
      assertThatThrownBy(() -> hash.leaves().hash(rows, 0, -1, out, 0, scratch))
          .hasMessageContaining("rows:");
      assertThatThrownBy(() -> hash.leaves().hash(rows, 0, 4, out, 1, scratch))
          .hasMessageContaining("out:");
      assertThatThrownBy(() -> hash.leaves().hash(rows, 0, 4, out, 0, new int[15]))
          .hasMessageContaining("scratch:");
      assertThatThrownBy(() -> hash.nodes().compress(out, 0, 3, out, 0, scratch))
          .hasMessageContaining("pairs:");
      assertThatThrownBy(() -> hash.nodes().compress(out, 0, 2, out, 8, scratch))
          .hasMessageContaining("overlap");
      assertThatThrownBy(() -> hash.nodes().compress(out, 0, 2, new int[15], 0, scratch))
          .hasMessageContaining("out:");
      assertThatThrownBy(() -> hash.nodes().compress(out, 0, -1, out, 0, scratch))
          .hasMessageContaining("count:");
      assertThatThrownBy(() -> hash.nodes().compress(out, 0, 1, out, 16, new int[15]))
          .hasMessageContaining("scratch:");
    }
  }
}
