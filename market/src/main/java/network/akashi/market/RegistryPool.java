package network.akashi.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws from the registry as the contract makes them.
 *
 * <p>The weights of all provers lie end to end on a line; a random position hits a leaf. A hit in a
 * leaf's busy part, or on somebody who does not qualify, cuts that part out of the line, and the
 * draw is repeated, at most three times for each place. Chances are proportional to free units
 * exactly, and busy provers cost a repetition.
 */
final class RegistryPool implements Pool {
  /** How many draws may be made for each that is wanted. */
  private static final int DRAWS_PER_SEAT = 3;

  private final ProverRegistry registry;
  private final SampleQuery query;
  private final Bytes32 seed;

  RegistryPool(ProverRegistry registry, SampleQuery query, Bytes32 seed) {
    this.registry = registry;
    this.query = query;
    this.seed = seed;
  }

  @Override
  public Bytes32 seed() {
    return seed;
  }

  @Override
  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (int id = 1; id <= registry.idLimit(); id++) {
      int weight = registry.weights().weightAt(id - 1, query.asOfBlock());
      if (weight != 0) {
        registry.offer(id, weight, query).ifPresent(offers::add);
      }
    }
    return offers;
  }

  @Override
  public List<Candidate> sample(int size) {
    SumTree weights = registry.weights();
    int total = weights.totalAt(query.asOfBlock());
    Exclusions cuts = new Exclusions();
    List<Candidate> found = new ArrayList<>(size);
    int draws = size * DRAWS_PER_SEAT;
    for (int draw = 0; draw < draws && found.size() < size; draw++) {
      int left = total - cuts.removed();
      if (left == 0) {
        break;
      }
      int position = cuts.expand(scale(Hashes.keccak(seed, Bytes32.of(draw)), left));
      SumTree.Hit hit = weights.find(position, query.asOfBlock());
      int start = position - hit.remainder();
      Optional<Offer> offer = registry.offer(hit.leaf() + 1, hit.weight(), query);
      if (offer.isEmpty()) {
        cuts.cut(start, hit.weight());
        continue;
      }
      int free = (int) offer.get().free();
      if (hit.remainder() >= free) {
        cuts.cut(start + free, hit.weight() - free);
      } else {
        found.add(new Candidate(offer.get().id(), offer.get().ask()));
        // Its busy part stays: should it be hit, it is cut out then.
        cuts.cut(start, free);
      }
    }
    return found;
  }

  /** The upper 128 bits of a word, as a fraction of 2¹²⁸, times a bound, rounded down. */
  static int scale(Bytes32 random, int bound) {
    long low = random.w0() * bound;
    long sum = low + Math.unsignedMultiplyHigh(random.w1(), bound);
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return (int) (Math.unsignedMultiplyHigh(random.w0(), bound) + carry);
  }
}
