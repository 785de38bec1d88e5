package network.akashi.chain.outbox;

import java.math.BigInteger;

/**
 * How eagerly transactions are sent.
 *
 * @param confirmations blocks on top after which an inclusion is for good
 * @param bumpAfterBlocks blocks after which a waiting transaction is replaced by a dearer one
 * @param mostInFlight transactions that wait at the same time
 * @param maxFeeCap most wei per gas that is ever offered
 * @param maxBlobFeeCap most wei per blob gas that is ever offered
 */
public record OutboxConfig(
    int confirmations,
    int bumpAfterBlocks,
    int mostInFlight,
    BigInteger maxFeeCap,
    BigInteger maxBlobFeeCap) {
  public OutboxConfig {
    if (confirmations < 1 || bumpAfterBlocks < 1 || mostInFlight < 1) {
      throw new IllegalArgumentException(
          "confirmations, blocks before a bump and transactions in flight are at least 1");
    }
  }

  /** For Ethereum: two epochs, and at most 500 gwei. */
  public static OutboxConfig ethereum() {
    BigInteger gwei = BigInteger.TEN.pow(9);
    BigInteger cap = gwei.multiply(BigInteger.valueOf(500));
    return new OutboxConfig(64, 3, 16, cap, cap);
  }

  /** The same with another depth. */
  public OutboxConfig withConfirmations(int blocks) {
    return new OutboxConfig(blocks, bumpAfterBlocks, mostInFlight, maxFeeCap, maxBlobFeeCap);
  }

  /** The same with other caps. */
  public OutboxConfig withCaps(BigInteger fee, BigInteger blobFee) {
    return new OutboxConfig(confirmations, bumpAfterBlocks, mostInFlight, fee, blobFee);
  }
}
