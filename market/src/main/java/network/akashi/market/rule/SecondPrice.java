package network.akashi.market.rule;

import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * The classic auction among all who qualify: the lowest ask wins and is paid the second-lowest
 * (Vickrey, 1961; Brevis' contract). Truthful, and the cheapest prover gets everything that it has
 * room for. Alone, the winner is paid the limit: the reserve of the auction.
 */
public final class SecondPrice implements AssignmentRule {
  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> offers = Field.byAsk(auction.pool().offers());
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    boolean discovered = offers.size() > 1;
    long price = discovered ? offers.get(1).ask() : auction.limit();
    return Optional.of(
        Award.of(Field.firstThree(offers), Uint64.min(price, auction.limit()), discovered));
  }
}
