package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/**
 * The schedule with names for digests: node {@code i} of level {@code l} is the string of leaves
 * below it, and compressing two is joining them.
 */
class MerkleScheduleTest {
  private static String name(MerkleShape shape, int level, int node) {
    StringBuilder name = new StringBuilder();
    for (int leaf = node << level; leaf < (node + 1) << level; leaf++) {
      name.append(' ').append(leaf);
    }
    assertThat(node).isLessThan(shape.leaves() >> level);
    return name.toString();
  }

  private static String nameAt(MerkleShape shape, int position) {
    int level = 0;
    while (position >= shape.levelStart(level + 1)) {
      level++;
    }
    return name(shape, level, position - shape.levelStart(level));
  }

  private static List<String> siblings(MerkleSchedule schedule) {
    return IntStream.range(0, schedule.siblings())
        .mapToObj(k -> nameAt(schedule.shape(), schedule.siblingNode(k)))
        .toList();
  }

  private static List<String> leaves(MerkleSchedule schedule) {
    return IntStream.range(0, schedule.indices().count())
        .mapToObj(i -> name(schedule.shape(), 0, schedule.indices().get(i)))
        .toList();
  }

  @Test
  void siblingsAreSharedAndOrderedByLevelThenFromTheLeft() {
    MerkleSchedule schedule = new MerkleSchedule(new MerkleShape(3, 0), MerkleIndices.of(6, 0, 1));
    assertThat(siblings(schedule)).containsExactly(" 7", " 2 3", " 4 5");
    assertThat(schedule.steps(0)).containsExactly(new MerkleStep(0, 1), new MerkleStep(2, ~0));
    assertThat(schedule.steps(1)).containsExactly(new MerkleStep(0, ~1), new MerkleStep(~2, 1));
    assertThat(schedule.steps(2)).containsExactly(new MerkleStep(0, 1));
  }

  @Test
  void allLeavesNeedNoSibling() {
    int[] all = IntStream.range(0, 32).toArray();
    assertThat(new MerkleSchedule(new MerkleShape(5, 0), MerkleIndices.of(all)).siblings())
        .isZero();
  }

  @Test
  void everyStepJoinsNeighboursAndEveryPathIsTheOneOfALoneLeaf() {
    ForAll.cases(300, MerkleScheduleTest::checkSchedule);
  }

  private static void checkSchedule(RandomGenerator random) {
    int logLeaves = random.nextInt(8);
    MerkleShape shape = new MerkleShape(logLeaves, random.nextInt(logLeaves + 1));
    MerkleIndices indices =
        MerkleIndices.of(random.ints(1 + random.nextInt(20), 0, shape.leaves()).toArray());
    MerkleSchedule schedule = new MerkleSchedule(shape, indices);

    List<String> cap = schedule.fold(leaves(schedule), siblings(schedule), String::concat);
    List<String> expectedCap =
        IntStream.range(0, schedule.capNodes())
            .mapToObj(i -> name(shape, shape.depth(), schedule.capNode(i)))
            .toList();
    assertThat(cap).isEqualTo(expectedCap);

    List<List<String>> paths = schedule.paths(leaves(schedule), siblings(schedule), String::concat);
    for (int i = 0; i < indices.count(); i++) {
      List<String> expected = new ArrayList<>();
      for (int level = 0; level < shape.depth(); level++) {
        expected.add(name(shape, level, indices.get(i) >> level ^ 1));
      }
      assertThat(paths.get(i)).isEqualTo(expected);
    }
  }

  @Test
  void theSiblingsAreTheFewestPossible() {
    ForAll.cases(
        100,
        random -> {
          MerkleShape shape = new MerkleShape(6, 1);
          MerkleIndices indices =
              MerkleIndices.of(random.ints(1 + random.nextInt(40), 0, 64).toArray());
          int needed = 0;
          boolean[] known = new boolean[64];
          IntStream.range(0, indices.count()).forEach(i -> known[indices.get(i)] = true);
          for (int level = 0; level < shape.depth(); level++) {
            for (int i = 0; i < 64 >> level; i += 2) {
              needed += known[i] != known[i + 1] ? 1 : 0;
              known[i / 2] = known[i] || known[i + 1];
            }
          }
          assertThat(new MerkleSchedule(shape, indices).siblings()).isEqualTo(needed);
        });
  }

  @Test
  void badArgumentsAreNamed() {
    MerkleShape shape = new MerkleShape(2, 0);
    assertThatThrownBy(() -> new MerkleSchedule(shape, MerkleIndices.of()))
        .hasMessageContaining("indices");
    assertThatThrownBy(() -> new MerkleSchedule(shape, MerkleIndices.of(0, 4)))
        .hasMessageContaining("[0, 4)");
    assertThatThrownBy(() -> new MerkleSchedule(shape, MerkleIndices.of(-1)))
        .hasMessageContaining("indices");
    MerkleSchedule schedule = new MerkleSchedule(shape, MerkleIndices.of(0));
    assertThatThrownBy(() -> schedule.fold(List.of("0"), List.of("1"), String::concat))
        .hasMessageContaining("takes 1 and 2, got 1 and 1");
    assertThatThrownBy(() -> schedule.paths(List.of(), List.of("1", "2"), String::concat))
        .hasMessageContaining("got 0 and 2");
    assertThatThrownBy(() -> MerkleIndices.of(3).positionOf(2)).hasMessageContaining("leaf 2");
  }
}
