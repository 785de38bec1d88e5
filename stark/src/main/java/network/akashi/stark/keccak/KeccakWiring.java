package network.akashi.stark.keccak;

import network.akashi.math.KeccakPermutation;

/**
 * The wires of a round of Keccak-f[1600] (FIPS 202, 3.2).
 *
 * <p>Lane {@code (x, y)} has number {@code x + 5·y}, and bit {@code z} of lane {@code l} number
 * {@code 64·l + z}; a column of five bits has number {@code 64·x + z}. All bits are read as signs:
 * 0 as 1, and 1 as −1. Then exclusive or is a product, and a round is
 *
 * <pre>
 *   C[x, z]        = Π_y A[x, y, z]                                            parity
 *   A'[x, y, z]    = A[x, y, z] · C[x − 1, z] · C[x + 1, z − 1]                theta
 *   B[ρπ(x, y, z)] = A'[x, y, z]
 *   A''            = B · ((B₁ + 1)·(B₂ − 1) + 2) / 2                           chi
 * </pre>
 *
 * where {@code B₁} and {@code B₂} are the bits to the right in the row, {@code x + 1} and {@code x
 * + 2}. The round constant changes signs.
 */
public final class KeccakWiring {
  public static final int SIDE = 5;
  public static final int LANES = SIDE * SIDE;
  public static final int LANE_BITS = Long.SIZE;
  public static final int BITS = LANES * LANE_BITS;
  public static final int COLUMNS = SIDE * LANE_BITS;
  public static final int ROUNDS = 24;

  /** Variables of a polynomial over the bits of a state. */
  public static final int BIT_VARIABLES = 11;

  /** Variables of a polynomial over the columns of a state. */
  public static final int COLUMN_VARIABLES = 9;

  /** Bits of an output limb. */
  public static final int LIMB_BITS = 16;

  /** Limbs of an output state. */
  public static final int LIMBS = BITS / LIMB_BITS;

  private static final int[] TARGET = new int[LANES];
  private static final int[] TURN = new int[LANES];
  private static final long[] CONSTANTS = KeccakPermutation.roundConstants();

  static {
    int x = 1;
    int y = 0;
    for (int t = 0; t < ROUNDS; t++) {
      int lane = x + SIDE * y;
      int next = (2 * x + 3 * y) % SIDE;
      x = y;
      y = next;
      TURN[lane] = (t + 1) * (t + 2) / 2 % LANE_BITS;
      // pi moves lane (x, y) to (y, 2x + 3y): the lane that the walk visits next
      TARGET[lane] = x + SIDE * y;
    }
  }

  private KeccakWiring() {}

  /** The lane that pi moves {@code lane} to. */
  public static int target(int lane) {
    return TARGET[lane];
  }

  /** By how much rho turns {@code lane}. */
  public static int turn(int lane) {
    return TURN[lane];
  }

  /** The bit that rho and pi move {@code bit} to. */
  public static int targetBit(int bit) {
    int lane = bit / LANE_BITS;
    return LANE_BITS * TARGET[lane] + (bit + TURN[lane]) % LANE_BITS;
  }

  /** The constant of round {@code round}, from 0 on. */
  public static long constant(int round) {
    return CONSTANTS[round];
  }

  /** The bit {@code by} places to the right in its row. */
  public static int right(int bit, int by) {
    int lane = bit / LANE_BITS;
    int x = lane % SIDE;
    return bit + LANE_BITS * ((x + by) % SIDE - x);
  }

  /** The column whose parity theta takes from the left: {@code (x − 1, z)}. */
  public static int leftColumn(int bit) {
    int x = bit / LANE_BITS % SIDE;
    return LANE_BITS * ((x + SIDE - 1) % SIDE) + bit % LANE_BITS;
  }

  /** The column whose parity theta takes from the right: {@code (x + 1, z − 1)}. */
  public static int rightColumn(int bit) {
    int x = bit / LANE_BITS % SIDE;
    return LANE_BITS * ((x + 1) % SIDE) + (bit + LANE_BITS - 1) % LANE_BITS;
  }
}
