package network.akashi.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who gets a request and at what price. {@link SampledSecondPrice} is what the contracts do; the
 * package {@code rule} has what others do, to be compared under the same bonds, deadlines and
 * penalties.
 *
 * <p>A rule is a function: the same auction gives the same award.
 */
@FunctionalInterface
public interface AssignmentRule {
  /** Gives out one request, or nothing if nobody takes it. */
  Optional<Award> assign(Auction auction);

  /**
   * Gives out several requests at once, in their order. Rules that match many requests with many
   * provers look at all of them; others take one after the other.
   */
  default List<Optional<Award>> assignAll(List<Auction> auctions) {
    List<Optional<Award>> awards = new ArrayList<>(auctions.size());
    for (Auction auction : auctions) {
      awards.add(assign(auction));
    }
    return awards;
  }
}
