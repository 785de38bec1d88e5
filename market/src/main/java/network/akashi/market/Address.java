package network.akashi.market;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An account or contract: twenty bytes.
 *
 * @param high the first four bytes, big-endian
 * @param middle the next eight
 * @param low the last eight
 */
public record Address(int high, long middle, long low) {
  /** Length in bytes. */
  public static final int SIZE = 20;

  /** No account. */
  public static final Address ZERO = new Address(0, 0, 0);

  /** Where burnt money goes: nobody has its key. */
  public static final Address BURN = new Address(0, 0, 0xdead);

  /** The address in 20 bytes. */
  public static Address of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Address(buffer.getInt(), buffer.getLong(), buffer.getLong());
  }

  /** The address written as 40 hexadecimal digits, with or without {@code 0x}. */
  public static Address ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** The address whose last eight bytes are a number. */
  public static Address of(long number) {
    return new Address(0, 0, number);
  }

  /** The bytes, in a new array. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(SIZE).putInt(high).putLong(middle).putLong(low).array();
  }

  /** The address as a word, as the EVM encodes it. */
  public Bytes32 toWord() {
    return new Bytes32(0, high & 0xffff_ffffL, middle, low);
  }

  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(toBytes());
  }
}
