package network.akashi.chain.tx;

import java.math.BigInteger;
import network.akashi.chain.rpc.FeeHistory;

/**
 * What a transaction offers (EIP-1559), wei per gas.
 *
 * @param maxFee at most, all in all
 * @param maxTip at most to who builds the block
 */
public record Fees(BigInteger maxFee, BigInteger maxTip) {
  private static final BigInteger DEFAULT_TIP = BigInteger.valueOf(1_000_000_000);

  public Fees {
    if (maxTip.signum() < 0 || maxFee.compareTo(maxTip) < 0) {
      throw new IllegalArgumentException(
          "fee %s must be at least the tip %s, which is not negative".formatted(maxFee, maxTip));
    }
  }

  /** What is included soon: the usual tip, and room for the base fee to double. */
  public static Fees of(FeeHistory history) {
    BigInteger tip = history.typicalTip(DEFAULT_TIP);
    return new Fees(history.nextBaseFee().shiftLeft(1).add(tip), tip);
  }

  /** The same raised by {@code percent}, rounded up, as nodes ask of a replacement. */
  public Fees raised(int percent) {
    return new Fees(raise(maxFee, percent), raise(maxTip, percent));
  }

  private static BigInteger raise(BigInteger value, int percent) {
    BigInteger hundred = BigInteger.valueOf(100);
    BigInteger product = value.multiply(BigInteger.valueOf(100L + percent));
    return product
        .add(hundred)
        .subtract(BigInteger.ONE)
        .divide(hundred)
        .max(value.add(BigInteger.ONE));
  }
}
