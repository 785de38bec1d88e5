package network.akashi.node.work;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.akashi.chain.Bytes32;

/** SHA-256, by which artifacts are named. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of these bytes. */
  public static Bytes32 of(byte[] bytes) {
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
