package network.akashi.market.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * An all-pay contest (Tullock, 1980; Succinct's paper): everybody spends effort, and the chance to
 * win the prize is one's part of all effort. In its equilibrium with unit costs {@code c} and
 * {@code m} who take part, the share of prover i is {@code 1 − c_i (m − 1) / Σ c}; those for whom
 * it is negative stay away. Asks are taken for costs, and the prize is the reference price.
 */
public final class Contest implements AssignmentRule {
  /**
   * Equilibrium shares for unit costs; they sum to one. A single contestant has no rival and wins.
   *
   * @param costs in ascending order, positive
   */
  public static double[] shares(double[] costs) {
    int active = 0;
    double sum = 0;
    while (active < costs.length) {
      // The next one joins if its share would be positive.
      double joined = sum + costs[active];
      if (active >= 1 && costs[active] * active >= joined) {
        break;
      }
      sum = joined;
      active++;
    }
    double[] shares = new double[costs.length];
    for (int i = 0; i < active; i++) {
      shares[i] = active == 1 ? 1 : 1 - costs[i] * (active - 1) / sum;
    }
    return shares;
  }

  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> offers = Field.byAsk(auction.pool().offers());
    double[] costs = new double[offers.size()];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = Math.max(1, offers.get(i).ask());
    }
    double[] shares = shares(costs);
    int winner = new Draws(auction.pool().seed()).pick(shares);
    if (winner < 0) {
      return Optional.empty();
    }
    List<Integer> workers = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        workers.add(offers.get(i).id());
      }
    }
    long price = Uint64.min(auction.reference(), auction.limit());
    return Optional.of(
        new Award(List.of(Field.candidate(offers.get(winner))), price, false, 0, workers));
  }
}
