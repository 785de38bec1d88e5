package network.akashi.stark.air;

import java.util.List;

/**
 * The table that answers range checks: it takes each integer {@code 0 … 2^bits − 1} off its bus as
 * often as the others put it there.
 *
 * <p>The integers are a structured column; the one committed column, {@code count}, is free: no
 * constraint is needed, as no count makes an integer balance that is not in the table.
 *
 * @param bus carries single integers
 */
public record RangeTableAir(String name, Bus bus, int bits) implements Air {
  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("count"), List.of(), List.of(StructuredColumns.range("value", bits)));
  }

  @Override
  public <E> void constrain(AirBuilder<E> builder) {
    builder.receive(bus, builder.main(0), List.of(builder.structured(0)));
  }

  /** Collects lookups while other tables are filled. */
  public Counter counter() {
    return new Counter(name, bits);
  }

  /** How often each integer was looked up. */
  public static final class Counter {
    private final String name;
    private final int[] counts;
    private int largest;

    private Counter(String name, int bits) {
      this.name = name;
      counts = new int[1 << bits];
    }

    /**
     * Notes one lookup of {@code value}, and returns it.
     *
     * @throws IllegalArgumentException if the table does not hold it
     */
    public int look(long value) {
      if (value < 0 || value >= counts.length) {
        throw new IllegalArgumentException(
            "value: %d is not in table %s of 0 to %d".formatted(value, name, counts.length - 1));
      }
      counts[(int) value]++;
      largest = Math.max(largest, (int) value);
      return (int) value;
    }

    /** The table, as tall as the largest integer looked up asks for. */
    public Table table(int air) {
      TableBuilder table = new TableBuilder(air, largest + 1, 1);
      for (int value = 0; value <= largest; value++) {
        table.set(value, 0, counts[value]);
      }
      return table.build();
    }
  }
}
