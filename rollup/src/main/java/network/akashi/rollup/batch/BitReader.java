package network.akashi.rollup.batch;

/** Bits of bytes, low ones first (RFC 1951, section 3.1.1). */
final class BitReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int bit;

  BitReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int bit() {
    if (at == end) {
      throw new InflateException("the stream ends too early");
    }
    int value = (bytes[at] >> bit) & 1;
    bit = (bit + 1) & 7;
    at += bit == 0 ? 1 : 0;
    return value;
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= bit() << i;
    }
    return value;
  }

  /** Skips what is left of a byte that was begun. */
  void align() {
    at += bit == 0 ? 0 : 1;
    bit = 0;
  }

  /** Where the next whole byte is. */
  int position() {
    return at;
  }
}
