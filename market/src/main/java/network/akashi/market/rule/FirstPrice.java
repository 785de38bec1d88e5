package network.akashi.market.rule;

import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Offer;

/**
 * The lowest ask wins and is paid it (Succinct's auctioneer). Who knows the others shades: with n
 * costs uniform on [0, 1] the best ask for cost c is c + (1 − c)/n.
 */
public final class FirstPrice implements AssignmentRule {
  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> offers = Field.byAsk(auction.pool().offers());
    return offers.isEmpty()
        ? Optional.empty()
        : Optional.of(Award.of(Field.firstThree(offers), offers.getFirst().ask(), true));
  }
}
