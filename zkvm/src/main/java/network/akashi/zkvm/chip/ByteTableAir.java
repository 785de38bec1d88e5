package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.StructuredColumns;

/** All pairs of bytes, with what each {@link ByteOperation} makes of them. */
final class ByteTableAir implements Air {
  private static final int BITS = 8;

  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public AirLayout layout() {
    List<String> counts = new ArrayList<>();
    for (ByteOperation operation : ByteOperation.values()) {
      counts.add(operation.name().toLowerCase(java.util.Locale.ROOT) + "_count");
    }
    List<StructuredColumn> columns =
        List.of(
            StructuredColumns.rowBits("a", BITS, BITS),
            StructuredColumns.rowBits("b", 0, BITS),
            StructuredColumns.and("and", BITS));
    return new AirLayout(counts, List.of(), columns);
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    for (ByteOperation operation : ByteOperation.values()) {
      E result =
          switch (operation) {
            case AND -> b.structured(2);
            case PAIR -> b.constant(0);
          };
      E count = b.main(operation.number());
      E number = b.constant(operation.number());
      b.receive(Buses.BYTES, count, List.of(number, b.structured(0), b.structured(1), result));
    }
  }

  void fill(ChipRow row, Lookups lookups) {
    for (ByteOperation operation : ByteOperation.values()) {
      row.set(operation.number(), lookups.bytes(operation)[row.row()]);
    }
  }
}
