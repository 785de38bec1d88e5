package network.akashi.market.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Candidate;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * A posted price, and chance among those who take it. The price is the reference, at most the
 * limit.
 *
 * <p>{@link #lottery} draws by free bonded capacity, so identities cannot be split to gain
 * (Gevulot's drawing, with collateral); {@link #firstCome} gives everybody the same chance, which
 * is what being first comes to among equals (Kalypso, dispatchers).
 */
public final class PostedPrice implements AssignmentRule {
  private final boolean byCapacity;

  private PostedPrice(boolean byCapacity) {
    this.byCapacity = byCapacity;
  }

  /** Chances proportional to free bonded capacity. */
  public static PostedPrice lottery() {
    return new PostedPrice(true);
  }

  /** The same chance for everybody. */
  public static PostedPrice firstCome() {
    return new PostedPrice(false);
  }

  @Override
  public Optional<Award> assign(Auction auction) {
    long price = Uint64.min(auction.reference(), auction.limit());
    List<Offer> takers = new ArrayList<>();
    for (Offer offer : auction.pool().offers()) {
      if (!Uint64.greater(offer.ask(), price)) {
        takers.add(offer);
      }
    }
    List<Candidate> winners =
        Field.drawThree(
            takers, offer -> byCapacity ? offer.free() : 1, new Draws(auction.pool().seed()));
    return winners.isEmpty() ? Optional.empty() : Optional.of(Award.of(winners, price, false));
  }
}
