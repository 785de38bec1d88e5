package network.akashi.market.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * Everybody proves, the first is paid (early Taiko): whoever asks at most the posted price works,
 * and who has most free capacity is fastest. The others' work is lost. No standbys are needed,
 * since all who lost have the proof too; the next two take their places.
 */
public final class Race implements AssignmentRule {
  @Override
  public Optional<Award> assign(Auction auction) {
    long price = Uint64.min(auction.reference(), auction.limit());
    List<Offer> runners = new ArrayList<>();
    for (Offer offer : auction.pool().offers()) {
      if (!Uint64.greater(offer.ask(), price)) {
        runners.add(offer);
      }
    }
    if (runners.isEmpty()) {
      return Optional.empty();
    }
    runners.sort(Comparator.comparingLong(Offer::free).reversed().thenComparingInt(Offer::id));
    List<Integer> workers = runners.stream().map(Offer::id).toList();
    return Optional.of(new Award(Field.firstThree(runners), price, false, 0, workers));
  }
}
