package network.akashi.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class SumTreeTest {
  @Test
  void agreesWithAListThatRemembersEveryBlock() {
    ForAll.cases(
        200,
        random -> {
          SumTree tree = new SumTree();
          int[] weights = new int[40];
          List<int[]> past = new ArrayList<>();
          for (int block = 0; block < 20; block++) {
            for (int change = random.nextInt(4); change > 0; change--) {
              int leaf = random.nextInt(weights.length);
              weights[leaf] = random.nextInt(100);
              tree.set(block, place(leaf), weights[leaf]);
            }
            past.add(weights.clone());
          }
          for (int block = 0; block < 20; block++) {
            int position = 0;
            for (int leaf = 0; leaf < weights.length; leaf++) {
              int weight = past.get(block)[leaf];
              assertThat(tree.weightAt(place(leaf), block)).isEqualTo(weight);
              if (weight > 0) {
                assertThat(tree.find(position, block))
                    .isEqualTo(new SumTree.Hit(place(leaf), weight, 0));
                assertThat(tree.find(position + weight - 1, block))
                    .isEqualTo(new SumTree.Hit(place(leaf), weight, weight - 1));
              }
              position += weight;
            }
            assertThat(tree.totalAt(block)).isEqualTo(position);
          }
        });
  }

  /** Spreads leaves over all levels, in order. */
  private static int place(int leaf) {
    return leaf < 20 ? leaf : SumTree.LEAVES - 1 - 700 * (39 - leaf);
  }

  @Test
  void refusesMoreThanASumCanHold() {
    SumTree tree = new SumTree();
    tree.set(1, 7, SumTree.MAX_SUM - 10);
    tree.set(1, 9000, 10);
    assertThatThrownBy(() -> tree.set(1, 9001, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessage("WeightOverflow[9001, 1]");
    assertThat(tree.weightAt(9001, 1)).isZero();
    tree.set(2, 7, 0);
    tree.set(2, 9001, SumTree.MAX_SUM - 10);
    assertThat(tree.totalAt(1)).isEqualTo(SumTree.MAX_SUM);
    assertThat(tree.totalAt(2)).isEqualTo(SumTree.MAX_SUM);
  }

  @Test
  void excludedIntervalsLeaveTheRestInOrder() {
    ForAll.cases(
        300,
        random -> {
          List<Integer> line = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            line.add(i);
          }
          Exclusions cuts = new Exclusions();
          while (line.size() > 10) {
            int start = line.get(random.nextInt(line.size()));
            int width = 0;
            while (width < 8 && line.contains(start + width)) {
              line.remove(Integer.valueOf(start + width));
              width++;
            }
            cuts.cut(start, width);
            assertThat(cuts.removed()).isEqualTo(100 - line.size());
            for (int i = 0; i < line.size(); i++) {
              assertThat(cuts.expand(i)).isEqualTo(line.get(i));
            }
          }
        });
  }

  @Test
  void scalesLikeBigIntegers() {
    ForAll.cases(
        1000,
        random -> {
          Bytes32 word =
              new Bytes32(
                  random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
          int bound = 1 + random.nextInt(SumTree.MAX_SUM);
          java.math.BigInteger top = new java.math.BigInteger(1, word.toBytes()).shiftRight(128);
          assertThat(RegistryPool.scale(word, bound))
              .isEqualTo(
                  top.multiply(java.math.BigInteger.valueOf(bound)).shiftRight(128).intValue());
        });
    assertThat(RegistryPool.scale(new Bytes32(-1, -1, -1, -1), 1000)).isEqualTo(999);
  }
}
