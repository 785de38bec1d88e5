package network.akashi.zkvm.exec;

/** The permutation Keccak-f[1600] (FIPS 202, 3.2 and 3.4); lane (x, y) is word {@code x + 5·y}. */
final class KeccakF {
  static final int WORDS = 25;

  private static final int ROUNDS = 24;
  private static final long[] ROUND_CONSTANTS = roundConstants();

  private KeccakF() {}

  static void permute(long[] a) {
    long[] b = new long[WORDS];
    long[] c = new long[5];
    for (int round = 0; round < ROUNDS; round++) {
      theta(a, c);
      rhoAndPi(a, b);
      chi(b, a);
      a[0] ^= ROUND_CONSTANTS[round];
    }
  }

  private static void theta(long[] a, long[] c) {
    for (int x = 0; x < 5; x++) {
      c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    }
    for (int x = 0; x < 5; x++) {
      long d = c[(x + 4) % 5] ^ Long.rotateLeft(c[(x + 1) % 5], 1);
      for (int y = 0; y < WORDS; y += 5) {
        a[x + y] ^= d;
      }
    }
  }

  /** Lane (1, 0) wanders through all lanes but (0, 0); its t-th stop turns by t·(t + 1)/2. */
  private static void rhoAndPi(long[] a, long[] b) {
    b[0] = a[0];
    int x = 1;
    int y = 0;
    for (int t = 1; t <= 24; t++) {
      int nextX = y;
      int nextY = (2 * x + 3 * y) % 5;
      b[nextX + 5 * nextY] = Long.rotateLeft(a[x + 5 * y], t * (t + 1) / 2);
      x = nextX;
      y = nextY;
    }
  }

  private static void chi(long[] b, long[] a) {
    for (int y = 0; y < WORDS; y += 5) {
      for (int x = 0; x < 5; x++) {
        a[y + x] = b[y + x] ^ (~b[y + (x + 1) % 5] & b[y + (x + 2) % 5]);
      }
    }
  }

  /** Bits 2^j − 1 of the constants come from an LFSR with x^8 + x^6 + x^5 + x^4 + 1. */
  private static long[] roundConstants() {
    long[] constants = new long[ROUNDS];
    int lfsr = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((lfsr & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
      }
    }
    return constants;
  }
}
