package network.akashi.math;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 of bytes, the hash function of Ethereum: a sponge of rate 136 over Keccak-f[1600] with
 * the padding {@code 1 0…0 1} of the original submission. SHA3-256 differs in the padding.
 */
public final class Keccak256 {
  /** Length of a digest in bytes. */
  public static final int DIGEST_BYTES = 32;

  private static final int RATE = 136;
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Keccak256() {}

  /** The digest of a message of any length. */
  public static byte[] hash(byte[] message) {
    long[] state = new long[KeccakPermutation.WORDS];
    int whole = message.length - message.length % RATE;
    for (int at = 0; at < whole; at += RATE) {
      absorb(state, message, at);
    }
    byte[] last = Arrays.copyOf(Arrays.copyOfRange(message, whole, message.length), RATE);
    last[message.length - whole] ^= 0x01;
    last[RATE - 1] ^= (byte) 0x80;
    absorb(state, last, 0);
    byte[] digest = new byte[DIGEST_BYTES];
    for (int i = 0; i < DIGEST_BYTES; i += Long.BYTES) {
      LITTLE_ENDIAN.set(digest, i, state[i / Long.BYTES]);
    }
    return digest;
  }

  private static void absorb(long[] state, byte[] block, int at) {
    for (int i = 0; i < RATE; i += Long.BYTES) {
      state[i / Long.BYTES] ^= (long) LITTLE_ENDIAN.get(block, at + i);
    }
    Keccak.INSTANCE.permute(state, 0);
  }
}
