package network.akashi.chain.blob;

import java.math.BigInteger;
import network.akashi.chain.Bytes;

/** 4,096 field elements of 32 bytes, each below the order of BLS12-381's scalar field. */
public record Blob(Bytes bytes) {
  /** How many elements a blob has. */
  public static final int ELEMENTS = 4_096;

  /** How many bytes a blob has. */
  public static final int SIZE = ELEMENTS * 32;

  private static final BigInteger MODULUS =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  public Blob {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException(
          "a blob has %d bytes, not %d".formatted(SIZE, bytes.size()));
    }
    byte[] all = bytes.toArray();
    for (int i = 0; i < ELEMENTS; i++) {
      // The modulus begins with 0x73, so that most elements are judged by their first byte.
      if ((all[32 * i] & 0xff) >= 0x73
          && new BigInteger(1, all, 32 * i, 32).compareTo(MODULUS) >= 0) {
        throw new IllegalArgumentException(
            "element %d of the blob is no field element".formatted(i));
      }
    }
  }
}
