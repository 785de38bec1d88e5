package network.akashi.stark.examples;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * The same values in ascending order: each row takes one value off the bus, and shows that the next
 * is not smaller by writing the difference in 16-bit limbs.
 */
final class SortedAir implements Air {
  static final int ACTIVE = 0;
  static final int INDEX = 1;
  static final int LOW = 2;
  static final int HIGH = 3;
  static final int DIFFERENCE_LOW = 4;
  static final int DIFFERENCE_HIGH = 5;
  static final int BORROW = 6;

  static final int PUBLIC_COUNT = 0;
  static final int PUBLIC_SMALLEST_LOW = 1;
  static final int PUBLIC_SMALLEST_HIGH = 2;
  static final int PUBLIC_LARGEST_LOW = 3;
  static final int PUBLIC_LARGEST_HIGH = 4;

  @Override
  public String name() {
    return "sorted";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of(
        "active", "index", "low", "high", "difference_low", "difference_high", "borrow");
  }

  /** Two sorted halves are no sorted list. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    E inactive = b.sub(b.constant(1), active);
    E hasNext = b.mul(b.isTransition(), b.next(ACTIVE));
    E index = b.main(INDEX);

    b.assertBoolean("active is a bit", active);
    b.assertZero("active rows come first", b.mul(hasNext, inactive));
    b.assertZero("the first row is active", b.mul(b.isFirstRow(), inactive));
    b.assertZero("index starts at 0", b.mul(b.isFirstRow(), index));
    E indexStep = b.sub(b.next(INDEX), b.add(index, b.constant(1)));
    b.assertZero("index counts", b.mul(hasNext, indexStep));

    b.receive(SortedList.VALUES, active, List.of(b.main(LOW), b.main(HIGH)));
    constrainOrder(b, hasNext);
    constrainStatement(b, b.sub(active, hasNext));

    b.assertZero("no index in padding", b.mul(inactive, index));
    b.assertZero("no low limb in padding", b.mul(inactive, b.main(LOW)));
    b.assertZero("no high limb in padding", b.mul(inactive, b.main(HIGH)));
  }

  /** next − this = difference ≥ 0, in limbs: a borrow where the low limb goes down. */
  private static <E> void constrainOrder(AirBuilder<E> b, E hasNext) {
    E low = b.main(DIFFERENCE_LOW);
    E high = b.main(DIFFERENCE_HIGH);
    E borrow = b.main(BORROW);

    E lowError = b.sub(b.sub(b.next(LOW), b.main(LOW)), low);
    lowError = b.add(lowError, b.mul(b.constant(1 << 16), borrow));
    b.assertZero("low limbs differ", b.mul(hasNext, lowError));
    b.assertNoWrap("low limbs differ", hasNext, lowError);

    E highError = b.sub(b.sub(b.sub(b.next(HIGH), b.main(HIGH)), borrow), high);
    b.assertZero("high limbs differ", b.mul(hasNext, highError));
    b.assertNoWrap("high limbs differ", hasNext, highError);

    b.assertBoolean("borrow is a bit", borrow);
    b.send(SortedList.RANGE_16, hasNext, List.of(low));
    b.send(SortedList.RANGE_16, hasNext, List.of(high));

    E noNext = b.sub(b.constant(1), hasNext);
    b.assertZero("no low difference at the end", b.mul(noNext, low));
    b.assertZero("no high difference at the end", b.mul(noNext, high));
    b.assertZero("no borrow at the end", b.mul(noNext, borrow));
  }

  private static <E> void constrainStatement(AirBuilder<E> b, E isEnd) {
    E count = b.add(b.main(INDEX), b.constant(1));
    b.assertZero("count is as stated", b.mul(isEnd, b.sub(count, b.publicValue(PUBLIC_COUNT))));
    b.assertZero("smallest low", equalWhere(b, b.isFirstRow(), LOW, PUBLIC_SMALLEST_LOW));
    b.assertZero("smallest high", equalWhere(b, b.isFirstRow(), HIGH, PUBLIC_SMALLEST_HIGH));
    b.assertZero("largest low", equalWhere(b, isEnd, LOW, PUBLIC_LARGEST_LOW));
    b.assertZero("largest high", equalWhere(b, isEnd, HIGH, PUBLIC_LARGEST_HIGH));
  }

  private static <E> E equalWhere(AirBuilder<E> b, E gate, int column, int publicValue) {
    return b.mul(gate, b.sub(b.main(column), b.publicValue(publicValue)));
  }
}
