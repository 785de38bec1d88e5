package network.akashi.node.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chances to become primary under the sampled second-price rule: a sample is drawn one by one with
 * chances proportional to weight among those not drawn yet, and the lowest ask of it wins.
 *
 * <p>Drawing so is the same as taking the first arrivals of independent exponential clocks whose
 * rates are the weights (Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006).
 * With provers in the order of their asks, let Q(r) be the chance that none of the r cheapest is in
 * the sample: that k of the others arrive before the first of those r does. The one with r cheaper
 * ones wins with chance Q(r) − Q(r + 1). The first of the r cheapest arrives at an exponential time
 * with the sum of their weights as its rate, so Q(r) is an integral over one uniform variable.
 */
final class Odds {
  private static final int NODES = 2_000;

  private Odds() {}

  /** A prover that qualifies; asks are distinct. */
  record Bidder(long id, long ask, double weight) {}

  /** A prover's chance. */
  record Chance(Bidder bidder, double chance) {}

  /** Chances of all, the cheapest first; they sum up to 1. */
  static List<Chance> primary(List<Bidder> bidders, int sampleSize) {
    List<Bidder> sorted = new ArrayList<>(bidders);
    sorted.sort(Comparator.comparingLong(Bidder::ask));
    int size = Math.min(sampleSize, sorted.size());
    List<Chance> chances = new ArrayList<>();
    double none = 1;
    for (int r = 0; r < sorted.size(); r++) {
      double next = noneOfCheapest(sorted, r + 1, size);
      chances.add(new Chance(sorted.get(r), none - next));
      none = next;
    }
    return chances;
  }

  private static double noneOfCheapest(List<Bidder> sorted, int cheapest, int size) {
    if (sorted.size() - cheapest < size) {
      return 0;
    }
    double rate = sorted.subList(0, cheapest).stream().mapToDouble(Bidder::weight).sum();
    double[] weights =
        sorted.subList(cheapest, sorted.size()).stream().mapToDouble(Bidder::weight).toArray();
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double time = -Math.log((i + 0.5) / NODES) / rate;
      sum += atLeast(size, weights, time);
    }
    return sum / NODES;
  }

  /** The chance that {@code size} or more of the clocks have rung by a time. */
  private static double atLeast(int size, double[] weights, double time) {
    double[] rung = new double[size]; // how many, up to size − 1
    rung[0] = 1;
    for (double weight : weights) {
      double p = -Math.expm1(-weight * time);
      for (int j = size - 1; j > 0; j--) {
        rung[j] += p * (rung[j - 1] - rung[j]);
      }
      rung[0] *= 1 - p;
    }
    double fewer = 0;
    for (double each : rung) {
      fewer += each;
    }
    return 1 - fewer;
  }
}
