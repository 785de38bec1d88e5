package network.akashi.chain;

import java.math.BigInteger;

/** 32 bytes: a hash, a topic, a word of storage. */
public record Bytes32(Bytes bytes) {
  /** How many bytes these are. */
  public static final int SIZE = 32;

  /** 32 zero bytes. */
  public static final Bytes32 ZERO = of(new byte[SIZE]);

  public Bytes32 {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("must be 32 bytes, are " + bytes.size());
    }
  }

  /** A copy of {@code array}. */
  public static Bytes32 of(byte[] array) {
    return new Bytes32(Bytes.of(array));
  }

  /** {@code value} as a big-endian word; it is not negative and has at most 256 bits. */
  public static Bytes32 of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("does not fit into 256 bits: " + value);
    }
    byte[] word = new byte[SIZE];
    byte[] magnitude = value.toByteArray();
    int length = Math.min(magnitude.length, SIZE);
    System.arraycopy(magnitude, magnitude.length - length, word, SIZE - length, length);
    return of(word);
  }

  /**
   * The word behind {@code 0x} and 64 digits.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Bytes32 fromHex(String data) {
    return new Bytes32(Bytes.fromHex(data));
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.toArray();
  }

  /** The word as an unsigned big-endian number. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, bytes.toArray());
  }

  /** {@code 0x} and 64 digits. */
  public String toHex() {
    return bytes.toHex();
  }

  @Override
  public String toString() {
    return toHex();
  }
}
