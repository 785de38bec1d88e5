package network.akashi.node.interlock;

import java.math.BigInteger;

/**
 * From where on a node is not fit for work.
 *
 * @param failuresInARow proofs
 * @param missesInARow deadlines
 * @param freeDiskBytes at least
 * @param headAgeSeconds at most
 * @param skewSeconds that a block may be from the future
 * @param rpcFailuresInARow of the chain
 * @param balance wei, at least
 */
public record Limits(
    int failuresInARow,
    int missesInARow,
    long freeDiskBytes,
    long headAgeSeconds,
    long skewSeconds,
    int rpcFailuresInARow,
    BigInteger balance) {
  /** For Ethereum. */
  public static Limits defaults() {
    return new Limits(3, 3, 512L << 20, 120, 15, 5, BigInteger.TEN.pow(16));
  }
}
