package network.akashi.market.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import network.akashi.market.Candidate;
import network.akashi.market.Offer;
import network.akashi.market.Role;

/** Orderings and selections of offers that several rules need. */
final class Field {
  private Field() {}

  /** Cheapest first; of equal asks the lower id. */
  static List<Offer> byAsk(List<Offer> offers) {
    List<Offer> sorted = new ArrayList<>(offers);
    sorted.sort(Comparator.comparingLong(Offer::ask).thenComparingInt(Offer::id));
    return sorted;
  }

  /** The first three as primary and standbys. */
  static List<Candidate> firstThree(List<Offer> offers) {
    return candidates(offers.subList(0, Math.min(offers.size(), Role.COUNT)));
  }

  /** Primary and standbys by random draws with given weights; empty if nobody has any. */
  static List<Candidate> drawThree(
      List<Offer> offers, ToDoubleFunction<Offer> weight, Draws draws) {
    double[] weights = new double[offers.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight.applyAsDouble(offers.get(i));
    }
    List<Candidate> winners = new ArrayList<>(Role.COUNT);
    for (int index : draws.pickDistinct(weights, Role.COUNT)) {
      winners.add(candidate(offers.get(index)));
    }
    return winners;
  }

  static List<Candidate> candidates(List<Offer> offers) {
    List<Candidate> candidates = new ArrayList<>(offers.size());
    for (Offer offer : offers) {
      candidates.add(candidate(offer));
    }
    return candidates;
  }

  static Candidate candidate(Offer offer) {
    return new Candidate(offer.id(), offer.ask());
  }
}
