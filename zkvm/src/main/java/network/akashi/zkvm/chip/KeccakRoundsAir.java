package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;

/**
 * The rounds of Keccak-f[1600] on two states at once, a round a row.
 *
 * <p>What costs is the number of cells and lookups for each bit of state, and a lookup should
 * settle many bits. Cutting lanes into pieces of several bits would have every piece cut again, as
 * rho turns each lane by another amount. So a cell holds one bit of <em>each of two states</em>,
 * {@code b + 256·b'}, and rho and pi only say which column is meant. One lookup then makes five
 * cells:
 *
 * <pre>
 *   theta   D[x][z] = parity of the 10 cells of columns (x − 1, z) and (x + 1, z − 1): two positions
 *           z in one lookup, as sums of 10 bits fit 4
 *   chi     the row of cells S + D that rho and pi bring together, each digit 0, 1 or 2, weighed by
 *           3^x and so below 243 for each state: one lookup, which takes parities and does chi,
 *           gives five cells of the next row
 *   iota    the cells that come out of chi are the next row's, turned over where the round constant
 *           has a bit
 * </pre>
 *
 * <p>Each pair of states takes {@value #BLOCK} rows:
 *
 * <pre>
 *   step 0        prepares: its chi gives the input. So the input's cells come out of the table, and
 *                 are known to hold bits; what goes in is the prover's choice, and D is not looked up
 *   steps 1 … 24  rounds
 *   at last       a row that holds the result, in which nothing is looked up
 * </pre>
 *
 * <p>Step 0 and step 24 send (pair, part, bytes) of the next row's state: the input and the result.
 * The chip that asked takes both off the bus. A pair's rows hang together as a row is a round
 * exactly if the one before it is a step, and not the last; then its number is one more and its
 * pair the same. The row after the last row of the table is the first, and that is as good as any
 * other.
 */
final class KeccakRoundsAir implements Air {
  static final int BLOCK = KeccakScheduleAir.STEPS + 1;

  private static final int MOST_TABLES = 3;
  private static final int LEAST_ROWS = 1 << 9;

  /** What the second state's bit counts in a cell. */
  static final int SECOND = 1 << 8;

  /** Elements of a message: each a byte of both states. */
  private static final int PER_MESSAGE = Buses.KECCAK_STATE.arity() - 2;

  static final int STATE_BYTES = KeccakLanes.LANES * Long.BYTES;
  static final int MESSAGES = Math.ceilDiv(STATE_BYTES, PER_MESSAGE);

  static final int STATE = 0;
  static final int D = STATE + KeccakLanes.LANES * Long.SIZE;
  static final int PAIR = D + KeccakLanes.SIDE * Long.SIZE;
  static final int STEP = PAIR + 1;
  static final int PREPARES = STEP + 1;
  static final int IS_ROUND = PREPARES + 1;
  static final int IS_LAST = IS_ROUND + 1;
  static final int CONSTANT = IS_LAST + 1;
  static final int WIDTH = CONSTANT + KeccakLanes.CONSTANT_BITS.length;

  private final AirLayout layout = makeLayout();

  @Override
  public String name() {
    return "keccak_rounds";
  }

  @Override
  public AirLayout layout() {
    return layout;
  }

