package network.akashi.market;

import java.util.List;

/**
 * What an assignment rule decided.
 *
 * @param winners one to three provers with their asks: primary, standbys
 * @param price what the primary is paid, wei per cell, unsigned
 * @param discovered whether competition made the price, so that the reference follows it
 * @param delaySeconds how long the rule took before anybody could start
 * @param workers all who do the work, paid or not; more than the primary only in races
 */
public record Award(
    List<Candidate> winners,
    long price,
    boolean discovered,
    long delaySeconds,
    List<Integer> workers) {
  public Award {
    if (winners.isEmpty() || winners.size() > Role.COUNT) {
      throw new IllegalArgumentException("one to three provers, not " + winners.size());
    }
    winners = List.copyOf(winners);
    workers = List.copyOf(workers);
  }

  /** An award of an auction without delay, in which only the primary works. */
  public static Award of(List<Candidate> winners, long price, boolean discovered) {
    return new Award(winners, price, discovered, 0, List.of(winners.getFirst().id()));
  }

  /** The prover in a role; zero if there is none. */
  public int prover(int role) {
    return role < winners.size() ? winners.get(role).id() : 0;
  }

  /** The ask of the prover in a role, wei per cell; zero if there is none. */
  public long ask(int role) {
    return role < winners.size() ? winners.get(role).ask() : 0;
  }
}
