package network.akashi.stark.verifier;

import network.akashi.math.KoalaBear;

/** Reads bytes and canonical field elements, refusing whatever is not there or not canonical. */
final class ProofReader {
  private final byte[] bytes;
  private int at;

  ProofReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int readByte() {
    if (remaining() == 0) {
      throw new RejectedException(Rejection.TRUNCATED);
    }
    return bytes[at++] & 0xff;
  }

  /** The next element, in Montgomery form. */
  int readElement() {
    if (remaining() < Integer.BYTES) {
      throw new RejectedException(Rejection.TRUNCATED);
    }
    int value =
        (bytes[at] & 0xff)
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 24;
    at += Integer.BYTES;
    if (!KoalaBear.isCanonical(value)) {
      throw new RejectedException(Rejection.NON_CANONICAL_ELEMENT);
    }
    return KoalaBear.fromInt(value);
  }

  /**
   * The next elements, in Montgomery form; refused before allocation if there are too few bytes.
   */
  int[] readElements(int count) {
    if (remaining() / Integer.BYTES < count) {
      throw new RejectedException(Rejection.TRUNCATED);
    }
    int[] elements = new int[count];
    for (int i = 0; i < count; i++) {
      elements[i] = readElement();
    }
    return elements;
  }

  private int remaining() {
    return bytes.length - at;
  }

  void requireEnd() {
    if (remaining() > 0) {
      throw new RejectedException(Rejection.TRAILING_BYTES);
    }
  }
}
