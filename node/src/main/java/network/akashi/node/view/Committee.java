package network.akashi.node.view;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;

/**
 * Who attests.
 *
 * @param number of the committee; zero before the first
 * @param members by seat
 * @param excluded bit i: the member at seat i was condemned
 * @param isSitting whether signatures are accepted now
 * @param isOver whether the next committee can be formed
 */
public record Committee(
    long number, List<Member> members, BigInteger excluded, boolean isSitting, boolean isOver) {
  /** Before there is one. */
  public static final Committee NONE = new Committee(0, List.of(), BigInteger.ZERO, false, true);

  /**
   * One member.
   *
   * @param prover its id in the registry
   * @param key its BLS key, 128 bytes as EIP-2537 encodes it
   * @param stake wei
   * @param endpoint where its node is; may be empty
   */
  public record Member(long prover, Bytes key, BigInteger stake, String endpoint) {}

  public Committee {
    members = List.copyOf(members);
  }

  /** The seat with this key. */
  public Optional<Integer> seatOf(Bytes key) {
    for (int seat = 0; seat < members.size(); seat++) {
      if (members.get(seat).key().equals(key)) {
        return Optional.of(seat);
      }
    }
    return Optional.empty();
  }

  /** Whether the member may still sign. */
  public boolean counts(int seat) {
    return seat < members.size() && !excluded.testBit(seat);
  }

  /** Whether the seats in {@code signers} hold more than two thirds of the stake. */
  public boolean isQuorum(BigInteger signers) {
    BigInteger stake = BigInteger.ZERO;
    BigInteger total = BigInteger.ZERO;
    for (int seat = 0; seat < members.size(); seat++) {
      total = total.add(members.get(seat).stake());
      if (signers.testBit(seat)) {
        stake = stake.add(members.get(seat).stake());
      }
    }
    return stake.multiply(BigInteger.valueOf(3)).compareTo(total.shiftLeft(1)) > 0;
  }
}
