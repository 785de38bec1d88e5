package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;

/**
 * The plans of all shifts by a register, fixed in the key: rows (kind, amount, {@link ShiftPlan}),
 * where kinds are left, right, and both again for 32 bits, of which amounts are below 32. Counts
 * are free: none makes a tuple balance that is not there.
 *
 * <p>Rows of zeros that fill the table up are no tuple that a chip can send, as places begin at 1.
 */
final class ShiftTableAir implements Air {
  private static final int AMOUNTS = 64;
  private static final int WORD_AMOUNTS = 32;

  /** Plans: 64 of either kind for words of 64 bits, 32 of either for words of 32. */
  static final int ROWS = 2 * AMOUNTS + 2 * WORD_AMOUNTS;

  private static final int COLUMNS = 6;

  @Override
  public String name() {
    return "shifts";
  }

  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("count"), List.of("kind", "amount", "up", "down", "is_down", "place"), List.of());
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    b.receive(
        Buses.SHIFT,
        b.main(0),
        List.of(
            b.preprocessed(0),
            b.preprocessed(1),
            b.preprocessed(2),
            b.preprocessed(3),
            b.preprocessed(4),
            b.preprocessed(5)));
  }

  @Override
  public int[][] preprocessedValues() {
    int[][] columns = new int[COLUMNS][ROWS];
    for (int row = 0; row < ROWS; row++) {
      int kind = kind(row);
      int amount = row < 2 * AMOUNTS ? row % AMOUNTS : row % WORD_AMOUNTS;
      ShiftPlan plan = ShiftPlan.of(kind % 2 == 0, amount);
      int[] cells = {kind, amount, plan.up(), plan.down(), plan.isDown(), plan.place()};
      for (int c = 0; c < COLUMNS; c++) {
        columns[c][row] = cells[c];
      }
    }
    return columns;
  }

  private static int kind(int row) {
    return row < 2 * AMOUNTS ? row / AMOUNTS : 2 + (row - 2 * AMOUNTS) / WORD_AMOUNTS;
  }

  /** The row of a plan. */
  static int row(int kind, int amount) {
    return kind < 2 ? kind * AMOUNTS + amount : 2 * AMOUNTS + (kind - 2) * WORD_AMOUNTS + amount;
  }

  /** Fills the table's next row. */
  void fill(ChipRow row, Lookups lookups) {
    row.set(0, row.row() < ROWS ? lookups.shifts()[row.row()] : 0);
  }
}
