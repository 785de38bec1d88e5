package network.akashi.market;

import java.math.BigInteger;

/**
 * The price of a sample of one: it follows clearing prices by a sixteenth, each counted as at most
 * double and at least half, so that one deal cannot bend it.
 */
final class ReferencePrice {
  private static final BigInteger FIFTEEN = BigInteger.valueOf(15);
  private static final int SIXTEENTH = 4;

  private long price;

  ReferencePrice(long first) {
    price = first;
  }

  /** Wei per cell, unsigned. */
  long price() {
    return price;
  }

  /** Moves towards a clearing price, wei per cell, unsigned. */
  void follow(long clearingPrice) {
    BigInteger old = Uint64.big(price);
    BigInteger target = Uint64.big(clearingPrice).min(old.shiftLeft(1)).max(old.shiftRight(1));
    BigInteger moved = old.multiply(FIFTEEN).add(target).shiftRight(SIXTEENTH);
    price = Uint64.saturated(moved.max(BigInteger.ONE));
  }
}
