package network.akashi.market.rule;

import java.util.List;
import java.util.Optional;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Candidate;
import network.akashi.market.Offer;
import network.akashi.market.Uint64;

/**
 * Shares by a power of the ask (Garimidi, Neuder and Roughgarden, 2026), weighted by capacity:
 * prover i with ask b and free capacity s is drawn with probability {@code x_i = s_i b_i^−α / Σ s_j
 * b_j^−α}, and paid by Myerson's formula {@code p_i = b_i x_i + ∫ x_i(z) dz} from its ask to the
 * limit, when drawn as {@code p_i / x_i}. Truthful; α sets how much cheaper provers get: 0 a
 * lottery, ∞ the cheapest takes all.
 *
 * @param alpha how strongly asks count
 */
public record PowerLaw(double alpha) implements AssignmentRule {
  private static final int INTERVALS = 512;

  public PowerLaw {
    if (!(alpha >= 0)) {
      throw new IllegalArgumentException("alpha is at least 0, not " + alpha);
    }
  }

  @Override
  public Optional<Award> assign(Auction auction) {
    List<Offer> offers = auction.pool().offers();
    double scale = Uint64.big(auction.limit()).doubleValue();
    List<Candidate> winners =
        Field.drawThree(offers, offer -> force(offer, scale), new Draws(auction.pool().seed()));
    if (winners.isEmpty()) {
      return Optional.empty();
    }
    Candidate primary = winners.getFirst();
    Offer winner =
        offers.stream().filter(offer -> offer.id() == primary.id()).findFirst().orElseThrow();
    double rivals = 0;
    for (Offer offer : offers) {
      if (offer.id() != winner.id()) {
        rivals += force(offer, scale) / winner.free();
      }
    }
    double ask = relative(winner, scale);
    double perCell = expectedPayment(ask, rivals, 1) / share(ask, rivals) * scale;
    long price =
        Uint64.min(auction.limit(), Math.max(winner.ask(), (long) StrictMath.floor(perCell)));
    return Optional.of(Award.of(winners, price, offers.size() > 1));
  }

  /**
   * A prover's chance to be drawn.
   *
   * @param ask its ask
   * @param rivals sum over the others of (capacity / its capacity) · ask^−α
   */
  public double share(double ask, double rivals) {
    double own = StrictMath.pow(ask, -alpha);
    return own / (own + rivals);
  }

  /** What it is paid on average: Myerson's integral by Simpson's rule. */
  public double expectedPayment(double ask, double rivals, double limit) {
    double width = (limit - ask) / INTERVALS;
    double sum = share(ask, rivals) + share(limit, rivals);
    for (int i = 1; i < INTERVALS; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * share(ask + i * width, rivals);
    }
    return ask * share(ask, rivals) + sum * width / 3;
  }

  private double force(Offer offer, double scale) {
    return offer.free() * StrictMath.pow(relative(offer, scale), -alpha);
  }

  private static double relative(Offer offer, double scale) {
    return Math.max(1, offer.ask()) / scale;
  }
}
