package network.akashi.market.rule;

import java.math.BigInteger;
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
 * A double auction (McAfee, 1992; Lagrange's DARA is of this family): the limits of many requests
 * are bids, sorted from the highest; offers are sorted from the lowest; the k pairs whose bid
 * covers the ask could trade. If the mean of the next pair lies between the k-th ask and the k-th
 * bid, all k trade at it. Otherwise the k-th pair does not trade, and the others' provers are paid
 * the k-th ask. Truthful on both sides and never in deficit; the price is at most one trade. The
 * requests of a batch want the same of their provers, and a prover takes one of them.
 *
 * <p>Requesters pay what provers are paid, so that the market's books stay as they are; what McAfee
 * takes beyond that in the second case remains with the requester.
 */
public final class DoubleAuction implements AssignmentRule {
  @Override
  public Optional<Award> assign(Auction auction) {
    return assignAll(List.of(auction)).getFirst();
  }

  @Override
  public List<Optional<Award>> assignAll(List<Auction> auctions) {
    List<Optional<Award>> awards = new ArrayList<>();
    for (int i = 0; i < auctions.size(); i++) {
      awards.add(Optional.empty());
    }
    if (auctions.isEmpty()) {
      return awards;
    }
    List<Integer> buyers = new ArrayList<>();
    for (int i = 0; i < auctions.size(); i++) {
      buyers.add(i);
    }
    buyers.sort((a, b) -> Long.compareUnsigned(auctions.get(b).limit(), auctions.get(a).limit()));
    List<Offer> sellers = sellers(auctions);
    int pairs = 0;
    while (pairs < Math.min(buyers.size(), sellers.size())
        && !Uint64.greater(sellers.get(pairs).ask(), auctions.get(buyers.get(pairs)).limit())) {
      pairs++;
    }
    if (pairs == 0) {
      return awards;
    }
    long lastBid = auctions.get(buyers.get(pairs - 1)).limit();
    long lastAsk = sellers.get(pairs - 1).ask();
    Optional<Long> mean = meanOfNext(auctions, buyers, sellers, pairs);
    boolean allTrade =
        mean.isPresent()
            && !Uint64.greater(lastAsk, mean.get())
            && !Uint64.greater(mean.get(), lastBid);
    int trades = allTrade ? pairs : pairs - 1;
    long price = allTrade ? mean.orElseThrow() : lastAsk;
    for (int i = 0; i < trades; i++) {
      awards.set(
          buyers.get(i),
          Optional.of(Award.of(List.of(Field.candidate(sellers.get(i))), price, true)));
    }
    return awards;
  }

  /** All who qualify for some request of the batch, cheapest first. */
  private static List<Offer> sellers(List<Auction> auctions) {
    List<Offer> sellers = new ArrayList<>();
    for (Auction auction : auctions) {
      for (Offer offer : auction.pool().offers()) {
        if (sellers.stream().noneMatch(known -> known.id() == offer.id())) {
          sellers.add(offer);
        }
      }
    }
    sellers.sort(Comparator.comparingLong(Offer::ask).thenComparingInt(Offer::id));
    return sellers;
  }

  private static Optional<Long> meanOfNext(
      List<Auction> auctions, List<Integer> buyers, List<Offer> sellers, int pairs) {
    if (pairs >= buyers.size() || pairs >= sellers.size()) {
      return Optional.empty();
    }
    BigInteger sum =
        Uint64.big(auctions.get(buyers.get(pairs)).limit())
            .add(BigInteger.valueOf(sellers.get(pairs).ask()));
    return Optional.of(sum.shiftRight(1).longValue());
  }
}
