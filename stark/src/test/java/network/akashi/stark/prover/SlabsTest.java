package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.SortedList;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.VerifyingKey;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class SlabsTest {
  @Test
  void powersOfTwoAndSmallTablesStayWhole() {
    assertThat(Slabs.heights(1, 7)).containsExactly(128);
    assertThat(Slabs.heights(128, 7)).containsExactly(128);
    assertThat(Slabs.heights(1024, 7)).containsExactly(1024);
    assertThat(Slabs.heights(1000, 7)).containsExactly(1024);
  }

  @Test
  void othersAreCut() {
    assertThat(Slabs.heights(129, 7)).containsExactly(256);
    assertThat(Slabs.heights(600, 7)).containsExactly(512, 128);
    assertThat(Slabs.heights(700_000, 7)).containsExactly(524_288, 131_072, 65_536);
  }

  /** The second slab of a range table would count from zero again. */
  @Test
  void onlyTablesWithIndependentRowsAreCut() {
    VerifyingKey key =
        ProvingKey.of(SortedList.machine(), SecurityParameters.LEAF_118).verifyingKey();
    int[] values = new int[600];
    Arrays.setAll(values, i -> i % 40_000);
    values[0] = 40_000;
    TraceSet trace = SortedList.trace(values);
    assertThat(Slabs.heights(40_001, 7)).hasSize(2);
    assertThat(Slabs.cut(key, trace).tables().stream().map(Table::air)).containsExactly(0, 0, 1, 2);
  }

  @Test
  void slabsHoldAllRowsAndWasteLittle() {
    ForAll.cases(
        500,
        random -> {
          int rows = random.nextInt(1 << 10, 1 << 24);
          List<Integer> heights = Slabs.heights(rows, 7);
          long total = heights.stream().mapToLong(Integer::longValue).sum();
          assertThat(heights).hasSizeLessThanOrEqualTo(3);
          assertThat(total).isBetween((long) rows, rows + rows / 4L);
          for (int height : heights) {
            assertThat(Integer.bitCount(height)).isEqualTo(1);
          }
        });
  }
}
