package network.akashi.node.work;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;

/**
 * The proofs of all runs of a request, with what each run published; one artifact, named by the
 * SHA-256 of these bytes (big-endian):
 *
 * <pre>
 *   "AKB1" ‖ u32 runs ‖ runs × ( u32 length ‖ output ‖ u32 length ‖ proof )        nothing after it
 * </pre>
 */
public record Bundle(List<Part> parts) {
  /** Longest bundle that is read. */
  public static final int MOST_BYTES = 64 << 20;

  /** Most runs of a bundle. */
  public static final int MOST_RUNS = 4_096;

  private static final int MAGIC = 0x414b4231;

  /**
   * One run.
   *
   * @param output all bytes that the guest has written
   * @param proof of the run
   */
  public record Part(Bytes output, Bytes proof) {}

  public Bundle {
    parts = List.copyOf(parts);
  }

  /** The bytes. */
  public byte[] encode() {
    int size = 2 * Integer.BYTES;
    for (Part part : parts) {
      size += 2 * Integer.BYTES + part.output().size() + part.proof().size();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).putInt(MAGIC).putInt(parts.size());
    for (Part part : parts) {
      bytes.putInt(part.output().size()).put(part.output().toArray());
      bytes.putInt(part.proof().size()).put(part.proof().toArray());
    }
    return bytes.array();
  }

  /** The bundle in these bytes; empty for any others. */
  public static Optional<Bundle> decode(byte[] bytes) {
    if (bytes.length > MOST_BYTES || bytes.length < 2 * Integer.BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt() != MAGIC) {
      return Optional.empty();
    }
    int runs = buffer.getInt();
    if (runs < 1 || runs > MOST_RUNS) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Optional<Bytes> output = field(buffer);
      Optional<Bytes> proof = output.flatMap(_ -> field(buffer));
      if (output.isEmpty() || proof.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new Part(output.get(), proof.get()));
    }
    return buffer.hasRemaining() ? Optional.empty() : Optional.of(new Bundle(parts));
  }

  private static Optional<Bytes> field(ByteBuffer buffer) {
    if (buffer.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      return Optional.empty();
    }
    byte[] field = new byte[length];
    buffer.get(field);
    return Optional.of(Bytes.of(field));
  }
}
