package network.akashi.rollup.witness;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/** Public values as 32-byte words. */
final class Words {
  private Words() {}

  static Bytes32 tag(String text) {
    return Keccak256.hash(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** An unsigned number as a word. */
  static Bytes32 of(long value) {
    return Bytes32.of(new BigInteger(Long.toUnsignedString(value)));
  }

  static Bytes32 of(Address address) {
    return Bytes32.of(new BigInteger(1, address.toArray()));
  }

  static Bytes concat(List<Bytes32> words) {
    return Bytes.concat(words.stream().map(Bytes32::bytes).toArray(Bytes[]::new));
  }

  static Bytes32 sha256(Bytes bytes) {
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
