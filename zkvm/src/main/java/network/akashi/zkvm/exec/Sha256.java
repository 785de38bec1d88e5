package network.akashi.zkvm.exec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The compression function of sha256 (FIPS 180-4, 6.2.2), and the whole hash from the JDK. */
public final class Sha256 {
  static final int DIGEST_BYTES = 32;
  static final int BLOCK_WORDS = 16;
  static final int STATE_WORDS = 8;

  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private Sha256() {}

  /** The constant of round {@code t}, 0 to 63. */
  public static int roundConstant(int t) {
    return K[t];
  }

  /** The 32 bytes of sha256. */
  public static byte[] digest(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The compression function, on words of memory: two of its words in each. Not thread-safe. */
  static final class Compression {
    private final int[] schedule = new int[K.length];

    /**
     * Compresses one block into the state.
     *
     * @param state four words from {@code stateAt} on, in place
     * @param block eight words from {@code blockAt} on, big-endian bytes as in the message
     */
    void compress(long[] state, int stateAt, long[] block, int blockAt) {
      int[] w = schedule;
      for (int i = 0; i < BLOCK_WORDS; i += 2) {
        long word = Long.reverseBytes(block[blockAt + i / 2]);
        w[i] = (int) (word >>> Integer.SIZE);
        w[i + 1] = (int) word;
      }
      for (int t = BLOCK_WORDS; t < w.length; t++) {
        w[t] = smallSigma1(w[t - 2]) + w[t - 7] + smallSigma0(w[t - 15]) + w[t - 16];
      }
      int a = (int) state[stateAt];
      int b = (int) (state[stateAt] >>> Integer.SIZE);
      int c = (int) state[stateAt + 1];
      int d = (int) (state[stateAt + 1] >>> Integer.SIZE);
      int e = (int) state[stateAt + 2];
      int f = (int) (state[stateAt + 2] >>> Integer.SIZE);
      int g = (int) state[stateAt + 3];
      int h = (int) (state[stateAt + 3] >>> Integer.SIZE);
      for (int t = 0; t < w.length; t++) {
        int t1 = h + bigSigma1(e) + choice(e, f, g) + K[t] + w[t];
        int t2 = bigSigma0(a) + majority(a, b, c);
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
      }
      add(state, stateAt, a, b);
      add(state, stateAt + 1, c, d);
      add(state, stateAt + 2, e, f);
      add(state, stateAt + 3, g, h);
    }

    /** Adds to both halves of a word, without carry from one to the other. */
    private static void add(long[] state, int at, int low, int high) {
      int newLow = (int) state[at] + low;
      int newHigh = (int) (state[at] >>> Integer.SIZE) + high;
      state[at] = (newLow & 0xffff_ffffL) | (long) newHigh << Integer.SIZE;
    }
  }

  // The functions of FIPS 180-4, 4.1.2, which the chip's rows hold one by one

  /** Bits of y where x has 1, of z where it has 0. */
  public static int choice(int x, int y, int z) {
    return (x & y) ^ (~x & z);
  }

  /** The bits that at least two of three have. */
  public static int majority(int x, int y, int z) {
    return (x & y) ^ (x & z) ^ (y & z);
  }

  /** Σ0. */
  public static int bigSigma0(int x) {
    return Integer.rotateRight(x, 2) ^ Integer.rotateRight(x, 13) ^ Integer.rotateRight(x, 22);
  }

  /** Σ1. */
  public static int bigSigma1(int x) {
    return Integer.rotateRight(x, 6) ^ Integer.rotateRight(x, 11) ^ Integer.rotateRight(x, 25);
  }

  /** σ0. */
  public static int smallSigma0(int x) {
    return Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
  }

  /** σ1. */
  public static int smallSigma1(int x) {
    return Integer.rotateRight(x, 17) ^ Integer.rotateRight(x, 19) ^ (x >>> 10);
  }
}
