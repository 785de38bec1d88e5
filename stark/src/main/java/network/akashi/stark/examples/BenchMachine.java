package network.akashi.stark.examples;

import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TableBuilder;
import network.akashi.stark.air.TraceSet;

/**
 * The machine that {@code akashi bench stark} proves: one wide chip of any height (see {@link
 * BenchAir}), its boundary, and a 2^16-row range table. The statement is (steps, accumulator).
 */
public final class BenchMachine {
  static final Bus RANGE_16 = new Bus("range16", 1, 1);

  /** Carries (clock, accumulator). */
  static final Bus STATE = new Bus("state", 2, 2);

  /** Main columns of the wide chip. */
  public static final int WIDTH = BenchAir.WIDTH;

  private static final RangeTableAir RANGE_TABLE = new RangeTableAir("range16", RANGE_16, 16);

  private BenchMachine() {}

  public static Machine machine() {
    return new Machine("bench", List.of(new BenchAir(), new BenchEndsAir(), RANGE_TABLE), 2);
  }

  /** The trace of {@code rows} random steps. */
  public static TraceSet trace(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RangeTableAir.Counter range = RANGE_TABLE.counter();
    TableBuilder table = new TableBuilder(0, rows, BenchAir.WIDTH);
    int accumulator = 0;
    for (int row = 0; row < rows; row++) {
      table.set(row, BenchAir.ACTIVE, 1);
      table.set(row, BenchAir.CLOCK, row);
      table.setElement(row, BenchAir.ACCUMULATOR, accumulator);
      for (int i = 0; i < BenchAir.LANES; i++) {
        int bits = random.nextInt();
        fillLane(table, row, i, bits & 0xffff, bits >>> 16, range);
        if (i == 0) {
          fillBits(table, row, bits & 0xffff, range);
        }
      }
      for (int i = 0; i < BenchAir.LANES; i++) {
        int x = table.element(row, BenchAir.X + i);
        int y = table.element(row, BenchAir.Y + (i + 1) % BenchAir.LANES);
        int product = KoalaBear.mul(x, y);
        table.setElement(row, BenchAir.PRODUCT + i, product);
        accumulator = KoalaBear.add(accumulator, product);
      }
    }
    int[] publicValues = {KoalaBear.fromInt(rows), accumulator};
    return new TraceSet(
        List.of(table.build(), ends(rows, accumulator), range.table(2)), publicValues);
  }

  private static void fillLane(
      TableBuilder table, int row, int lane, int x, int y, RangeTableAir.Counter range) {
    table.set(row, BenchAir.X + lane, range.look(x));
    table.set(row, BenchAir.Y + lane, range.look(y));
    table.set(row, BenchAir.Z + lane, range.look((x + y) & 0xffff));
  }

  private static void fillBits(TableBuilder table, int row, int x, RangeTableAir.Counter range) {
    for (int j = 0; j < BenchAir.BITS; j++) {
      table.set(row, BenchAir.BIT + j, (x >> j) & 1);
    }
    table.set(row, BenchAir.REST, range.look(x >> BenchAir.BITS));
  }

  private static Table ends(int steps, int result) {
    TableBuilder table = new TableBuilder(1, 1, 3);
    table.set(0, BenchEndsAir.ACTIVE, 1);
    table.set(0, BenchEndsAir.STEPS, steps);
    table.setElement(0, BenchEndsAir.RESULT, result);
    return table.build();
  }
}
