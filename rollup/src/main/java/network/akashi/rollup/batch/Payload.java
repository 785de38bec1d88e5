package network.akashi.rollup.batch;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import network.akashi.chain.Bytes;

/** What blobs carry: a batch, as it is or compressed, with a byte before it that says which. */
public final class Payload {
  /** Most bytes that a batch may have. */
  public static final int MAX_BATCH = 1 << 20;

  private static final int PLAIN = 0;
  private static final int ZLIB = 1;

  private Payload() {}

  /** The shorter of {@link #plain} and {@link #compressed}. */
  public static Bytes of(Bytes batch) {
    Bytes compressed = compressed(batch);
    return compressed.size() < batch.size() + 1 ? compressed : plain(batch);
  }

  /** {@code 0x00 ‖ batch}. */
  public static Bytes plain(Bytes batch) {
    return Bytes.concat(Bytes.of(new byte[] {PLAIN}), batch);
  }

  /**
   * {@code 0x01 ‖ zlib(batch)}.
   *
   * @throws IllegalArgumentException if the batch is too long to be inflated again
   */
  public static Bytes compressed(Bytes batch) {
    if (batch.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "a batch has up to %d bytes, not %d".formatted(MAX_BATCH, batch.size()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ZLIB);
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(batch.toArray());
      deflater.finish();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return Bytes.of(out.toByteArray());
  }

  /** Whether the payload says that its batch is compressed. */
  public static boolean isCompressed(Bytes payload) {
    return !payload.isEmpty() && payload.get(0) == ZLIB;
  }

  /** Whether the payload begins with a kind that there is. */
  static boolean isKnown(Bytes payload) {
    return !payload.isEmpty() && payload.get(0) <= ZLIB;
  }

  /** The batch in a payload of a known kind; empty if it is compressed otherwise than strictly. */
  static Optional<Bytes> open(Bytes payload) {
    Bytes rest = payload.slice(1, payload.size());
    return payload.get(0) == PLAIN ? Optional.of(rest) : StrictInflater.inflate(rest, MAX_BATCH);
  }
}
