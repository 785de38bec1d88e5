package network.akashi.zkvm.chip;

import network.akashi.stark.air.AirBuilder;

/** A column that holds, from the last row up, the sum of an expression. */
final class RunningSum {
  private RunningSum() {}

  /** {@code total} sums {@code weight} over all rows, which comes to the public value. */
  static <E> void constrain(AirBuilder<E> b, int total, E weight, PublicValue stated) {
    E rest = b.mul(b.isTransition(), b.next(total));
    b.assertEqual("the total adds up", b.main(total), b.add(weight, rest));
    b.assertZero(
        "the total is as stated",
        b.mul(b.isFirstRow(), b.sub(b.main(total), b.publicValue(stated.index()))));
  }
}
