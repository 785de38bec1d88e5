package network.akashi.zkvm.chip;

import java.util.Arrays;
import network.akashi.math.KoalaBear;

/** Fills rows of {@link KeccakRoundsAir}, and counts what they look up. */
final class KeccakRoundsFiller {
  private static final int ROWS = KeccakRoundsAir.BLOCK;

  /** {@code Σ 3^x·bit_x} of five bits. */
  private static final int[] TERNARY = new int[1 << KeccakLanes.SIDE];

  static {
    for (int row = 0; row < TERNARY.length; row++) {
      int weight = 1;
      for (int x = 0; x < KeccakLanes.SIDE; x++, weight *= 3) {
        TERNARY[row] += weight * (row >>> x & 1);
      }
    }
  }

  private final int[] chiCounts = new int[KeccakTableAir.ROWS];
  private final int[] parityCounts = new int[KeccakTableAir.ROWS];
  private final int[] cells = new int[KeccakRoundsAir.WIDTH * ROWS];

  /** Cells that hold the bits b and b', at {@code b + 2·b'}. */
  private final int[] pairs = {
    KoalaBear.fromInt(0),
    KoalaBear.fromInt(1),
    KoalaBear.fromInt(KeccakRoundsAir.SECOND),
    KoalaBear.fromInt(1 + KeccakRoundsAir.SECOND)
  };

  private final long[][] states = new long[2][];
  private final long[][] d = new long[2][KeccakLanes.SIDE];
  private final long[][] moved = new long[2][KeccakLanes.LANES];
  private final long[][] movedD = new long[2][KeccakLanes.LANES];

  int[] chiCounts() {
    return chiCounts;
  }

  int[] parityCounts() {
    return parityCounts;
  }

  /**
   * Fills the rows of a pair.
   *
   * @param pair what it is called
   * @param first a state, permuted in place
   * @param second another
   */
  void fill(ChipRow row, int pair, long[] first, long[] second) {
    Arrays.fill(cells, 0);
    states[0] = first;
    states[1] = second;
    prepare();
    for (int round = 0; round < KeccakLanes.ROUNDS; round++) {
      putStates(round + 1);
      countParities();
      putD(round + 1);
      for (int i = 0; i < 2; i++) {
        KeccakLanes.theta(states[i], d[i]);
        KeccakLanes.move(states[i], moved[i]);
        KeccakLanes.move(spread(d[i]), movedD[i]);
      }
      countChi();
      for (long[] state : states) {
        KeccakLanes.round(state, round, new long[KeccakLanes.SIDE], new long[KeccakLanes.LANES]);
      }
      long constant = KeccakLanes.constant(round);
      for (int i = 0; i < KeccakLanes.CONSTANT_BITS.length; i++) {
        int bit = (int) (constant >>> KeccakLanes.CONSTANT_BITS[i]) & 1;
        put(KeccakRoundsAir.CONSTANT + i, round + 1, bit);
      }
      put(KeccakRoundsAir.IS_ROUND, round + 1, 1);
    }
    putStates(ROWS - 1);
    for (int step = 0; step < KeccakScheduleAir.STEPS; step++) {
      put(KeccakRoundsAir.PAIR, step, pair);
      put(KeccakRoundsAir.STEP, step, step);
    }
    put(KeccakRoundsAir.PREPARES, 0, 1);
    put(KeccakRoundsAir.IS_LAST, ROWS - 2, 1);
    row.block(cells, ROWS);
  }

  /** The row whose chi is the input. */
  private void prepare() {
    long[][] inputs = {states[0].clone(), states[1].clone()};
    for (int i = 0; i < 2; i++) {
      KeccakLanes.chiBack(inputs[i], moved[i]);
      KeccakLanes.moveBack(moved[i], states[i]);
      Arrays.fill(movedD[i], 0);
    }
    putStates(0);
    countChi();
    for (int i = 0; i < 2; i++) {
      System.arraycopy(inputs[i], 0, states[i], 0, KeccakLanes.LANES);
    }
  }

  private static long[] spread(long[] d) {
    long[] lanes = new long[KeccakLanes.LANES];
    Arrays.setAll(lanes, lane -> d[lane % KeccakLanes.SIDE]);
    return lanes;
  }

  private void put(int column, int row, int value) {
    cells[column * ROWS + row] = KoalaBear.fromInt(value);
  }

  private void putStates(int row) {
    for (int lane = 0; lane < KeccakLanes.LANES; lane++) {
      putBits(KeccakRoundsAir.STATE + lane * Long.SIZE, row, states[0][lane], states[1][lane]);
    }
  }

  private void putD(int row) {
    for (int i = 0; i < 2; i++) {
      KeccakLanes.theta(states[i], d[i]);
    }
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      putBits(KeccakRoundsAir.D + x * Long.SIZE, row, d[0][x], d[1][x]);
    }
  }

  private void putBits(int column, int row, long first, long second) {
    int at = column * ROWS + row;
    for (int z = 0; z < Long.SIZE; z++, at += ROWS) {
      cells[at] = pairs[(int) (first >>> z & 1) | (int) (second >>> z & 1) << 1];
    }
  }

  private void countParities() {
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      for (int z = 0; z < Long.SIZE; z += 2) {
        int low = sum(states[0], x, z) | sum(states[0], x, z + 1) << 4;
        int high = sum(states[1], x, z) | sum(states[1], x, z + 1) << 4;
        parityCounts[low | high << 8]++;
      }
    }
  }

  private static int sum(long[] state, int x, int z) {
    int left = (x + 4) % KeccakLanes.SIDE;
    int right = (x + 1) % KeccakLanes.SIDE;
    int sum = 0;
    for (int y = 0; y < KeccakLanes.LANES; y += KeccakLanes.SIDE) {
      sum += (int) (state[left + y] >>> z & 1) + (int) (state[right + y] >>> (z - 1) & 1);
    }
    return sum;
  }

  private void countChi() {
    for (int y = 0; y < KeccakLanes.LANES; y += KeccakLanes.SIDE) {
      for (int z = 0; z < Long.SIZE; z++) {
        int low = TERNARY[bits(moved[0], y, z)] + TERNARY[bits(movedD[0], y, z)];
        int high = TERNARY[bits(moved[1], y, z)] + TERNARY[bits(movedD[1], y, z)];
        chiCounts[low | high << 8]++;
      }
    }
  }

  private static int bits(long[] lanes, int y, int z) {
    int bits = 0;
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      bits |= (int) (lanes[y + x] >>> z & 1) << x;
    }
    return bits;
  }
}
