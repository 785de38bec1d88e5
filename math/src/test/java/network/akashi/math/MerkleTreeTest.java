package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shapes, layout and arguments of trees; what they compute is in MerkleConformance. */
class MerkleTreeTest {
  private final MerkleHash hash = MerkleHash.poseidon2(MathProvider.get());

  @Test
  void levelsLieOneAfterTheOther() {
    MerkleShape shape = new MerkleShape(3, 1);
    assertThat(shape.leaves()).isEqualTo(8);
    assertThat(shape.capSize()).isEqualTo(2);
    assertThat(shape.depth()).isEqualTo(2);
    assertThat(shape.levelStart(0)).isZero();
    assertThat(shape.levelStart(1)).isEqualTo(8);
    assertThat(shape.levelStart(2)).isEqualTo(12);
    assertThat(shape.nodes()).isEqualTo(14);
    assertThat(new MerkleShape(26, 0).nodes()).isEqualTo((1 << 27) - 1);
  }

  @Test
  void nodesLieWhereTheShapeSays() {
    try (Parallel parallel = Parallel.ofThreads(2)) {
      int[] values = Elements.random(new SplittableRandom(11), 3 << 7);
      MerkleTreeBuilder builder = new MerkleTreeBuilder(hash, parallel);
      MerkleShape shape = new MerkleShape(7, 2);
      int[] nodes = new int[builder.nodeArrayLength(shape) + 5];
      builder.build(Rows.of(values, 0, 128, 3), 2, nodes);
      int[][][] levels = NaiveMerkle.levels(values, 3, 8);
      for (int level = 0; level <= shape.depth(); level++) {
        for (int i = 0; i < shape.leaves() >> level; i++) {
          int at = (shape.levelStart(level) + i) * 8;
          assertThat(Arrays.copyOfRange(nodes, at, at + 8)).isEqualTo(levels[level][i]);
        }
      }
      assertThat(Arrays.copyOfRange(nodes, nodes.length - 5, nodes.length)).containsOnly(0);
    }
  }

  @Test
  void badShapesAreNamed() {
    assertThatThrownBy(() -> new MerkleShape(-1, 0)).hasMessageContaining("logLeaves");
    assertThatThrownBy(() -> new MerkleShape(27, 0)).hasMessageContaining("2^27");
    assertThatThrownBy(() -> new MerkleShape(3, 4)).hasMessageContaining("capHeight");
    assertThatThrownBy(() -> new MerkleShape(3, -1)).hasMessageContaining("capHeight");
    for (int leaves : new int[] {0, 3, 12, -8}) {
      assertThatThrownBy(() -> MerkleShape.of(leaves, 0))
          .hasMessageContaining("leaves: must be a power of two, is " + leaves);
    }
  }

  @Test
  void badTreesAreNamed() {
    try (Parallel parallel = Parallel.onCaller()) {
      MerkleTreeBuilder builder = new MerkleTreeBuilder(hash, parallel);
      Rows six = Rows.of(new int[12], 0, 6, 2);
      assertThatThrownBy(() -> builder.build(six, 0)).hasMessageContaining("power of two, is 6");
      Rows four = Rows.of(new int[12], 0, 4, 3);
      assertThatThrownBy(() -> builder.build(four, 3)).hasMessageContaining("capHeight");
      assertThatThrownBy(() -> builder.build(four, 0, new int[55])).hasMessageContaining("nodes");
      MerkleTree tree = builder.build(four, 0);
      assertThatThrownBy(tree::open).hasMessageContaining("indices");
      assertThatThrownBy(() -> tree.open(4)).hasMessageContaining("[0, 4)");
    }
  }

  @Test
  void badRowsAreNamed() {
    int[] values = new int[10];
    assertThatThrownBy(() -> Rows.of(values, 0, 0, 2)).hasMessageContaining("count");
    assertThatThrownBy(() -> Rows.of(values, 0, 2, 0)).hasMessageContaining("width");
    assertThatThrownBy(() -> Rows.of(values, -1, 2, 2)).hasMessageContaining("at");
    assertThatThrownBy(() -> Rows.of(values, 1, 5, 2)).hasMessageContaining("values: 5 rows");
    assertThatThrownBy(() -> Rows.of(1, List.of())).hasMessageContaining("blocks");
    assertThatThrownBy(() -> new RowBlock(values, 0, 1, 2)).hasMessageContaining("stride");
    Rows rows = Rows.of(values, 0, 5, 2);
    assertThatThrownBy(() -> rows.copyRow(5, new int[2], 0)).hasMessageContaining("row");
    assertThatThrownBy(() -> rows.copyRow(-1, new int[2], 0)).hasMessageContaining("row");
    assertThatThrownBy(() -> rows.copyRow(0, new int[2], 1)).hasMessageContaining("out");
  }

