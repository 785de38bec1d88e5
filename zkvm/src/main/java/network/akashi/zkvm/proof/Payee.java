package network.akashi.zkvm.proof;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who is paid for a proof: 32 bytes that the proof is bound to, so that whoever copies it can only
 * pay its maker. What they mean is the business of whoever pays; an address of 20 bytes stands at
 * the end, after zeros.
 */
public final class Payee {
  public static final int BYTES = 32;

  /** Nobody is paid. */
  public static final Payee NOBODY = new Payee(new byte[BYTES]);

  private static final int ADDRESS_BYTES = 20;

  private final byte[] bytes;

  private Payee(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The payee of these bytes.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static Payee of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("payee: must have 32 bytes, has " + bytes.length);
    }
    return new Payee(bytes.clone());
  }

  /**
   * Reads 32 bytes of hex, or an address of 20, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Payee parse(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (digits.length() != 2 * BYTES && digits.length() != 2 * ADDRESS_BYTES) {
      throw new IllegalArgumentException(
          "payee: must be 32 bytes or an address of 20, so 64 or 40 hex digits; has %d digits"
              .formatted(digits.length()));
    }
    byte[] given;
    try {
      given = HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException notHex) {
      throw new IllegalArgumentException("payee: is not hex: " + hex, notHex);
    }
    byte[] bytes = new byte[BYTES];
    System.arraycopy(given, 0, bytes, BYTES - given.length, given.length);
    return new Payee(bytes);
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payee that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hex, with {@code 0x}. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
