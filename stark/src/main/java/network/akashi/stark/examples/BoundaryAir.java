package network.akashi.stark.examples;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * Where memory begins and ends: one row for each address that is ever used, in strictly ascending
 * order, which puts (address, 0, 0) on the memory bus and takes the tuple of the last access off.
 *
 * <p>Ascending order means that an address has one row only. A second row would be a second cell of
 * the same name, and a read could choose between them.
 */
final class BoundaryAir implements Air {
  static final int ACTIVE = 0;
  static final int ADDRESS_LOW = 1;
  static final int ADDRESS_HIGH = 2;
  static final int FINAL_VALUE = 3;
  static final int FINAL_TIME = 4;
  static final int GAP_LOW = 5;
  static final int GAP_HIGH = 6;

  @Override
  public String name() {
    return "boundary";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of(
        "active",
        "address_low",
        "address_high",
        "final_value",
        "final_time",
        "gap_low",
        "gap_high");
  }

  /** Two tables could each have a row for the same address. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    E inactive = b.sub(b.constant(1), active);
    E hasNext = b.mul(b.isTransition(), b.next(ACTIVE));
    E high = b.constant(1 << 16);
    E address = b.add(b.main(ADDRESS_LOW), b.mul(high, b.main(ADDRESS_HIGH)));
    E nextAddress = b.add(b.next(ADDRESS_LOW), b.mul(high, b.next(ADDRESS_HIGH)));

    b.assertBoolean("active is a bit", active);
    b.assertZero("active rows come first", b.mul(hasNext, inactive));
    b.send(Memory.RANGE_16, active, List.of(b.main(ADDRESS_LOW)));
    b.send(Memory.RANGE_8, active, List.of(b.main(ADDRESS_HIGH)));
    b.assertNoWrap("an address is below 2^24", active, address);

    E gap = b.add(b.main(GAP_LOW), b.mul(high, b.main(GAP_HIGH)));
    E error = b.sub(b.sub(b.sub(nextAddress, address), b.constant(1)), gap);
    b.assertZero("addresses ascend", b.mul(hasNext, error));
    b.assertNoWrap("addresses ascend", hasNext, error);
    b.send(Memory.RANGE_16, hasNext, List.of(b.main(GAP_LOW)));
    b.send(Memory.RANGE_8, hasNext, List.of(b.main(GAP_HIGH)));

    E zero = b.constant(0);
    b.send(Memory.MEMORY, active, List.of(address, zero, zero));
    b.receive(Memory.MEMORY, active, List.of(address, b.main(FINAL_VALUE), b.main(FINAL_TIME)));

    for (int column = ADDRESS_LOW; column <= FINAL_TIME; column++) {
      b.assertZero(
          "no " + layout().main().get(column) + " in padding", b.mul(inactive, b.main(column)));
    }
    E noNext = b.sub(b.constant(1), hasNext);
    b.assertZero("no gap_low at the end", b.mul(noNext, b.main(GAP_LOW)));
    b.assertZero("no gap_high at the end", b.mul(noNext, b.main(GAP_HIGH)));
  }
}
