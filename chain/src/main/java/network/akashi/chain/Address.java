package network.akashi.chain;

import com.esaulpaugh.headlong.rlp.RLPEncoder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The address of an account or a contract. */
public record Address(Bytes bytes) {
  /** How many bytes an address has. */
  public static final int SIZE = 20;

  /** The address that nobody has. */
  public static final Address ZERO = of(new byte[SIZE]);

  public Address {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.size());
    }
  }

  /** A copy of {@code array}. */
  public static Address of(byte[] array) {
    return new Address(Bytes.of(array));
  }

  /**
   * The address behind {@code 0x} and 40 digits. Digits in mixed case are a checksum (EIP-55),
   * which is checked.
   *
   * @throws IllegalArgumentException if it is no address, or mistyped
   */
  public static Address fromHex(String text) {
    Bytes bytes = Bytes.fromHex(text);
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException(
          "an address has 0x and 40 hex digits, not " + 2 * bytes.size() + ": '" + text + "'");
    }
    Address address = new Address(bytes);
    String digits = text.substring(2);
    boolean mixed =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (mixed && !text.equals(address.toChecksummed())) {
      throw new IllegalArgumentException(
          "mistyped address (its checksum by upper and lower case is wrong): '" + text + "'");
    }
    return address;
  }

  /** The address of the contract that {@code this} creates with its transaction {@code nonce}. */
  public Address created(long nonce) {
    byte[] encoded = RLPEncoder.list(toArray(), nonce == 0 ? new byte[0] : minimal(nonce));
    return of(Keccak256.hash(Bytes.of(encoded)).bytes().slice(12, 32).toArray());
  }

  private static byte[] minimal(long nonce) {
    byte[] bytes = BigInteger.valueOf(nonce).toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.toArray();
  }

  /** {@code 0x} and 40 digits in lower case. */
  public String toHex() {
    return bytes.toHex();
  }

  /** {@code 0x} and 40 digits whose case is a checksum (EIP-55). */
  public String toChecksummed() {
    String digits = toHex().substring(2);
    Bytes hash = Keccak256.hash(Bytes.of(digits.getBytes(StandardCharsets.US_ASCII))).bytes();
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      int nibble = hash.get(i / 2) >> (i % 2 == 0 ? 4 : 0) & 0xf;
      char digit = digits.charAt(i);
      text.append(nibble >= 8 ? Character.toUpperCase(digit) : digit);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return toChecksummed();
  }
}
