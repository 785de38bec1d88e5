package network.akashi.market.rule;

import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Bytes32;

/**
 * A lottery for some requests and another rule for the rest: with probability ρ the request is
 * drawn at the posted price, and if nobody takes that, the other rule has it.
 *
 * @param share the part of requests that is drawn, 0 to 1
 * @param otherwise the rule for the rest
 */
public record LotteryMix(double share, AssignmentRule otherwise) implements AssignmentRule {
  public LotteryMix {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
    }
  }

  @Override
  public Optional<Award> assign(Auction auction) {
    // Not the seed itself: the coin would be the number that the lottery's own draw starts from.
    Bytes32 seed = auction.pool().seed();
    Draws coin = new Draws(new Bytes32(seed.w0(), seed.w1(), seed.w2(), ~seed.w3()));
    if (coin.next() < share) {
      Optional<Award> drawn = PostedPrice.lottery().assign(auction);
      if (drawn.isPresent()) {
        return drawn;
      }
    }
    return otherwise.assign(auction);
  }
}
