package network.akashi.zkvm.program;

import java.util.Arrays;

/**
 * A stretch of memory that a program fills before its first instruction.
 *
 * <p>Two segments are equal if they leave memory in the same state: trailing zero bytes of the
 * file's part are dropped, since what the file does not fill is zero.
 */
public final class Segment {
  private final long address;
  private final long size;
  private final boolean writable;
  private final boolean executable;
  private final byte[] bytes;

  /**
   * @param address first address
   * @param size bytes of memory, at least as many as {@code bytes}
   * @param bytes what the first bytes of it hold
   */
  Segment(long address, long size, boolean writable, boolean executable, byte[] bytes) {
    this.address = address;
    this.size = size;
    this.writable = writable;
    this.executable = executable;
    int used = bytes.length;
    while (used > 0 && bytes[used - 1] == 0) {
      used--;
    }
    this.bytes = Arrays.copyOf(bytes, used);
  }

  public long address() {
    return address;
  }

  /** Bytes of memory it takes. */
  public long size() {
    return size;
  }

  /** One past its last address. */
  public long end() {
    return address + size;
  }

  public boolean isWritable() {
    return writable;
  }

  public boolean isExecutable() {
    return executable;
  }

  /** Number of bytes up to the last one that is not zero. */
  public int initializedBytes() {
    return bytes.length;
  }

  /** A copy of the first {@link #initializedBytes()} bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Copies bytes {@code from} to {@code from + length − 1} of the initialized part. */
  public void copyTo(int from, byte[] target, int at, int length) {
    System.arraycopy(bytes, from, target, at, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Segment that
        && address == that.address
        && size == that.size
        && writable == that.writable
        && executable == that.executable
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(address) * 31 + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "0x%08x..0x%08x r%s%s"
        .formatted(address, end(), writable ? "w" : "-", executable ? "x" : "-");
  }
}
