package network.akashi.zkvm.chip;

import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.zkvm.exec.EnvironmentCall;

/** An accelerator whose rows stand for one call each. A row with {@code active} 0 is padding. */
abstract class OneRowAccelerator extends AcceleratorChip {
  private final EnvironmentCall call;
  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int time = columns.one("time");

  /** a0, where the result goes. */
  private final Pointer target = new Pointer(columns, "target");

  OneRowAccelerator(EnvironmentCall call) {
    this.call = call;
  }

  /** For field initialisers of subclasses. */
  final Columns columns() {
    return columns;
  }

  @Override
  public final String name() {
    return call.label();
  }

  @Override
  public final AirLayout layout() {
    return columns.layout();
  }

  @Override
  final EnvironmentCall call() {
    return call;
  }

  @Override
  public final <E> void constrain(AirBuilder<E> b) {
    E isActive = b.main(active);
    b.assertBoolean("active is a bit", isActive);
    InstructionRow<E> row = new InstructionRow<>(b, isActive, b.constant(0), b.main(time));
    row.take(call, target);
    constrain(row, target);
  }

  /** Says what a row means, except that it answers a request with pointer {@code target} in a0. */
  abstract <E> void constrain(InstructionRow<E> row, Pointer target);

  @Override
  final void fill(ChipRow row, Step step) {
    row.set(active, 1);
    row.set(time, step.time());
    target.fill(row, step.second());
    fillOperands(row, step);
  }

  /** Fills everything but what {@link #constrain(AirBuilder)} speaks of. */
  abstract void fillOperands(ChipRow row, Step step);
}
