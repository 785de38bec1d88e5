package network.akashi.zkvm.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a program: a digest of everything its behaviour depends on. Two ELF files that leave
 * the machine in the same initial state have the same id, whatever their section headers, symbols
 * or order of segments.
 *
 * <p>Version 1 is sha256 over
 *
 * <pre>
 *   "akashi program v1"                                          17 bytes
 *   entry                                                        u64
 *   number of segments                                           u64
 *   for each segment by rising address:
 *     address, size, flags (1 writable, 2 executable), n         4 × u64
 *     the first n bytes, the last of them not zero
 * </pre>
 *
 * with little-endian integers. {@link #of} is the only place that knows this.
 */
public final class ProgramId {
  public static final int BYTES = 32;

  private static final byte[] DOMAIN = "akashi program v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] digest;

  private ProgramId(byte[] digest) {
    this.digest = digest;
  }

  /** The id of the program that starts as {@code image} says. */
  static ProgramId of(ProgramImage image) {
    MessageDigest sha256 = sha256();
    sha256.update(DOMAIN);
    update(sha256, image.entry(), image.segments().size());
    for (Segment segment : image.segments()) {
      long flags = (segment.isWritable() ? 1 : 0) | (segment.isExecutable() ? 2 : 0);
      update(sha256, segment.address(), segment.size(), flags, segment.initializedBytes());
      sha256.update(segment.bytes());
    }
    return new ProgramId(sha256.digest());
  }

  /**
   * Reads an id written in hex, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException unless it is 32 bytes of hex
   */
  public static ProgramId parse(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (digits.length() != 2 * BYTES) {
      throw new IllegalArgumentException(
          "program id: must be 32 bytes, 64 hex digits; has %d digits".formatted(digits.length()));
    }
    try {
      return new ProgramId(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException notHex) {
      throw new IllegalArgumentException("program id: is not hex: " + hex, notHex);
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return digest.clone();
  }

  private static void update(MessageDigest digest, long... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    digest.update(buffer.flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProgramId that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** In hex, with {@code 0x}. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(digest);
  }
}
