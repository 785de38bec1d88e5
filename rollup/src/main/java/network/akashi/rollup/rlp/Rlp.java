package network.akashi.rollup.rlp;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Writes RLP (Yellow Paper, appendix B). Each method gives a whole encoded item; {@link #list}
 * takes items that are encoded already, so that values nest without a tree in between.
 */
public final class Rlp {
  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;
  private static final int MAX_SHORT = 55;
  private static final byte[] EMPTY_STRING = {(byte) STRING};

  private Rlp() {}

  /** A byte string. */
  public static byte[] string(byte[] value) {
    if (value.length == 1 && value[0] >= 0) {
      return value.clone();
    }
    return withHeader(STRING, value.length, value);
  }

  /** A number, read as unsigned. */
  public static byte[] number(long value) {
    if (value == 0) {
      return EMPTY_STRING.clone();
    }
    int size = (64 - Long.numberOfLeadingZeros(value) + 7) / 8;
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >>> (8 * (size - 1 - i)));
    }
    return string(bytes);
  }

  /**
   * A number of any size.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static byte[] number(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers: " + value);
    }
    byte[] bytes = value.toByteArray();
    return string(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /** The list of these encoded items. */
  public static byte[] list(byte[]... items) {
    return list(Arrays.asList(items));
  }

  /** The list of these encoded items. */
  public static byte[] list(List<byte[]> items) {
    int size = 0;
    for (byte[] item : items) {
      size = Math.addExact(size, item.length);
    }
    byte[] header = header(LIST, size);
    byte[] all = Arrays.copyOf(header, header.length + size);
    int at = header.length;
    for (byte[] item : items) {
      System.arraycopy(item, 0, all, at, item.length);
      at += item.length;
    }
    return all;
  }

  private static byte[] withHeader(int kind, int length, byte[] content) {
    byte[] header = header(kind, length);
    byte[] all = Arrays.copyOf(header, header.length + length);
    System.arraycopy(content, 0, all, header.length, length);
    return all;
  }

  private static byte[] header(int kind, int length) {
    if (length <= MAX_SHORT) {
      return new byte[] {(byte) (kind + length)};
    }
    int size = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
    byte[] header = new byte[1 + size];
    header[0] = (byte) (kind + MAX_SHORT + size);
    for (int i = 0; i < size; i++) {
      header[1 + i] = (byte) (length >>> (8 * (size - 1 - i)));
    }
    return header;
  }
}
