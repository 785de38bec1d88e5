package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static Odds.Chance chance(long id, double chance) {
    return new Odds.Chance(new Odds.Bidder(id, id, 1), chance);
  }

  @Test
  void isPearsonsTest() {
    List<Odds.Chance> chances = List.of(chance(1, 0.5), chance(2, 0.3), chance(3, 0.2));
    Spread spread = Spread.of(chances, Map.of(1L, 56L, 2L, 30L, 3L, 14L));
    assertThat(spread.statistic()).isCloseTo(36 / 50.0 + 0 + 36 / 20.0, within(1e-9));
    assertThat(spread.degreesOfFreedom()).isEqualTo(2);
    assertThat(spread.pValue()).isCloseTo(Math.exp(-2.52 / 2), within(1e-9)); // two degrees
  }

  @Test
  void cellsHaveFiveExpectedAtLeast() {
    List<Odds.Chance> chances =
        List.of(chance(1, 0.4), chance(2, 0.3), chance(3, 0.15), chance(4, 0.1), chance(5, 0.05));
    Spread spread = Spread.of(chances, Map.of(1L, 9L, 2L, 5L, 4L, 5L, 5L, 1L));
    assertThat(spread.cells())
        .extracting(Spread.Cell::first, Spread.Cell::last)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 1),
            org.assertj.core.groups.Tuple.tuple(2, 2),
            org.assertj.core.groups.Tuple.tuple(3, 5));
    assertThat(spread.cells().getLast().observed()).isEqualTo(6);
    assertThat(spread.cells()).allMatch(each -> each.expected() >= 5);
  }

  @Test
  void favouritesAreSeen() {
    List<Odds.Chance> chances = List.of(chance(1, 0.5), chance(2, 0.5));
    assertThat(Spread.of(chances, Map.of(1L, 80L, 2L, 20L)).pValue()).isLessThan(1e-6);
    assertThat(Spread.of(chances, Map.of(1L, 50L, 2L, 50L)).pValue()).isCloseTo(1, within(1e-9));
  }

  @Test
  void tooFewForTwoCellsSayNothing() {
    assertThat(Spread.of(List.of(chance(1, 0.5), chance(2, 0.5)), Map.of(1L, 3L)).pValue())
        .isEqualTo(1);
  }
}
