package network.akashi.chain;

import java.util.Arrays;

/** Immutable bytes; equal by content. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** A copy of {@code array}. */
  public static Bytes of(byte[] array) {
    return new Bytes(array.clone());
  }

  /**
   * The bytes of the hex data {@code 0x…}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Bytes fromHex(String data) {
    return new Bytes(Hex.decode(data));
  }

  /** All {@code parts}, one after the other. */
  public static Bytes concat(Bytes... parts) {
    int size = Arrays.stream(parts).mapToInt(Bytes::size).sum();
    byte[] all = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.array, 0, all, at, part.array.length);
      at += part.array.length;
    }
    return new Bytes(all);
  }

  public int size() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  /** The byte at {@code index}, as a number from 0 to 255. */
  public int get(int index) {
    return array[index] & 0xff;
  }

  /** The bytes from {@code from} on, to {@code to} exclusively. */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  /** A copy. */
  public byte[] toArray() {
    return array.clone();
  }

  /** {@code 0x} and two digits a byte. */
  public String toHex() {
    return Hex.encode(array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
