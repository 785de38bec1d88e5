package network.akashi.market;

import java.math.BigInteger;

/** What lateness costs, and who gets it. All amounts in wei, all divisions rounded down. */
public final class Penalties {
  private static final BigInteger BPS = BigInteger.valueOf(10_000);
  private static final BigInteger REQUESTER_BPS = BigInteger.valueOf(5000);
  private static final BigInteger FULFILLER_BPS = BigInteger.valueOf(3000);

  private Penalties() {}

  /**
   * Parts of penalties.
   *
   * @param requester half of each: it was let down
   * @param fulfiller three tenths of each, unless the fulfiller is who is punished
   * @param burnt the rest: what makes baiting provers a loss
   */
  public record Shares(BigInteger requester, BigInteger fulfiller, BigInteger burnt) {
    /** Nothing. */
    public static final Shares NONE = new Shares(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** Adds the parts of one penalty; the fulfiller's is burnt if it gets none. */
    public Shares plus(BigInteger penalty, boolean fulfillerShares) {
      BigInteger toRequester = bps(penalty, REQUESTER_BPS);
      BigInteger toFulfiller = fulfillerShares ? bps(penalty, FULFILLER_BPS) : BigInteger.ZERO;
      return new Shares(
          requester.add(toRequester),
          fulfiller.add(toFulfiller),
          burnt.add(penalty.subtract(toRequester).subtract(toFulfiller)));
    }
  }

  /**
   * The penalty for a duty, at {@code elapsed} seconds of the clock: nothing until {@code due}, all
   * of {@code worth} from {@code end} on, a straight line between.
   */
  public static BigInteger lateness(BigInteger worth, long elapsed, long due, long end) {
    if (elapsed >= end) {
      return worth;
    }
    if (elapsed <= due) {
      return BigInteger.ZERO;
    }
    return worth.multiply(BigInteger.valueOf(elapsed - due)).divide(BigInteger.valueOf(end - due));
  }

  /**
   * What the primary pays at least when a standby delivers at a price above the clearing price:
   * twice the difference, at most its lock. Half of it makes the requester whole, and a prover that
   * is both primary and standby gains nothing.
   *
   * @param price of the standby, wei per cell
   * @param clearingPrice wei per cell
   * @param work cells
   */
  static BigInteger withPremium(
      BigInteger penalty,
      BigInteger worth,
      BigInteger price,
      BigInteger clearingPrice,
      BigInteger work) {
    BigInteger premium =
        price
            .subtract(clearingPrice)
            .max(BigInteger.ZERO)
            .multiply(work)
            .multiply(BigInteger.TWO)
            .min(worth);
    return penalty.max(premium);
  }

  /** A part of an amount, in basis points. */
  static BigInteger bps(BigInteger amount, BigInteger basisPoints) {
    return amount.multiply(basisPoints).divide(BPS);
  }
}
