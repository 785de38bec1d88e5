package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;
import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.isa.Family;

/**
 * The program: a row for each instruction, all of it in the key, and how often it was carried out.
 * From the counts follow the cells that the run cost, whose sum is stated.
 *
 * <p>A family's number is {@code 4·high + low}; both come as flags for 1, 2 and 3, so that its cost
 * is an expression of degree 2 and no part of the key. Words that are no instructions have code 0,
 * which no chip asks for.
 */
final class ProgramAir implements Air {
  private static final int COUNT = 0;
  private static final int TOTAL = 1;
  private static final int PC = 0;
  private static final int HIGH = 1;
  private static final int LOW = 4;
  private static final int PLACE = 7;
  private static final int OPERANDS = 8;
  private static final int FIXED_COLUMNS = 15;

  private final List<RomRow> rows;

  ProgramAir(List<RomRow> rows) {
    this.rows = List.copyOf(rows);
  }

  private static final List<Family> FAMILIES = List.of(Family.values());

  @Override
  public String name() {
    return "program";
  }

  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("count", "total"),
        List.of(
            "pc", "high_1", "high_2", "high_3", "low_1", "low_2", "low_3", "place", "rd", "rs1",
            "rs2", "a", "b", "c", "d"),
        List.of());
  }

  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    List<E> high = flags(b, HIGH);
    List<E> low = flags(b, LOW);
    E family = b.constant(0);
    E cost = b.constant(0);
    for (int h = 0; h < 4; h++) {
      family = b.add(family, b.mul(b.constant(4L * h), high.get(h)));
      family = b.add(family, b.mul(b.constant(h), low.get(h)));
      E row = b.constant(0);
      for (int l = 0; l < 4; l++) {
        long cells = CostModel.cells(FAMILIES.get(4 * h + l));
        row = b.add(row, b.mul(b.constant(cells), low.get(l)));
      }
      cost = b.add(cost, b.mul(high.get(h), row));
    }
    E code = b.add(b.mul(b.constant(RomRow.PLACES), family), b.preprocessed(PLACE));
    List<E> tuple = new ArrayList<>(List.of(b.preprocessed(PC), code));
    for (int i = OPERANDS; i < FIXED_COLUMNS; i++) {
      tuple.add(b.preprocessed(i));
    }
    E count = b.main(COUNT);
    b.receive(Buses.PROGRAM, count, tuple);
    RunningSum.constrain(b, TOTAL, b.mul(count, cost), PublicValue.PROGRAM_CELLS);
  }

  /** Flags for 0 to 3, of which the key holds the last three. */
  private static <E> List<E> flags(AirBuilder<E> b, int first) {
    E one = b.preprocessed(first);
    E two = b.preprocessed(first + 1);
    E three = b.preprocessed(first + 2);
    return List.of(b.sub(b.sub(b.sub(b.constant(1), one), two), three), one, two, three);
  }

  static long cost(RomRow row) {
    return row.code() == 0 ? 0 : CostModel.cells(FAMILIES.get(row.code() / RomRow.PLACES));
  }

  /** The table's row {@code index} but for its total. */
  void fill(ChipRow row, long count) {
    row.set(COUNT, count);
  }

  /** Sums up a filled table. */
  void finish(ChipRow table, long[] counts) {
    long sum = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      sum += counts[i] * cost(rows.get(i));
      table.setAt(i, TOTAL, sum);
    }
  }

  @Override
  public int[][] preprocessedValues() {
    int[][] columns = new int[FIXED_COLUMNS][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      RomRow row = rows.get(i);
      int family = row.code() / RomRow.PLACES;
      columns[PC][i] = row.pc();
      for (int flag = 1; flag <= 3; flag++) {
        columns[HIGH + flag - 1][i] = family >> 2 == flag ? 1 : 0;
        columns[LOW + flag - 1][i] = (family & 3) == flag ? 1 : 0;
      }
      columns[PLACE][i] = row.code() % RomRow.PLACES;
      int[] operands = {row.rd(), row.rs1(), row.rs2(), row.a(), row.b(), row.c(), row.d()};
      for (int k = 0; k < operands.length; k++) {
        columns[OPERANDS + k][i] = operands[k];
      }
    }
    return columns;
  }
}
