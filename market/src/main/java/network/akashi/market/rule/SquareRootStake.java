package network.akashi.market.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Candidate;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * Random by the square root of stake and the inverse square of a fee multiplier, among the 32 with
 * most stake (Taiko α-4). The multiplier is the ask over the reference price, from a half to two,
 * and the winner is paid it times the reference. Splitting a stake into k identities multiplies its
 * chance by √k: kept to show it.
 */
public final class SquareRootStake implements AssignmentRule {
  private static final int SEATS = 32;

  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> seated = new ArrayList<>(auction.pool().offers());
    seated.sort(Comparator.comparingLong(Offer::weight).reversed().thenComparingInt(Offer::id));
    if (seated.size() > SEATS) {
      seated = seated.subList(0, SEATS);
    }
    double reference = Uint64.big(auction.reference()).doubleValue();
    List<Candidate> winners =
        Field.drawThree(
            seated, offer -> weight(offer, reference), new Draws(auction.pool().seed()));
    if (winners.isEmpty()) {
      return Optional.empty();
    }
    long ask = winners.getFirst().ask();
    BigInteger half = Uint64.big(auction.reference()).shiftRight(1);
    BigInteger twice = Uint64.big(auction.reference()).shiftLeft(1);
    BigInteger paid = BigInteger.valueOf(ask).max(half).min(twice);
    long price = Uint64.min(Uint64.saturated(paid), auction.limit());
    return Optional.of(Award.of(winners, price, true));
  }

  private static double weight(Offer offer, double reference) {
    double multiplier = Math.clamp(offer.ask() / reference, 0.5, 2);
    return StrictMath.sqrt((double) offer.weight()) / (multiplier * multiplier);
  }
}
