package network.akashi.rollup.sequencer;

import java.math.BigInteger;

/**
 * What may wait.
 *
 * @param mostPerAccount transactions of one sender, whether their turn has come or not
 * @param most transactions of all
 * @param minTip least wei per gas for the beneficiary
 * @param bumpPercent by how much a replacement must be dearer, in both fees
 */
public record MempoolConfig(int mostPerAccount, int most, BigInteger minTip, int bumpPercent) {
  public MempoolConfig {
    if (mostPerAccount < 1 || most < 1 || minTip.signum() < 0 || bumpPercent < 1) {
      throw new IllegalArgumentException("limits of the mempool are at least 1");
    }
  }

  /** 256 a sender, 100,000 in all, 0.001 gwei, 10 %. */
  public static MempoolConfig defaults() {
    return new MempoolConfig(256, 100_000, BigInteger.valueOf(1_000_000), 10);
  }

  /** The same with other numbers of transactions. */
  public MempoolConfig withMost(int perAccount, int inAll) {
    return new MempoolConfig(perAccount, inAll, minTip, bumpPercent);
  }
}
