package network.akashi.zkvm.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.akashi.zkvm.exec.Sha256;
import network.akashi.zkvm.program.ProgramId;

/**
 * What a verifier must know of a program: where it begins, and the commitment to its code, its
 * memory image and its regions. The program's id is a digest of it, so a proof can bring it along.
 *
 * @param entry address of the first instruction, a multiple of 4 below 2^32
 * @param root Merkle root over the tables that the program fixes, eight canonical integers
 * @param logHeights log2 of the heights of those tables: image, regions, code
 */
public record ProgramCommitment(long entry, List<Integer> root, List<Integer> logHeights) {
  static final int ROOT_ELEMENTS = 8;
  static final int TABLES = 3;

  private static final byte[] DOMAIN = "akashi program v2".getBytes(StandardCharsets.US_ASCII);

  public ProgramCommitment {
    root = List.copyOf(root);
    logHeights = List.copyOf(logHeights);
  }

  /**
   * The program's id, version 2: sha256 over
   *
   * <pre>
   *   "akashi program v2"            17 bytes
   *   entry                          u64
   *   heights                        3 × u8
   *   root                           8 × u32
   * </pre>
   *
   * with little-endian integers.
   */
  public ProgramId id() {
    ByteBuffer bytes =
        ByteBuffer.allocate(DOMAIN.length + Long.BYTES + TABLES + ROOT_ELEMENTS * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(DOMAIN).putLong(entry);
    logHeights.forEach(height -> bytes.put(height.byteValue()));
    root.forEach(bytes::putInt);
    return ProgramId.of(Sha256.digest(bytes.array()));
  }
}
