package network.akashi.stark.examples;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * The log of reads and writes in the order of time, one access per row.
 *
 * <p>Offline memory checking (Blum et al. 1991; Setty et al. 2018): a row takes the tuple (address,
 * value, time) of the last access to its address off the memory bus and puts its own there. What
 * makes the taken tuple the <em>last</em> one is that its time is smaller than the row's.
 */
final class AccessAir implements Air {
  static final int ACTIVE = 0;
  static final int TIME = 1;
  static final int ADDRESS = 2;
  static final int WRITE = 3;
  static final int VALUE = 4;
  static final int PREVIOUS_VALUE = 5;
  static final int PREVIOUS_TIME = 6;
  static final int GAP_LOW = 7;
  static final int GAP_HIGH = 8;
  static final int SUM = 9;

  static final int PUBLIC_ACCESSES = 0;
  static final int PUBLIC_SUM = 1;

  @Override
  public String name() {
    return "access";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of(
        "active",
        "time",
        "address",
        "write",
        "value",
        "previous_value",
        "previous_time",
        "gap_low",
        "gap_high",
        "sum");
  }

  /** Two logs would each start at time 1. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    E inactive = b.sub(b.constant(1), active);
    E hasNext = b.mul(b.isTransition(), b.next(ACTIVE));

    b.assertBoolean("active is a bit", active);
    b.assertZero("active rows come first", b.mul(hasNext, inactive));
    b.assertZero("the first row is active", b.mul(b.isFirstRow(), inactive));
    constrainTime(b, active, hasNext);
    constrainAccess(b, active);
    constrainSum(b, active, hasNext);
    for (int column = TIME; column <= SUM; column++) {
      b.assertZero(
          "no " + layout().main().get(column) + " in padding", b.mul(inactive, b.main(column)));
    }
  }

  /** time = previous time + 1 + gap, with 0 ≤ gap < 2^24: no wrap modulo p can fake it. */
  private static <E> void constrainTime(AirBuilder<E> b, E active, E hasNext) {
    E time = b.main(TIME);
    b.assertZero("time starts at 1", b.mul(b.isFirstRow(), b.sub(time, b.constant(1))));
    E step = b.sub(b.next(TIME), b.add(time, b.constant(1)));
    b.assertZero("time counts", b.mul(hasNext, step));
    b.assumeRange("time counts rows, of which there are at most 2^24", time, 0, 1 << 24);

    E gap = b.add(b.main(GAP_LOW), b.mul(b.constant(1 << 16), b.main(GAP_HIGH)));
    E error = b.sub(b.sub(b.sub(time, b.main(PREVIOUS_TIME)), b.constant(1)), gap);
    b.assertZero("the previous access is earlier", b.mul(active, error));
    b.assertNoWrap("the previous access is earlier", active, error);
    b.send(Memory.RANGE_16, active, List.of(b.main(GAP_LOW)));
    b.send(Memory.RANGE_8, active, List.of(b.main(GAP_HIGH)));
  }

  private static <E> void constrainAccess(AirBuilder<E> b, E active) {
    E address = b.main(ADDRESS);
    E value = b.main(VALUE);
    E previousValue = b.main(PREVIOUS_VALUE);
    b.receive(Memory.MEMORY, active, List.of(address, previousValue, b.main(PREVIOUS_TIME)));
    b.send(Memory.MEMORY, active, List.of(address, value, b.main(TIME)));
    b.assertBoolean("write is a bit", b.main(WRITE));
    E isRead = b.sub(b.constant(1), b.main(WRITE));
    b.assertZero("a read changes nothing", b.mul(isRead, b.sub(value, previousValue)));
  }

  /** The statement: how many accesses, and the sum of all values read. */
  private static <E> void constrainSum(AirBuilder<E> b, E active, E hasNext) {
    E one = b.constant(1);
    E read = b.mul(b.sub(one, b.main(WRITE)), b.main(VALUE));
    E nextRead = b.mul(b.sub(one, b.next(WRITE)), b.next(VALUE));
    b.assertZero("sum starts", b.mul(b.isFirstRow(), b.sub(b.main(SUM), read)));
    E step = b.sub(b.next(SUM), b.add(b.main(SUM), nextRead));
    b.assertZero("sum adds what is read", b.mul(hasNext, step));
    E isEnd = b.sub(active, hasNext);
    E countError = b.sub(b.main(TIME), b.publicValue(PUBLIC_ACCESSES));
    b.assertZero("accesses are as stated", b.mul(isEnd, countError));
    E sumError = b.sub(b.main(SUM), b.publicValue(PUBLIC_SUM));
    b.assertZero("sum is as stated", b.mul(isEnd, sumError));
  }
}
