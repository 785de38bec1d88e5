package network.akashi.stark.examples;

import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/** One row per step: row {@code i} holds {@code i}, {@code F_i} and {@code F_(i+1)}. */
final class FibonacciAir implements Air {
  static final int ACTIVE = 0;
  static final int INDEX = 1;
  static final int CURRENT = 2;
  static final int FOLLOWING = 3;

  static final int PUBLIC_FIRST = 0;
  static final int PUBLIC_SECOND = 1;
  static final int PUBLIC_STEPS = 2;
  static final int PUBLIC_RESULT = 3;

  @Override
  public String name() {
    return "fibonacci";
  }

  @Override
  public AirLayout layout() {
    return AirLayout.of("active", "index", "current", "following");
  }

  /** First and last row mean something, so the table must not be split or left out. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    E inactive = b.sub(b.constant(1), active);
    E index = b.main(INDEX);
    E current = b.main(CURRENT);
    E following = b.main(FOLLOWING);
    E hasNext = b.mul(b.isTransition(), b.next(ACTIVE));
    E isEnd = b.sub(active, hasNext);

    b.assertBoolean("active is a bit", active);
    b.assertZero("active rows come first", b.mul(hasNext, inactive));
    b.assertZero("the first row is active", b.mul(b.isFirstRow(), inactive));

    b.assertZero("index starts at 0", b.mul(b.isFirstRow(), index));
    b.assertZero("current starts", start(b, current, PUBLIC_FIRST));
    b.assertZero("following starts", start(b, following, PUBLIC_SECOND));

    E indexStep = b.sub(b.next(INDEX), b.add(index, b.constant(1)));
    b.assertZero("index counts", b.mul(hasNext, indexStep));
    b.assertZero("current moves on", b.mul(hasNext, b.sub(b.next(CURRENT), following)));
    E sum = b.add(current, following);
    b.assertZero("following is the sum", b.mul(hasNext, b.sub(b.next(FOLLOWING), sum)));

    b.assertZero("steps are as stated", b.mul(isEnd, b.sub(index, b.publicValue(PUBLIC_STEPS))));
    E resultError = b.sub(current, b.publicValue(PUBLIC_RESULT));
    b.assertZero("result is as stated", b.mul(isEnd, resultError));

    b.assertZero("no index in padding", b.mul(inactive, index));
    b.assertZero("no current in padding", b.mul(inactive, current));
    b.assertZero("no following in padding", b.mul(inactive, following));
  }

  private static <E> E start(AirBuilder<E> b, E cell, int publicValue) {
    return b.mul(b.isFirstRow(), b.sub(cell, b.publicValue(publicValue)));
  }
}
