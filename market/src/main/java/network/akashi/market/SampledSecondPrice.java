package network.akashi.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contracts' rule: of a random sample the lowest ask wins and is paid the second-lowest; the
 * next two stand by. A sample of one is paid the reference price, within its ask and the limit.
 *
 * <p>Since who is in the sample does not depend on asks, asking one's cost is a dominant strategy
 * for one job (Vickrey, 1961). Since the sample is small, the cheapest prover wins only when drawn:
 * {@code k = 1} is a lottery, {@code k = n} the classic auction.
 */
public final class SampledSecondPrice implements AssignmentRule {
  @Override
  public Optional<Award> assign(Auction auction) {
    return clear(auction.pool().sample(auction.sampleSize()), auction);
  }

  /** Clears a sample; equal asks keep the order of drawing. */
  static Optional<Award> clear(List<Candidate> sample, Auction auction) {
    if (sample.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> sorted = new ArrayList<>(sample);
    sorted.sort(Comparator.comparingLong(Candidate::ask));
    boolean discovered = sorted.size() > 1;
    long price;
    if (discovered) {
      price = sorted.get(1).ask();
    } else {
      long posted = Uint64.min(auction.reference(), auction.limit());
      long ask = sorted.getFirst().ask();
      price = Uint64.greater(posted, ask) ? posted : ask;
    }
    List<Candidate> winners = sorted.subList(0, Math.min(sorted.size(), Role.COUNT));
    return Optional.of(Award.of(winners, price, discovered));
  }
}
