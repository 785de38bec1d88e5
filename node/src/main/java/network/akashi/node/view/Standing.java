package network.akashi.node.view;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.market.RequestStatus;
import network.akashi.market.Role;

/**
 * Where a request stands after some block.
 *
 * @param status as on chain
 * @param sampleBlock from which the draw's blocks are counted
 * @param price clearing price once assigned, wei per cell
 * @param clockStart Unix seconds
 * @param stoppedAt when the clock stopped; zero while it runs
 * @param provers ids by role; zero where there is none; none before the assignment
 * @param defaulted bit r: role r let a commitment lapse
 * @param commitment the open one; empty if none is
 * @param fulfilledBy who was paid, once fulfilled and the event was seen
 */
public record Standing(
    RequestStatus status,
    long sampleBlock,
    long price,
    long clockStart,
    long stoppedAt,
    List<Long> provers,
    int defaulted,
    Optional<Open> commitment,
    Optional<Address> fulfilledBy) {
  /**
   * A commitment whose proof is due.
   *
   * @param role who made it
   * @param hash 20 bytes
   * @param until the last second (Unix) in which it counts
   */
  public record Open(int role, Bytes hash, long until) {}

  public Standing {
    provers = List.copyOf(provers);
  }

  /** Seconds of the request's clock. */
  public long elapsed(long now) {
    return Math.max(0, (stoppedAt == 0 ? now : stoppedAt) - clockStart);
  }

  /** The role of a prover; {@link Role#ANYONE} if it has none. */
  public int roleOf(long prover) {
    for (int role = 0; role < provers.size(); role++) {
      if (prover != 0 && provers.get(role) == prover) {
        return role;
      }
    }
    return Role.ANYONE;
  }

  /** Whether a role let a commitment lapse and lost its turn. */
  public boolean hasDefaulted(int role) {
    return role < Role.COUNT && (defaulted >> role & 1) == 1;
  }

  /** The commitment that holds at {@code now}. */
  public Optional<Open> commitmentAt(long now) {
    return commitment.filter(open -> now <= open.until());
  }
}
