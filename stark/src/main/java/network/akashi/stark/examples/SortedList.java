package network.akashi.stark.examples;

import java.util.Arrays;
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
 * A machine of three tables that share two buses: a list of unsigned 32-bit integers, the same list
 * sorted, and a range table. The statement is (count, smallest, largest), the latter as two 16-bit
 * limbs each, low before high.
 */
public final class SortedList {
  static final Bus RANGE_16 = new Bus("range16", 1, 1);
  static final Bus VALUES = new Bus("values", 2, 2);

  private static final RangeTableAir RANGE_TABLE = new RangeTableAir("range16", RANGE_16, 16);
  private static final int UNSORTED = 0;
  private static final int SORTED = 1;
  private static final int RANGE = 2;

  private SortedList() {}

  public static Machine machine() {
    return new Machine("sorted-list", List.of(new UnsortedAir(), new SortedAir(), RANGE_TABLE), 5);
  }

  /** The trace of {@code count} random values. */
  public static TraceSet random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] values = new int[count];
    Arrays.setAll(values, _ -> random.nextInt());
    return trace(values);
  }

  /**
   * The trace for {@code values}, read as unsigned integers.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static TraceSet trace(int[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values: a list without values has no smallest one");
    }
    RangeTableAir.Counter range = RANGE_TABLE.counter();
    long[] sorted = Arrays.stream(values).mapToLong(Integer::toUnsignedLong).sorted().toArray();
    Table unsortedTable = unsorted(values, range);
    Table sortedTable = sorted(sorted, range);
    long smallest = sorted[0];
    long largest = sorted[sorted.length - 1];
    int[] publicValues = {
      KoalaBear.fromInt(sorted.length),
      KoalaBear.fromLong(smallest & 0xffff),
      KoalaBear.fromLong(smallest >> 16),
      KoalaBear.fromLong(largest & 0xffff),
      KoalaBear.fromLong(largest >> 16)
    };
    return new TraceSet(List.of(unsortedTable, sortedTable, range.table(RANGE)), publicValues);
  }

  private static Table unsorted(int[] values, RangeTableAir.Counter range) {
    TableBuilder table = new TableBuilder(UNSORTED, values.length, 3);
    for (int row = 0; row < values.length; row++) {
      table.set(row, UnsortedAir.ACTIVE, 1);
      table.set(row, UnsortedAir.LOW, range.look(values[row] & 0xffff));
      table.set(row, UnsortedAir.HIGH, range.look(values[row] >>> 16));
    }
    return table.build();
  }

  private static Table sorted(long[] values, RangeTableAir.Counter range) {
    TableBuilder table = new TableBuilder(SORTED, values.length, 7);
    for (int row = 0; row < values.length; row++) {
      long value = values[row];
      table.set(row, SortedAir.ACTIVE, 1);
      table.set(row, SortedAir.INDEX, row);
      table.set(row, SortedAir.LOW, value & 0xffff);
      table.set(row, SortedAir.HIGH, value >> 16);
      if (row + 1 < values.length) {
        long next = values[row + 1];
        long difference = next - value;
        table.set(row, SortedAir.DIFFERENCE_LOW, range.look(difference & 0xffff));
        table.set(row, SortedAir.DIFFERENCE_HIGH, range.look(difference >> 16));
        table.set(row, SortedAir.BORROW, (next & 0xffff) < (value & 0xffff) ? 1 : 0);
      }
    }
    return table.build();
  }
}
