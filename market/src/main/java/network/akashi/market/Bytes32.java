package network.akashi.market;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Thirty-two bytes: a hash, an id, a word of the EVM.
 *
 * @param w0 the first eight bytes, big-endian
 * @param w1 the next eight
 * @param w2 the next eight
 * @param w3 the last eight
 */
public record Bytes32(long w0, long w1, long w2, long w3) {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** All bits zero. */
  public static final Bytes32 ZERO = new Bytes32(0, 0, 0, 0);

  /** The word in 32 bytes. */
  public static Bytes32 of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a word has 32 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Bytes32(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** The word written as 64 hexadecimal digits, with or without {@code 0x}. */
  public static Bytes32 ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** A small number as a word. */
  public static Bytes32 of(long number) {
    return new Bytes32(0, 0, 0, number);
  }

  /** The bytes, in a new array. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(SIZE).putLong(w0).putLong(w1).putLong(w2).putLong(w3).array();
  }

  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(toBytes());
  }
}
