package network.akashi.chain;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * The two hexadecimal encodings of JSON-RPC: data ({@code 0x00ff}, whole bytes) and quantities
 * ({@code 0xff}, no leading zero).
 */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /** {@code bytes} as data. */
  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /**
   * The bytes of {@code data}.
   *
   * @throws IllegalArgumentException if it is no {@code 0x} and an even number of hex digits
   */
  public static byte[] decode(String data) {
    if (!data.startsWith("0x")) {
      throw new IllegalArgumentException("hex data must start with 0x: " + shortened(data));
    }
    try {
      return FORMAT.parseHex(data, 2, data.length());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not hex data: " + shortened(data), e);
    }
  }

  /** {@code value}, not negative, as a quantity. */
  public static String quantity(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a quantity cannot be negative: " + value);
    }
    return "0x" + value.toString(16);
  }

  /** {@code value}, not negative, as a quantity. */
  public static String quantity(long value) {
    return quantity(BigInteger.valueOf(value));
  }

  /**
   * The value of a quantity of at most 256 bits. Leading zeros, which some nodes send, are
   * accepted.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static BigInteger parseQuantity(String quantity) {
    if (!quantity.matches("0x[0-9a-fA-F]{1,64}")) {
      throw new IllegalArgumentException("not a hex quantity: " + shortened(quantity));
    }
    return new BigInteger(quantity.substring(2), 16);
  }

  private static String shortened(String text) {
    return "'" + (text.length() <= 80 ? text : text.substring(0, 77) + "...") + "'";
  }
}
