package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class LinearSystemTest {
  @Test
  void solutionsAndKernelVectorsSatisfyTheEquations() {
    ForAll.cases(
        200,
        random -> {
          int unknowns = 1 + random.nextInt(8);
          int[] hidden = random.ints(unknowns, 0, KoalaBear.P).toArray();
          LinearSystem system = new LinearSystem(unknowns);
          List<int[]> rows = new ArrayList<>();
          for (int i = random.nextInt(10); i > 0; i--) {
            int[] row = system.newRow();
            for (int c = 0; c < unknowns; c++) {
              row[c] = random.nextInt(3) == 0 ? random.nextInt(KoalaBear.P) : 0;
            }
            row[unknowns] = dot(row, hidden);
            rows.add(row);
            system.add(row.clone());
          }
          assertThat(system.isConsistent()).isTrue();
          int[] solution = system.solve().orElseThrow();
          assertThat(system.rank() + system.free().length).isEqualTo(unknowns);
          for (int[] row : rows) {
            assertThat(dot(row, solution)).isEqualTo(row[unknowns]);
            for (int free : system.free()) {
              assertThat(dot(row, system.kernelVector(free))).isZero();
            }
          }
          for (int free : system.free()) {
            assertThat(solution[free]).isZero();
            assertThat(system.kernelVector(free)[free]).isEqualTo(KoalaBear.ONE);
          }
        });
  }

  @Test
  void contradictionsAreSeen() {
    LinearSystem system = new LinearSystem(2);
    system.add(new int[] {3, 5, 7});
    system.add(new int[] {3, 5, 7});
    assertThat(system.rank()).isEqualTo(1);
    assertThat(system.isConsistent()).isTrue();
    system.add(new int[] {3, 5, 8});
    assertThat(system.isConsistent()).isFalse();
    assertThat(system.solve()).isEmpty();
  }

  private static int dot(int[] row, int[] x) {
    int sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum = KoalaBear.add(sum, KoalaBear.mul(row[c], x[c]));
    }
    return sum;
  }
}
