package network.akashi.stark.examples;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;

/**
 * The list as it came: each row puts one value, as two 16-bit limbs, on the bus of values. Rows do
 * not look at each other, so the table may be split.
 */
final class UnsortedAir implements Air {
  static final int ACTIVE = 0;
  static final int LOW = 1;
  static final int HIGH = 2;

  @Override
  public String name() {
    return "unsorted";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of("active", "low", "high");
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    E inactive = b.sub(b.constant(1), active);
    E low = b.main(LOW);
    E high = b.main(HIGH);

    b.assertBoolean("active is a bit", active);
    b.assertZero("no low limb in padding", b.mul(inactive, low));
    b.assertZero("no high limb in padding", b.mul(inactive, high));

    b.send(SortedList.RANGE_16, active, List.of(low));
    b.send(SortedList.RANGE_16, active, List.of(high));
    b.send(SortedList.VALUES, active, List.of(low, high));
  }
}
