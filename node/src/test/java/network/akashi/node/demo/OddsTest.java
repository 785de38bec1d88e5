package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class OddsTest {
  /**
   * Of n equals, the one with r cheaper ones is the lowest of k with chance C(n−1−r, k−1)/C(n, k).
   */
  @Test
  void equalsFollowTheHypergeometricLaw() {
    List<Odds.Bidder> bidders = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      bidders.add(new Odds.Bidder(i, 100 + i, 3));
    }
    List<Odds.Chance> chances = Odds.primary(bidders, 5);
    for (int r = 0; r < 12; r++) {
      assertThat(chances.get(r).chance())
          .isCloseTo(binomial(11 - r, 4) / binomial(12, 5), within(1e-4));
    }
  }

  private static double binomial(int n, int k) {
    double product = 1;
    for (int i = 0; i < k; i++) {
      product *= (n - i) / (double) (k - i);
    }
    return product;
  }

  @Test
  void anyWeightsFollowDrawingWithoutReplacement() {
    ForAll.cases(
        5,
        random -> {
          List<Odds.Bidder> bidders = new ArrayList<>();
          int count = 3 + random.nextInt(6);
          for (int i = 0; i < count; i++) {
            bidders.add(new Odds.Bidder(i, 1_000 - 7 * i, 1 + random.nextInt(9)));
          }
          int size = 1 + random.nextInt(4);
          int draws = 40_000;
          int[] won = new int[count];
          for (int i = 0; i < draws; i++) {
            won[(int) winner(bidders, size, random)]++;
          }
          List<Odds.Chance> chances = Odds.primary(bidders, size);
          assertThat(chances.stream().mapToDouble(Odds.Chance::chance).sum())
              .isCloseTo(1, within(1e-9));
          for (Odds.Chance each : chances) {
            double share = won[(int) each.bidder().id()] / (double) draws;
            double deviation = Math.sqrt(each.chance() * (1 - each.chance()) / draws);
            assertThat(share).isCloseTo(each.chance(), within(5 * deviation + 1e-3));
          }
        });
  }

  private static long winner(List<Odds.Bidder> bidders, int size, RandomGenerator random) {
    List<Odds.Bidder> left = new ArrayList<>(bidders);
    Odds.Bidder best = new Odds.Bidder(-1, Long.MAX_VALUE, 0);
    for (int i = 0; i < size && !left.isEmpty(); i++) {
      double at = random.nextDouble(left.stream().mapToDouble(Odds.Bidder::weight).sum());
      int hit = 0;
      while (hit < left.size() - 1 && at >= left.get(hit).weight()) {
        at -= left.get(hit++).weight();
      }
      Odds.Bidder drawn = left.remove(hit);
      best = drawn.ask() < best.ask() ? drawn : best;
    }
    return best.id();
  }
}
