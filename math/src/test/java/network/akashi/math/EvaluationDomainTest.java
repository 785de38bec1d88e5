package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class EvaluationDomainTest {
  @Test
  void thePointsAreTheCoset() {
    ForAll.cases(
        20,
        random -> {
          int logSize = random.nextInt(10);
          int shift = 1 + random.nextInt(KoalaBear.P - 1);
          EvaluationDomain domain = new EvaluationDomain(logSize, shift);
          Set<Integer> points = new HashSet<>();
          for (int row = 0; row < domain.size(); row++) {
            int point = domain.point(row);
            points.add(point);
            assertThat(KoalaBear.pow(point, domain.size()))
                .isEqualTo(KoalaBear.pow(shift, domain.size()));
          }
          assertThat(points).hasSize(domain.size());
          assertThat(domain.point(0)).isEqualTo(shift);
        });
  }

  @Test
  void alignedBlocksAreFibresOfPowersOfTwo() {
    EvaluationDomain domain = new EvaluationDomain(6, KoalaBear.GENERATOR);
    for (int k = 1; k <= 6; k++) {
      Set<Integer> images = new HashSet<>();
      for (int row = 0; row < domain.size(); row++) {
        int first = row >> k << k;
        int image = KoalaBear.pow(domain.point(row), 1L << k);
        assertThat(image).isEqualTo(KoalaBear.pow(domain.point(first), 1L << k));
        images.add(image);
      }
      assertThat(images).hasSize(domain.size() >> k);
    }
    assertThat(domain.point(9)).isEqualTo(KoalaBear.neg(domain.point(8)));
  }

  @Test
  void blocksAreDomains() {
    EvaluationDomain domain = new EvaluationDomain(7, 12345);
    for (int levels = 0; levels <= 7; levels++) {
      for (int index = 0; index < 1 << levels; index++) {
        EvaluationDomain block = domain.block(levels, index);
        for (int row = 0; row < block.size(); row++) {
          assertThat(block.point(row)).isEqualTo(domain.point(index * block.size() + row));
        }
      }
    }
  }

  @Test
  void permutingRowsTwiceChangesNothing() {
    ForAll.cases(
        10,
        random -> {
          int logRows = random.nextInt(12);
          int width = 1 + random.nextInt(20);
          int[] values = Elements.random(random, width << logRows);
          RowMatrix rows = RowMatrix.of(values.clone(), width);
          try (Parallel parallel = Parallel.ofThreads(2)) {
            BitReversal.permute(rows, parallel);
            int row = random.nextInt(rows.rows());
            int other = BitReversal.of(row, logRows);
            for (int column = 0; column < width; column++) {
              assertThat(rows.values()[rows.at(other) + column])
                  .isEqualTo(values[rows.at(row) + column]);
            }
            BitReversal.permute(rows, parallel);
          }
          assertThat(rows.values()).isEqualTo(values);
        });
  }
}
