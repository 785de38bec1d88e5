package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.StructuredColumns;

/** Which step of a permutation is the first, which the last, and the round constants. */
final class KeccakScheduleAir implements Air {
  /** The step before the first round, and the rounds. */
  static final int STEPS = KeccakLanes.ROUNDS + 1;

  /** Steps that the table has; those beyond {@link #STEPS} are the first again. */
  private static final int ROWS = 32;

  private final AirLayout layout = makeLayout();

  @Override
  public String name() {
    return "keccak_schedule";
  }

  @Override
  public AirLayout layout() {
    return layout;
  }

  private static AirLayout makeLayout() {
    List<StructuredColumn> columns = new ArrayList<>();
    columns.add(column("step", step -> step));
    columns.add(column("first", step -> step == 0 ? 1 : 0));
    columns.add(column("last", step -> step == STEPS - 1 ? 1 : 0));
    for (int bit : KeccakLanes.CONSTANT_BITS) {
      columns.add(
          column(
              "constant_" + bit,
              step -> step == 0 ? 0 : (int) (KeccakLanes.constant(step - 1) >>> bit) & 1));
    }
    return new AirLayout(List.of("count"), List.of(), columns);
  }

  private static StructuredColumn column(String name, IntUnaryOperator ofStep) {
    List<Integer> values = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      values.add(ofStep.applyAsInt(row < STEPS ? row : 0));
    }
    return StructuredColumns.table(name, values);
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    List<E> tuple = new ArrayList<>();
    for (int i = 0; i < Buses.KECCAK_SCHEDULE.arity(); i++) {
      tuple.add(b.structured(i));
    }
    b.receive(Buses.KECCAK_SCHEDULE, b.main(0), tuple);
  }

  /** Fills all rows, after {@code permutations} went through all steps. */
  void fill(ChipRow row, int permutations) {
    for (int step = 0; step < STEPS; step++) {
      row.advance();
      row.set(0, permutations);
    }
  }
}
