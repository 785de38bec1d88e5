package network.akashi.market.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * A price that rises until somebody takes it (Boundless): linear from a floor to the limit, sampled
 * once per block, and whoever of those that would take it is first in the block gets it; which is
 * chance here. There are no standbys: a defaulter is replaced by whoever comes after its time.
 *
 * <p>In terms of asks it is a first-price auction; what it adds is the delay of the ramp.
 *
 * @param floorPercent the price at the start, percent of the limit
 * @param rampSeconds how long the price rises
 * @param blockSeconds time between two prices
 */
public record ReverseDutch(int floorPercent, long rampSeconds, long blockSeconds)
    implements AssignmentRule {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  public ReverseDutch {
    if (floorPercent < 0 || floorPercent > 100 || rampSeconds <= 0 || blockSeconds <= 0) {
      throw new IllegalArgumentException(
          "a ramp needs a floor of 0 to 100 percent and positive times, not %d percent, %d s, %d s"
              .formatted(floorPercent, rampSeconds, blockSeconds));
    }
  }

  /** The price so many seconds after the start, wei per cell, rounded down. */
  public long priceAt(long seconds, long limit) {
    BigInteger cap = Uint64.big(limit);
    BigInteger floor = cap.multiply(BigInteger.valueOf(floorPercent)).divide(HUNDRED);
    if (seconds >= rampSeconds) {
      return limit;
    }
    return floor
        .add(
            cap.subtract(floor)
                .multiply(BigInteger.valueOf(seconds))
                .divide(BigInteger.valueOf(rampSeconds)))
        .longValue();
  }

  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> offers = Field.byAsk(auction.pool().offers());
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    long seconds = firstBlockAtOrAbove(offers.getFirst().ask(), auction.limit());
    long price = priceAt(seconds, auction.limit());
    List<Offer> takers = new ArrayList<>();
    for (Offer offer : offers) {
      if (!Uint64.greater(offer.ask(), price)) {
        takers.add(offer);
      }
    }
    int first = (int) (new Draws(auction.pool().seed()).next() * takers.size());
    Offer winner = takers.get(first);
    return Optional.of(
        new Award(List.of(Field.candidate(winner)), price, true, seconds, List.of(winner.id())));
  }

  private long firstBlockAtOrAbove(long ask, long limit) {
    long low = 0;
    long high = (rampSeconds + blockSeconds - 1) / blockSeconds;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Uint64.greater(ask, priceAt(middle * blockSeconds, limit))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * blockSeconds;
  }
}
