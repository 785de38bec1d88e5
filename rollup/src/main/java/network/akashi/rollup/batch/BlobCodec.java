package network.akashi.rollup.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.blob.Blob;

/**
 * The OP stack's way of putting bytes into field elements, version 0 (its specification, "blob
 * encoding"). Elements are below an order of 255 bits, so that the two highest bits of each are
 * kept zero; four of them carry 127 bytes:
 *
 * <pre>
 *   element   first byte (6 bits)          other 31 bytes
 *      0      x, bits 0–5                  bytes   0 – 30
 *      1      x, bits 6–7; y, bits 0–3     bytes  32 – 62         x is byte 31,
 *      2      z, bits 0–5                  bytes  64 – 94         y byte 63,
 *      3      z, bits 6–7; y, bits 4–7     bytes  96 – 126        z byte 95
 * </pre>
 *
 * <p>The first four of all bytes are the version and the length of the data, big-endian; what
 * follows the data is zero. Each blob that decodes is what encoding its data gives.
 */
public final class BlobCodec {
  /** Most bytes in a blob. */
  public static final int CAPACITY = 130_044;

  /** Most blobs of a batch. */
  public static final int MAX_BLOBS = 6;

  private static final int ELEMENT = 32;
  private static final int ROUNDS = Blob.ELEMENTS / 4;
  private static final int ROUND = 127;
  private static final int HEADER = 4;
  private static final byte VERSION = 0;

  private BlobCodec() {}

  /**
   * The data in a blob.
   *
   * @throws IllegalArgumentException if there are more than {@link #CAPACITY} bytes
   */
  public static Blob pack(Bytes data) {
    int size = data.size();
    if (size > CAPACITY) {
      throw new IllegalArgumentException(
          "a blob carries %d bytes, not %d".formatted(CAPACITY, size));
    }
    byte[] stream = new byte[ROUNDS * ROUND];
    stream[0] = VERSION;
    stream[1] = (byte) (size >> 16);
    stream[2] = (byte) (size >> 8);
    stream[3] = (byte) size;
    System.arraycopy(data.toArray(), 0, stream, HEADER, size);
    byte[] blob = new byte[Blob.SIZE];
    for (int round = 0; round < ROUNDS; round++) {
      packRound(stream, round * ROUND, blob, round * 4 * ELEMENT);
    }
    return new Blob(Bytes.of(blob));
  }

  private static void packRound(byte[] stream, int from, byte[] blob, int to) {
    for (int i = 0; i < 4; i++) {
      System.arraycopy(stream, from + ELEMENT * i, blob, to + ELEMENT * i + 1, ELEMENT - 1);
    }
    int x = stream[from + 31];
    int y = stream[from + 63];
    int z = stream[from + 95];
    blob[to] = (byte) (x & 0x3f);
    blob[to + ELEMENT] = (byte) ((y & 0x0f) | ((x & 0xc0) >> 2));
    blob[to + 2 * ELEMENT] = (byte) (z & 0x3f);
    blob[to + 3 * ELEMENT] = (byte) (((y & 0xf0) >> 4) | ((z & 0xc0) >> 2));
  }

  /** The data of a blob; empty if it is not what {@link #pack} gives for any. */
  public static Optional<Bytes> unpack(Blob blob) {
    byte[] bytes = blob.bytes().toArray();
    byte[] stream = new byte[ROUNDS * ROUND];
    int heads = 0;
    for (int round = 0; round < ROUNDS; round++) {
      heads |= unpackRound(bytes, round * 4 * ELEMENT, stream, round * ROUND);
    }
    int size = ((stream[1] & 0xff) << 16) | ((stream[2] & 0xff) << 8) | (stream[3] & 0xff);
    if ((heads & 0xc0) != 0 || stream[0] != VERSION || size > CAPACITY) {
      return Optional.empty();
    }
    for (int i = HEADER + size; i < stream.length; i++) {
      if (stream[i] != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Bytes.of(Arrays.copyOfRange(stream, HEADER, HEADER + size)));
  }

  /** All bits that are set in the elements' first bytes. */
  private static int unpackRound(byte[] blob, int from, byte[] stream, int to) {
    for (int i = 0; i < 4; i++) {
      System.arraycopy(blob, from + ELEMENT * i + 1, stream, to + ELEMENT * i, ELEMENT - 1);
    }
    int a = blob[from];
    int b = blob[from + ELEMENT];
    int c = blob[from + 2 * ELEMENT];
    int d = blob[from + 3 * ELEMENT];
    stream[to + 31] = (byte) ((a & 0x3f) | ((b & 0x30) << 2));
    stream[to + 63] = (byte) ((b & 0x0f) | ((d & 0x0f) << 4));
    stream[to + 95] = (byte) ((c & 0x3f) | ((d & 0x30) << 2));
    return a | b | c | d;
  }

  /**
   * A payload in as few blobs as it needs: all are full but the last.
   *
   * @throws IllegalArgumentException if it is empty or does not fit into {@link #MAX_BLOBS}
   */
  public static List<Blob> packAll(Bytes payload) {
    if (payload.isEmpty() || payload.size() > MAX_BLOBS * CAPACITY) {
      throw new IllegalArgumentException(
          "a payload has 1 to %d bytes, not %d".formatted(MAX_BLOBS * CAPACITY, payload.size()));
    }
    List<Blob> blobs = new ArrayList<>();
    for (int at = 0; at < payload.size(); at += CAPACITY) {
      blobs.add(pack(payload.slice(at, Math.min(at + CAPACITY, payload.size()))));
    }
    return blobs;
  }
}
