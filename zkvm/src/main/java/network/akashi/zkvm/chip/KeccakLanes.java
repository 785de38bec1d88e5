package network.akashi.zkvm.chip;

/**
 * The steps of Keccak-f[1600] (FIPS 202, 3.2) on 25 lanes of 64 bits, lane (x, y) at {@code x +
 * 5·y}.
 */
final class KeccakLanes {
  static final int SIDE = 5;
  static final int LANES = SIDE * SIDE;
  static final int ROUNDS = 24;

  /** Where the bits of a round constant that may be set are: 2^j − 1. */
  static final int[] CONSTANT_BITS = {0, 1, 3, 7, 15, 31, 63};

  private static final int[] SOURCE = new int[LANES];
  private static final int[] TURN = new int[LANES];
  private static final long[] CONSTANTS = constants();

  static {
    int x = 1;
    int y = 0;
    for (int t = 1; t <= 24; t++) {
      int nextX = y;
      int nextY = (2 * x + 3 * y) % SIDE;
      SOURCE[nextX + SIDE * nextY] = x + SIDE * y;
      TURN[nextX + SIDE * nextY] = t * (t + 1) / 2 % Long.SIZE;
      x = nextX;
      y = nextY;
    }
  }

  private KeccakLanes() {}

  /** The lane that rho and pi move to lane {@code target}. */
  static int source(int target) {
    return SOURCE[target];
  }

  /** By how much rho turns the lane that goes to lane {@code target}. */
  static int turn(int target) {
    return TURN[target];
  }

  /** The constant of round {@code round}, from 0 on. */
  static long constant(int round) {
    return CONSTANTS[round];
  }

  /** What theta adds to the lanes of each column. */
  static void theta(long[] a, long[] d) {
    for (int x = 0; x < SIDE; x++) {
      d[x] = parity(a, (x + 4) % SIDE) ^ Long.rotateLeft(parity(a, (x + 1) % SIDE), 1);
    }
  }

  private static long parity(long[] a, int x) {
    return a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
  }

  /** Rho and pi. */
  static void move(long[] a, long[] b) {
    for (int i = 0; i < LANES; i++) {
      b[i] = Long.rotateLeft(a[SOURCE[i]], TURN[i]);
    }
  }

  /** What {@link #move} moves to {@code b}. */
  static void moveBack(long[] b, long[] a) {
    for (int i = 0; i < LANES; i++) {
      a[SOURCE[i]] = Long.rotateRight(b[i], TURN[i]);
    }
  }

  static void chi(long[] b, long[] a) {
    for (int y = 0; y < LANES; y += SIDE) {
      for (int x = 0; x < SIDE; x++) {
        a[y + x] = b[y + x] ^ (~b[y + (x + 1) % SIDE] & b[y + (x + 2) % SIDE]);
      }
    }
  }

  /** What {@link #chi} makes {@code a} of: on rows of five bits, chi is a permutation. */
  static void chiBack(long[] a, long[] b) {
    for (int y = 0; y < LANES; y += SIDE) {
      for (int x = 0; x < SIDE; x++) {
        long next = ~a[y + (x + 1) % SIDE];
        long second = a[y + (x + 2) % SIDE] ^ (~a[y + (x + 3) % SIDE] & a[y + (x + 4) % SIDE]);
        b[y + x] = a[y + x] ^ (next & second);
      }
    }
  }

  /** One round. */
  static void round(long[] a, int round, long[] d, long[] b) {
    theta(a, d);
    for (int i = 0; i < LANES; i++) {
      a[i] ^= d[i % SIDE];
    }
    move(a, b);
    chi(b, a);
    a[0] ^= CONSTANTS[round];
  }

  private static long[] constants() {
    long[] constants = new long[ROUNDS];
    int lfsr = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int bit : CONSTANT_BITS) {
        constants[round] |= (long) (lfsr & 1) << bit;
        lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
      }
    }
    return constants;
  }
}
