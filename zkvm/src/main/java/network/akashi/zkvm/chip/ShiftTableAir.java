package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.StructuredColumns;

/**
 * The plans of all shifts by a register: rows (kind, amount, {@link ShiftPlan}), where kinds are
 * left, right, and both again for 32 bits, of which amounts are below 32. Counts are free: none
 * makes a tuple balance that is not there.
 */
final class ShiftTableAir implements Air {
  private static final int AMOUNTS = 64;
  private static final int WORD_AMOUNTS = 32;

  /**
   * Plans: 64 of either kind for words of 64 bits, 32 of either for words of 32; and those again.
   */
  static final int ROWS = 4 * AMOUNTS;

  private static final int PLANS = 2 * AMOUNTS + 2 * WORD_AMOUNTS;
  private static final List<String> COLUMNS =
      List.of("kind", "amount", "up", "down", "is_down", "place");

  private final AirLayout layout = new AirLayout(List.of("count"), List.of(), columns());

  private static List<StructuredColumn> columns() {
    List<StructuredColumn> columns = new ArrayList<>();
    for (int c = 0; c < COLUMNS.size(); c++) {
      int column = c;
      List<Integer> values =
          IntStream.range(0, ROWS).mapToObj(row -> cells(row % PLANS).get(column)).toList();
      columns.add(StructuredColumns.table(COLUMNS.get(c), values));
    }
    return columns;
  }

  @Override
  public String name() {
    return "shifts";
  }

  @Override
  public AirLayout layout() {
    return layout;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    List<E> tuple = new ArrayList<>();
    for (int c = 0; c < COLUMNS.size(); c++) {
      tuple.add(b.structured(c));
    }
    b.receive(Buses.SHIFT, b.main(0), tuple);
  }

  private static List<Integer> cells(int row) {
    int kind = row < 2 * AMOUNTS ? row / AMOUNTS : 2 + (row - 2 * AMOUNTS) / WORD_AMOUNTS;
    int amount = row < 2 * AMOUNTS ? row % AMOUNTS : row % WORD_AMOUNTS;
    ShiftPlan plan = ShiftPlan.of(kind % 2 == 0, amount);
    return List.of(kind, amount, plan.up(), plan.down(), plan.isDown(), plan.place());
  }

  /** The row of a plan. */
  static int row(int kind, int amount) {
    return kind < 2 ? kind * AMOUNTS + amount : 2 * AMOUNTS + (kind - 2) * WORD_AMOUNTS + amount;
  }

  /** Fills the table's next row. */
  void fill(ChipRow row, Lookups lookups) {
    row.set(0, lookups.shifts()[row.row()]);
  }
}
