package network.akashi.stark.examples;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/** Puts the first state on the bus and takes the last off, in one row. */
final class BenchEndsAir implements Air {
  static final int ACTIVE = 0;
  static final int STEPS = 1;
  static final int RESULT = 2;

  @Override
  public String name() {
    return "bench-ends";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of("active", "steps", "result");
  }

  /** A second one could start a second chain of states. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    b.assertEqual("active is the first row", active, b.isFirstRow());
    b.assertEqual("steps", b.main(STEPS), b.mul(b.isFirstRow(), b.publicValue(0)));
    b.assertEqual("result", b.main(RESULT), b.mul(b.isFirstRow(), b.publicValue(1)));
    E zero = b.constant(0);
    b.send(BenchMachine.STATE, active, List.of(zero, zero));
    b.receive(BenchMachine.STATE, active, List.of(b.main(STEPS), b.main(RESULT)));
  }
}