  private static AirLayout makeLayout() {
    Columns columns = new Columns();
    for (int lane = 0; lane < KeccakLanes.LANES; lane++) {
      columns.many("s_%d_%d".formatted(lane % 5, lane / 5), Long.SIZE);
    }
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      columns.many("d_" + x, Long.SIZE);
    }
    columns.one("pair");
    columns.one("step");
    columns.one("prepares");
    columns.one("is_round");
    columns.one("is_last");
    columns.many("constant", KeccakLanes.CONSTANT_BITS.length);
    return columns.layout();
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E prepares = b.main(PREPARES);
    E isRound = b.main(IS_ROUND);
    E isLast = b.main(IS_LAST);
    E works = b.add(prepares, isRound);
    b.assertBoolean("prepares is a bit", prepares);
    b.assertBoolean("is_round is a bit", isRound);
    b.assertBoolean("a row is one step at most", works);
    b.assertBoolean("is_last is a bit", isLast);
    b.assertZero("only a round is the last", b.mul(b.sub(b.constant(1), isRound), isLast));
    schedule(b, works);
    E goesOn = b.sub(works, isLast);
    b.assertEqual("rounds follow steps", b.next(IS_ROUND), goesOn);
    E counted = b.sub(b.sub(b.next(STEP), b.main(STEP)), b.constant(1));
    b.assertZero("steps are counted", b.mul(goesOn, counted));
    b.assertZero("of one pair", b.mul(goesOn, b.sub(b.next(PAIR), b.main(PAIR))));
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      for (int z = 0; z < Long.SIZE; z += 2) {
        theta(b, x, z);
      }
    }
    for (int y = 0; y < KeccakLanes.SIDE; y++) {
      for (int z = 0; z < Long.SIZE; z++) {
        chi(b, works, y, z);
      }
    }
    E sends = b.add(prepares, isLast);
    b.assertBoolean("a row sends its state once at most", sends); // implied; for the audit to see
    sendState(b, sends);
  }

  private static <E> void schedule(AirBuilder<E> b, E works) {
    List<E> tuple = new ArrayList<>(List.of(b.main(STEP), b.main(PREPARES), b.main(IS_LAST)));
    for (int i = 0; i < KeccakLanes.CONSTANT_BITS.length; i++) {
      tuple.add(b.main(CONSTANT + i));
    }
    b.send(Buses.KECCAK_SCHEDULE, works, tuple);
  }

  private static int state(int lane, int z) {
    return STATE + lane * Long.SIZE + (z & 63);
  }

  /** D at (x, z) and (x, z + 1). */
  private static <E> void theta(AirBuilder<E> b, int x, int z) {
    E sums = b.add(columns(b, x, z), b.mul(b.constant(1 << 4), columns(b, x, z + 1)));
    int d = D + x * Long.SIZE + z;
    b.send(Buses.KECCAK_PARITY, b.main(IS_ROUND), List.of(sums, b.main(d), b.main(d + 1)));
  }

  /** The sum of the columns whose parity theta adds at (x, z). */
  private static <E> E columns(AirBuilder<E> b, int x, int z) {
    E sum = b.constant(0);
    for (int y = 0; y < KeccakLanes.SIDE; y++) {
      E left = b.main(state((x + 4) % KeccakLanes.SIDE + KeccakLanes.SIDE * y, z));
      E right = b.main(state((x + 1) % KeccakLanes.SIDE + KeccakLanes.SIDE * y, z - 1));
      sum = b.add(sum, b.add(left, right));
    }
    return sum;
  }

  /** The row at (y, z), after rho and pi. */
  private static <E> void chi(AirBuilder<E> b, E works, int y, int z) {
    E input = b.constant(0);
    int weight = 1;
    List<E> tuple = new ArrayList<>();
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      int target = x + KeccakLanes.SIDE * y;
      int source = KeccakLanes.source(target);
      int from = z - KeccakLanes.turn(target) & 63;
      E d = b.main(D + source % KeccakLanes.SIDE * Long.SIZE + from);
      E digit = b.add(b.main(state(source, from)), d);
      input = b.add(input, b.mul(b.constant(weight), digit));
      weight *= 3;
      tuple.add(target == 0 ? withConstant(b, z) : b.next(state(target, z)));
    }
    tuple.addFirst(input);
    b.send(Buses.KECCAK_CHI, works, tuple);
  }

  /** What is at z in the next row's lane (0, 0) before iota. */
  private static <E> E withConstant(AirBuilder<E> b, int z) {
    E after = b.next(state(0, z));
    for (int i = 0; i < KeccakLanes.CONSTANT_BITS.length; i++) {
      if (KeccakLanes.CONSTANT_BITS[i] == z) {
        E turned = b.sub(b.constant(1 + SECOND), after);
        return b.add(after, b.mul(b.main(CONSTANT + i), b.sub(turned, after)));
      }
    }
    return after;
  }

  private static <E> void sendState(AirBuilder<E> b, E multiplicity) {
    for (int message = 0; message < MESSAGES; message++) {
      E part = b.mul(b.constant(MESSAGES), b.main(IS_LAST));
      List<E> tuple = new ArrayList<>();
      tuple.add(b.main(PAIR));
      tuple.add(b.add(b.constant(message), part));
      for (int i = message * PER_MESSAGE; i < (message + 1) * PER_MESSAGE; i++) {
        E sum = b.constant(0);
        for (int bit = 0; bit < Byte.SIZE && i < STATE_BYTES; bit++) {
          int z = i % Long.BYTES * Byte.SIZE + bit;
          E cell = b.next(state(i / Long.BYTES, z));
          sum = b.add(sum, b.mul(b.constant(1L << bit), cell));
        }
        tuple.add(sum);
      }
      b.send(Buses.KECCAK_STATE, multiplicity, tuple);
    }
  }

  /**
   * Deals pairs to tables whose heights come close to powers of two, as each is padded to one; to
   * few, as the openings of a table's columns are 70 KiB of the proof.
   */
  static List<Integer> cut(int pairs) {
    List<Integer> parts = new ArrayList<>();
    int left = pairs;
    while (left > 0) {
      int rows = left * BLOCK;
      int below = Integer.highestOneBit(rows);
      boolean isLast =
          parts.size() == MOST_TABLES - 1 || rows <= LEAST_ROWS || 8 * rows >= 7 * 2 * below;
      parts.add(isLast ? left : below / BLOCK);
      left -= parts.getLast();
    }
    return parts;
  }

  /**
   * Takes a pair's input or result off the bus.
   *
   * @param pair what the pair is called
   * @param isResult which of the two
   * @param bytes each {@code b + 256·b'} with a byte of both states
   */
  static <E> void take(InstructionRow<E> row, E pair, boolean isResult, List<E> bytes) {
    for (int message = 0; message < MESSAGES; message++) {
      List<E> tuple = new ArrayList<>();
      tuple.add(pair);
      tuple.add(row.constant(message + (isResult ? MESSAGES : 0)));
      for (int i = message * PER_MESSAGE; i < (message + 1) * PER_MESSAGE; i++) {
        tuple.add(i < STATE_BYTES ? bytes.get(i) : row.constant(0));
      }
      row.b.receive(Buses.KECCAK_STATE, row.active, tuple);
    }
  }
}
