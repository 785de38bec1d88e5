package network.akashi.zkvm.exec;

import network.akashi.math.KeccakPermutation;

/**
 * The permutation Keccak-f[1600] (FIPS 202, 3.2 and 3.4), one state at a time; lane (x, y) is word
 * {@code x + 5·y}. A round goes from one array to another, row by row of what π puts there, with
 * all places and distances written out. Not thread-safe.
 */
final class KeccakF {
  static final int WORDS = KeccakPermutation.WORDS;

  private static final long[] ROUND_CONSTANTS = KeccakPermutation.roundConstants();

  private final long[] between = new long[WORDS];

  /** Permutes the state whose words begin at {@code at}, in place. */
  void permute(long[] state, int at) {
    for (int round = 0; round < ROUND_CONSTANTS.length; round += 2) {
      round(state, at, between, 0, ROUND_CONSTANTS[round]);
      round(between, 0, state, at, ROUND_CONSTANTS[round + 1]);
    }
  }

  private static void round(long[] from, int a, long[] to, int b, long constant) {
    long c0 = parity(from, a);
    long c1 = parity(from, a + 1);
    long c2 = parity(from, a + 2);
    long c3 = parity(from, a + 3);
    long c4 = parity(from, a + 4);
    long d0 = c4 ^ Long.rotateLeft(c1, 1);
    long d1 = c0 ^ Long.rotateLeft(c2, 1);
    long d2 = c1 ^ Long.rotateLeft(c3, 1);
    long d3 = c2 ^ Long.rotateLeft(c4, 1);
    long d4 = c3 ^ Long.rotateLeft(c0, 1);
    chi(
        to,
        b,
        from[a] ^ d0,
        Long.rotateLeft(from[a + 6] ^ d1, 44),
        Long.rotateLeft(from[a + 12] ^ d2, 43),
        Long.rotateLeft(from[a + 18] ^ d3, 21),
        Long.rotateLeft(from[a + 24] ^ d4, 14));
    to[b] ^= constant;
    chi(
        to,
        b + 5,
        Long.rotateLeft(from[a + 3] ^ d3, 28),
        Long.rotateLeft(from[a + 9] ^ d4, 20),
        Long.rotateLeft(from[a + 10] ^ d0, 3),
        Long.rotateLeft(from[a + 16] ^ d1, 45),
        Long.rotateLeft(from[a + 22] ^ d2, 61));
    chi(
        to,
        b + 10,
        Long.rotateLeft(from[a + 1] ^ d1, 1),
        Long.rotateLeft(from[a + 7] ^ d2, 6),
        Long.rotateLeft(from[a + 13] ^ d3, 25),
        Long.rotateLeft(from[a + 19] ^ d4, 8),
        Long.rotateLeft(from[a + 20] ^ d0, 18));
    chi(
        to,
        b + 15,
        Long.rotateLeft(from[a + 4] ^ d4, 27),
        Long.rotateLeft(from[a + 5] ^ d0, 36),
        Long.rotateLeft(from[a + 11] ^ d1, 10),
        Long.rotateLeft(from[a + 17] ^ d2, 15),
        Long.rotateLeft(from[a + 23] ^ d3, 56));
    chi(
        to,
        b + 20,
        Long.rotateLeft(from[a + 2] ^ d2, 62),
        Long.rotateLeft(from[a + 8] ^ d3, 55),
        Long.rotateLeft(from[a + 14] ^ d4, 39),
        Long.rotateLeft(from[a + 15] ^ d0, 41),
        Long.rotateLeft(from[a + 21] ^ d1, 2));
  }

  private static long parity(long[] state, int top) {
    return state[top] ^ state[top + 5] ^ state[top + 10] ^ state[top + 15] ^ state[top + 20];
  }

  private static void chi(long[] to, int row, long b0, long b1, long b2, long b3, long b4) {
    to[row] = b0 ^ (~b1 & b2);
    to[row + 1] = b1 ^ (~b2 & b3);
    to[row + 2] = b2 ^ (~b3 & b4);
    to[row + 3] = b3 ^ (~b4 & b0);
    to[row + 4] = b4 ^ (~b0 & b1);
  }
}
