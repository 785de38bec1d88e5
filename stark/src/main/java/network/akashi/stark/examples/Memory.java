package network.akashi.stark.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TableBuilder;
import network.akashi.stark.air.TraceSet;

/**
 * A memory of 2^24 cells that all hold 0 at first: a log of reads and writes, and the proof that
 * each read yields what was last written. The statement is (number of accesses, sum of all values
 * read modulo p).
 */
public final class Memory {
  static final Bus RANGE_16 = new Bus("range16", 1, 1);
  static final Bus RANGE_8 = new Bus("range8", 2, 1);

  /** Carries (address, value, time). */
  static final Bus MEMORY = new Bus("memory", 3, 3);

  /** Addresses are below this. */
  public static final int CELLS = 1 << 24;

  private static final RangeTableAir TABLE_16 = new RangeTableAir("range16", RANGE_16, 16);
  private static final RangeTableAir TABLE_8 = new RangeTableAir("range8", RANGE_8, 8);

  /**
   * A read or a write.
   *
   * @param value what a write writes, an integer in {@code [0, p)}; a read ignores it
   */
  public record Access(boolean write, int address, int value) {
    public Access {
      if (address < 0 || address >= CELLS) {
        throw new IllegalArgumentException("address: %d is not below %d".formatted(address, CELLS));
      }
      if (!KoalaBear.isCanonical(value)) {
        throw new IllegalArgumentException("value: %d is not below p".formatted(value));
      }
    }
  }

  /** What a cell holds, and since when. */
  private record Cell(int value, int time) {}

  private final RangeTableAir.Counter range16 = TABLE_16.counter();
  private final RangeTableAir.Counter range8 = TABLE_8.counter();
  private final TreeMap<Integer, Cell> cells = new TreeMap<>();

  private Memory() {}

  public static Machine machine() {
    return new Machine("memory", List.of(new AccessAir(), new BoundaryAir(), TABLE_16, TABLE_8), 2);
  }

  /** The trace of {@code accesses} random reads and writes of {@code addresses} random cells. */
  public static TraceSet random(int accesses, int addresses, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] used = random.ints(addresses, 0, CELLS).toArray();
    List<Access> log = new ArrayList<>();
    for (int i = 0; i < accesses; i++) {
      int address = used[random.nextInt(used.length)];
      log.add(new Access(random.nextBoolean(), address, random.nextInt(KoalaBear.P)));
    }
    return trace(log);
  }

  /**
   * The trace of a log.
   *
   * @throws IllegalArgumentException if it is empty, or longer than 2^24
   */
  public static TraceSet trace(List<Access> log) {
    if (log.isEmpty() || log.size() > CELLS) {
      throw new IllegalArgumentException(
          "log: needs 1 to %d accesses, has %d".formatted(CELLS, log.size()));
    }
    return new Memory().run(log);
  }

  private TraceSet run(List<Access> log) {
    TableBuilder table = new TableBuilder(0, log.size(), 10);
    int sum = 0;
    for (int row = 0; row < log.size(); row++) {
      Access access = log.get(row);
      int time = row + 1;
      Cell previous = cells.getOrDefault(access.address(), new Cell(0, 0));
      int value = access.write() ? access.value() : previous.value();
      if (!access.write()) {
        sum = KoalaBear.add(sum, KoalaBear.fromInt(value));
      }
      int gap = time - previous.time() - 1;
      table.set(row, AccessAir.ACTIVE, 1);
      table.set(row, AccessAir.TIME, time);
      table.set(row, AccessAir.ADDRESS, access.address());
      table.set(row, AccessAir.WRITE, access.write() ? 1 : 0);
      table.set(row, AccessAir.VALUE, value);
      table.set(row, AccessAir.PREVIOUS_VALUE, previous.value());
      table.set(row, AccessAir.PREVIOUS_TIME, previous.time());
      table.set(row, AccessAir.GAP_LOW, range16.look(gap & 0xffff));
      table.set(row, AccessAir.GAP_HIGH, range8.look(gap >> 16));
      table.setElement(row, AccessAir.SUM, sum);
      cells.put(access.address(), new Cell(value, time));
    }
    int[] publicValues = {KoalaBear.fromInt(log.size()), sum};
    return new TraceSet(
        List.of(table.build(), boundary(), range16.table(2), range8.table(3)), publicValues);
  }

  private Table boundary() {
    TableBuilder table = new TableBuilder(1, cells.size(), 7);
    int row = 0;
    for (Map.Entry<Integer, Cell> entry : cells.entrySet()) {
      int address = entry.getKey();
      Cell cell = entry.getValue();
      table.set(row, BoundaryAir.ACTIVE, 1);
      table.set(row, BoundaryAir.ADDRESS_LOW, range16.look(address & 0xffff));
      table.set(row, BoundaryAir.ADDRESS_HIGH, range8.look(address >> 16));
      table.set(row, BoundaryAir.FINAL_VALUE, cell.value());
      table.set(row, BoundaryAir.FINAL_TIME, cell.time());
      Integer next = cells.higherKey(address);
      if (next != null) {
        int gap = next - address - 1;
        table.set(row, BoundaryAir.GAP_LOW, range16.look(gap & 0xffff));
        table.set(row, BoundaryAir.GAP_HIGH, range8.look(gap >> 16));
      }
      row++;
    }
    return table.build();
  }
}
