package network.akashi.zkvm.program;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a program: a digest of everything its behaviour depends on. Two ELF files that leave
 * the machine in the same initial state have the same id, whatever their section headers, symbols
 * or order of segments.
 *
 * <p>What is digested is the commitment that proofs of the program are checked against; see {@code
 * ProgramCommitment}.
 */
public final class ProgramId {
  public static final int BYTES = 32;

  private final byte[] digest;

  private ProgramId(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The id of these bytes.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static ProgramId of(byte[] digest) {
    if (digest.length != BYTES) {
      throw new IllegalArgumentException("program id: must have 32 bytes, has " + digest.length);
    }
    return new ProgramId(digest.clone());
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
