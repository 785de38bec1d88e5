package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * Keccak-f[1600], in place. A row stands for two calls, whose states {@link KeccakRoundsAir}
 * permutes together: it takes the requests, accesses the states in memory, and sees to it that what
 * goes into the rounds, and comes out of them, is what memory held and holds.
 *
 * <p>A pair is called by the time of its first call, so no two have the same name: a request is
 * taken once. If there is no second call, some state is permuted for it all the same, which is
 * nobody's.
 */
final class KeccakChip extends AcceleratorChip {
  private static final int CALLS = 2;
  private static final int LANES = KeccakLanes.LANES;

  private final Columns columns = new Columns();
  private final List<Call> calls = List.of(new Call(columns, "first"), new Call(columns, "second"));
  private final KeccakRoundsAir rounds = new KeccakRoundsAir();
  private final KeccakTableAir table = new KeccakTableAir();
  private final KeccakScheduleAir schedule = new KeccakScheduleAir();

  /** The columns of one call. */
  private static final class Call {
    private final String name;
    private final int active;
    private final int time;
    private final Pointer pointer;
    private final int times;
    private final int before;
    private final int after;

    Call(Columns columns, String name) {
      this.name = name;
      active = columns.one(name + "_active");
      time = columns.one(name + "_time");
      pointer = new Pointer(columns, name);
      times = columns.many(name + "_lane_time", LANES);
      before = columns.many(name + "_before", KeccakRoundsAir.STATE_BYTES);
      after = columns.many(name + "_after", KeccakRoundsAir.STATE_BYTES);
    }

    <E> InstructionRow<E> row(AirBuilder<E> b) {
      return new InstructionRow<>(b, b.main(active), b.constant(0), b.main(time));
    }
  }

  @Override
  EnvironmentCall call() {
    return EnvironmentCall.KECCAK_F;
  }

  @Override
  int callsPerRow() {
    return CALLS;
  }

  @Override
  List<Air> companions() {
    return List.of(rounds, table, schedule);
  }

  @Override
  public String name() {
    return call().label();
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    InstructionRow<E> pair = calls.getFirst().row(b);
    List<List<E>> before = new ArrayList<>();
    List<List<E>> after = new ArrayList<>();
    for (Call call : calls) {
      InstructionRow<E> row = call.row(b);
      b.assertBoolean(call.name + "_active is a bit", row.active);
      row.take(call(), call.pointer);
      before.add(row.cells(call.before, KeccakRoundsAir.STATE_BYTES));
      after.add(row.cells(call.after, KeccakRoundsAir.STATE_BYTES));
      pair.bytePairs(before.getLast());
      pair.bytePairs(after.getLast());
      access(row, call, row.limbs(before.getLast()), row.limbs(after.getLast()));
    }
    E alone = b.main(calls.getLast().active);
    b.assertZero("no second call without a first", b.mul(pair.not(pair.active), alone));
    E name = pair.time(0);
    KeccakRoundsAir.take(pair, name, false, join(pair, before));
    KeccakRoundsAir.take(pair, name, true, join(pair, after));
  }

  private static <E> void access(InstructionRow<E> row, Call call, List<E> before, List<E> after) {
    for (int i = 0; i < LANES; i++) {
      int limb = InstructionRow.LIMBS * i;
      row.access(
          Slots.MEMORY,
          row.constant(Space.WRITABLE),
          call.pointer.word(row, i),
          call.times + i,
          before.subList(limb, limb + InstructionRow.LIMBS),
          after.subList(limb, limb + InstructionRow.LIMBS),
          row.active);
    }
  }

  private static <E> List<E> join(InstructionRow<E> row, List<List<E>> bytes) {
    List<E> joined = new ArrayList<>();
    for (int i = 0; i < KeccakRoundsAir.STATE_BYTES; i++) {
      E second = row.scaled(KeccakRoundsAir.SECOND, bytes.getLast().get(i));
      joined.add(row.sum(bytes.getFirst().get(i), second));
    }
    return joined;
  }

  @Override
  void fill(ChipRow row, Step step, int place) {
    Call call = calls.get(place);
    row.set(call.active, 1);
    row.set(call.time, step.time());
    call.pointer.fill(row, step.second());
    for (int i = 0; i < LANES; i++) {
      row.set(call.times + i, step.memory(Slots.MEMORY, i));
      putLane(row, call.before, i, step.accessBefore(i));
      putLane(row, call.after, i, step.accessAfter(i));
    }
  }

  private static void putLane(ChipRow row, int first, int lane, long value) {
    row.bytes(first + Long.BYTES * lane, value);
    row.bytePairs(value);
  }

  @Override
  void finish(ChipRow rows, int height, Opener opener) {
    finishLast(rows, height);
    KeccakRoundsFiller filler = new KeccakRoundsFiller();
    int row = 0;
    for (int pairs : KeccakRoundsAir.cut(height)) {
      ChipRow steps = opener.open(rounds, KeccakRoundsAir.BLOCK * pairs);
      for (int end = row + pairs; row < end; row++) {
        long[] first = state(rows, row, calls.getFirst().before);
        long[] second = state(rows, row, calls.getLast().before);
        filler.fill(steps, rows.getAt(row, calls.getFirst().time), first, second);
      }
    }
    ChipRow counts = opener.open(table, KeccakTableAir.ROWS);
    for (int i = 0; i < KeccakTableAir.ROWS; i++) {
      table.fill(counts, filler.chiCounts()[i], filler.parityCounts()[i]);
    }
    schedule.fill(opener.open(schedule, KeccakScheduleAir.STEPS), height);
  }

  /** Permutes zeros if the last row has no second call. */
  private void finishLast(ChipRow rows, int height) {
    Call second = calls.getLast();
    if (rows.getAt(height - 1, second.active) == 1) {
      return;
    }
    long[] state = new long[LANES];
    long[] d = new long[KeccakLanes.SIDE];
    for (int round = 0; round < KeccakLanes.ROUNDS; round++) {
      KeccakLanes.round(state, round, d, new long[LANES]);
    }
    for (int i = 0; i < LANES; i++) {
      putLane(rows, second.before, i, 0);
      putLane(rows, second.after, i, state[i]);
    }
  }

  private static long[] state(ChipRow rows, int row, int first) {
    long[] state = new long[LANES];
    for (int i = 0; i < KeccakRoundsAir.STATE_BYTES; i++) {
      long value = rows.getAt(row, first + i);
      state[i / Long.BYTES] |= value << (Byte.SIZE * (i % Long.BYTES));
    }
    return state;
  }
}
