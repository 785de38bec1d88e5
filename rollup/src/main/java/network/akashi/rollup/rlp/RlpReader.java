package network.akashi.rollup.rlp;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads RLP one item after the other, and takes nothing that {@link Rlp} would have written
 * otherwise: each value has one encoding only. A list is read by a reader of its own, which ends
 * where the list does.
 *
 * <p>All methods that read throw {@link RlpException} on anything else. Memory and time are linear
 * in the bytes read, whatever they claim.
 */
public final class RlpReader {
  private static final int LONG_STRING = 0xb7;
  private static final int LIST = 0xc0;
  private static final int LONG_LIST = 0xf7;

  private final byte[] bytes;
  private final int end;
  private final boolean whole;
  private int at;
  // The item that begins at `at`, as the last call of `look` saw it.
  private int contentAt;
  private int contentEnd;
  private boolean list;

  private RlpReader(byte[] bytes, int from, int end, boolean whole) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.whole = whole;
  }

  /** Reads {@code bytes}, which must not change meanwhile. */
  public static RlpReader of(byte[] bytes) {
    return new RlpReader(bytes, 0, bytes.length, true);
  }

  /** Whether there is another item. */
  public boolean hasNext() {
    return at < end;
  }

  /** Whether the next item is a list. */
  public boolean nextIsList() {
    look();
    return list;
  }

  /** A byte string. */
  public byte[] string() {
    lookAtString();
    at = contentEnd;
    return Arrays.copyOfRange(bytes, contentAt, contentEnd);
  }

  /** A byte string of exactly {@code size} bytes. */
  public byte[] string(int size) {
    lookAtString();
    if (contentEnd - contentAt != size) {
      throw new RlpException(RlpError.WRONG_SIZE, at);
    }
    return string();
  }

  /** A number below {@code 2^bits}, without leading zeros. */
  public BigInteger number(int bits) {
    lookAtNumber();
    BigInteger value = new BigInteger(1, bytes, contentAt, contentEnd - contentAt);
    if (value.bitLength() > bits) {
      throw new RlpException(RlpError.NUMBER_TOO_BIG, at);
    }
    at = contentEnd;
    return value;
  }

  /** An unsigned number below 2^64, without leading zeros. */
  public long number64() {
    lookAtNumber();
    if (contentEnd - contentAt > Long.BYTES) {
      throw new RlpException(RlpError.NUMBER_TOO_BIG, at);
    }
    long value = 0;
    for (int i = contentAt; i < contentEnd; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    at = contentEnd;
    return value;
  }

  /** The items of a list. */
  public RlpReader list() {
    look();
    if (!list) {
      throw new RlpException(RlpError.NOT_A_LIST, at);
    }
    at = contentEnd;
    return new RlpReader(bytes, contentAt, contentEnd, false);
  }

  /** The next item, whatever it is, as it is encoded. What is inside a list is not looked at. */
  public byte[] raw() {
    look();
    int from = at;
    at = contentEnd;
    return Arrays.copyOfRange(bytes, from, contentEnd);
  }

  /** Makes sure that everything was read. */
  public void end() {
    if (at < end) {
      throw new RlpException(RlpError.TOO_MANY_ITEMS, at);
    }
  }

  private void lookAtNumber() {
    lookAtString();
    if (contentAt < contentEnd && bytes[contentAt] == 0) {
      throw new RlpException(RlpError.NUMBER_NOT_MINIMAL, at);
    }
  }

  private void lookAtString() {
    look();
    if (list) {
      throw new RlpException(RlpError.NOT_A_STRING, at);
    }
  }

  private void look() {
    if (at == end) {
      throw new RlpException(whole ? RlpError.TRUNCATED : RlpError.TOO_FEW_ITEMS, at);
    }
    int first = bytes[at] & 0xff;
    list = first >= LIST;
    if (first < 0x80) {
      setContent(at, 1);
    } else if (first <= LONG_STRING) {
      setContent(at + 1, first - 0x80);
      if (contentEnd - contentAt == 1 && bytes[contentAt] >= 0) {
        throw new RlpException(RlpError.BYTE_NOT_MINIMAL, at);
      }
    } else if (first < LIST) {
      lookAtLong(first - LONG_STRING);
    } else if (first <= LONG_LIST) {
      setContent(at + 1, first - LIST);
    } else {
      lookAtLong(first - LONG_LIST);
    }
  }

  private void lookAtLong(int size) {
    if (size > end - at - 1) {
      throw new RlpException(whole ? RlpError.TRUNCATED : RlpError.TOO_LONG, at);
    }
    if (bytes[at + 1] == 0) {
      throw new RlpException(RlpError.LENGTH_NOT_MINIMAL, at);
    }
    if (size > Integer.BYTES) {
      throw new RlpException(RlpError.TOO_LONG, at);
    }
    long length = 0;
    for (int i = 1; i <= size; i++) {
      length = (length << 8) | (bytes[at + i] & 0xff);
    }
    if (length <= 55) {
      throw new RlpException(RlpError.LENGTH_NOT_MINIMAL, at);
    }
    setContent(at + 1 + size, length);
  }

  private void setContent(int from, long length) {
    if (length > end - from) {
      throw new RlpException(whole ? RlpError.TRUNCATED : RlpError.TOO_LONG, at);
    }
    contentAt = from;
    contentEnd = from + (int) length;
  }
}
