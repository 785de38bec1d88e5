package network.akashi.market;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.akashi.math.Keccak256;

/** Hashes of words, as the contracts make them with {@code abi.encode}. */
final class Hashes {
  private Hashes() {}

  static Bytes32 keccak(byte[] message) {
    return Bytes32.of(Keccak256.hash(message));
  }

  static Bytes32 keccak(Bytes32... words) {
    byte[] message = new byte[Bytes32.SIZE * words.length];
    for (int i = 0; i < words.length; i++) {
      System.arraycopy(words[i].toBytes(), 0, message, Bytes32.SIZE * i, Bytes32.SIZE);
    }
    return keccak(message);
  }

  static Bytes32 sha256(byte[]... parts) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      message.writeBytes(part);
    }
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(message.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