  @Test
  void badHashesAreNamed() {
    assertThatThrownBy(() -> new LeafSponge(Poseidon2.WIDTH_16, 9))
        .hasMessageContaining("needs a width of 18, not 16");
    assertThatThrownBy(() -> new LeafSponge(Poseidon2.WIDTH_16, 0))
        .hasMessageContaining("digestLength");
    assertThatThrownBy(() ->
            new MerkleHash(
                new LeafSponge(Poseidon2.WIDTH_24, 9),
                new FeedForwardCompression(Poseidon2.WIDTH_16)))
        .hasMessageContaining("9 elements, but nodes have 8");
    assertThatThrownBy(() -> new MerkleVerifier(hash, new MerkleShape(1, 0), 0))
        .hasMessageContaining("rowWidth");
  }

  /** Without the width in the capacity, a row and the same row with a zero behind would collide. */
  @Test
  void rowsThatDifferInTrailingZerosOnlyHaveDifferentDigests() {
    int[] scratch = new int[hash.scratchLength()];
    int[] values = {5, 0, 0, 0, 0, 0, 0, 0, 0};
    Set<List<Integer>> digests = new HashSet<>();
    for (int width = 1; width <= values.length; width++) {
      int[] digest = new int[8];
      hash.leaves().hash(Rows.of(values, 0, 1, width), 0, 1, digest, 0, scratch);
      digests.add(Arrays.stream(digest).boxed().toList());
    }
    assertThat(digests).hasSize(values.length);
  }

  /** Where nodes are given, a build allocates loops and the tree object, whatever its size. */
  @Test
  void buildingAllocatesNextToNothing() {
    try (Parallel parallel = Parallel.onCaller()) {
      MerkleTreeBuilder builder =
          new MerkleTreeBuilder(MerkleHash.poseidon2(MathProvider.scalar()), parallel);
      Rows rows = Rows.of(new int[5 << 12], 0, 1 << 12, 5);
      int[] nodes = new int[builder.nodeArrayLength(new MerkleShape(12, 0))];
      builder.build(rows, 0, nodes);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      builder.build(rows, 0, nodes);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_384);
    }
  }

  @Test
  void openingsAreValuesAndNameBadRows() {
    MerkleOpening opening = new MerkleOpening(new int[] {1, 2, 3, 4}, new int[] {5});
    assertThat(opening).isEqualTo(new MerkleOpening(opening.rows(), opening.siblings()));
    assertThat(opening).hasSameHashCodeAs(new MerkleOpening(opening.rows(), opening.siblings()));
    assertThat(opening).isNotEqualTo(new MerkleOpening(opening.rows(), new int[] {6}));
    assertThat(opening).isNotEqualTo(new MerkleOpening(new int[] {1, 2, 3, 5}, new int[] {5}));
    assertThat(opening.row(1, 2)).containsExactly(3, 4);
    assertThatThrownBy(() -> opening.row(2, 2)).hasMessageContaining("there are 2 rows");
    assertThatThrownBy(() -> opening.row(-1, 2)).hasMessageContaining("position");
    assertThatThrownBy(() -> opening.row(0, 0)).hasMessageContaining("width");
  }

  @Test
  void openingsAndCapsDoNotShareTheArraysTheyWereMadeOf() {
    int[] elements = {1, 2};
    MerkleOpening opening = new MerkleOpening(elements, elements);
    MerkleCap cap = new MerkleCap(elements);
    elements[0] = 9;
    opening.rows()[0] = 9;
    opening.siblings()[0] = 9;
    cap.digests()[0] = 9;
    assertThat(opening).isEqualTo(new MerkleOpening(new int[] {1, 2}, new int[] {1, 2}));
    assertThat(cap).isEqualTo(new MerkleCap(new int[] {1, 2}));
    assertThat(cap).hasToString("MerkleCap[1, 2]");
    assertThat(cap).hasSameHashCodeAs(new MerkleCap(new int[] {1, 2}));
  }

  @Test
  void theVerifierKnowsHowLongTheSiblingsAre() {
    MerkleVerifier verifier = new MerkleVerifier(hash, new MerkleShape(3, 0), 1);
    assertThat(verifier.siblingElements(new int[] {6, 0, 1, 0})).isEqualTo(3 * 8);
    assertThatThrownBy(() -> verifier.siblingElements(new int[] {8}))
        .hasMessageContaining("[0, 8)");
  }
}
