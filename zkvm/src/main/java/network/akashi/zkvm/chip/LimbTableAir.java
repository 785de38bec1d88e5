package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.StructuredColumns;

/**
 * All limbs of 16 bits, whole and as (upper 13 bits, lower 3 bits). Counts are free: none makes a
 * limb balance that is not there.
 */
final class LimbTableAir implements Air {
  private static final int WHOLE_COUNT = 0;
  private static final int EIGHTHS_COUNT = 1;

  @Override
  public String name() {
    return "limbs";
  }

  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("whole_count", "eighths_count"),
        List.of(),
        List.of(
            StructuredColumns.range("limb", 16),
            StructuredColumns.rowBits("eighth", 3, 13),
            StructuredColumns.rowBits("rest", 0, 3)));
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    b.receive(Buses.RANGE_16, b.main(WHOLE_COUNT), List.of(b.structured(0)));
    b.receive(Buses.EIGHTHS, b.main(EIGHTHS_COUNT), List.of(b.structured(1), b.structured(2)));
  }

  void fill(ChipRow row, Lookups lookups) {
    row.set(WHOLE_COUNT, lookups.range16()[row.row()]);
    row.set(EIGHTHS_COUNT, lookups.eighths()[row.row()]);
  }
}
