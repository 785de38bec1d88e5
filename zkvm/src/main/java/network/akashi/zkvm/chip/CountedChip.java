package network.akashi.zkvm.chip;

import network.akashi.stark.air.Instances;
import network.akashi.zkvm.isa.Op;

/**
 * An instruction chip whose rows are weighed, and the sum stated: {@code total} is a row's weight
 * and that of all rows after it, so padding rows hold zero and the first row holds the sum.
 */
abstract class CountedChip extends InstructionChip {
  private final PublicValue statedSum;
  private final int total = columns().one("total");

  CountedChip(PublicValue statedSum, String name, Op... operations) {
    super(name, operations);
    this.statedSum = statedSum;
  }

  /** Two tables could share the weight. */
  @Override
  public final Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  /** Counts {@code weight} for this row. */
  final <E> void weigh(InstructionRow<E> row, E weight) {
    RunningSum.constrain(row.b, total, weight, statedSum);
  }

  /** Sums up a filled table. */
  @Override
  final void finish(ChipRow rows, int height) {
    long sum = 0;
    for (int row = height - 1; row >= 0; row--) {
      sum += weight(rows, row);
      rows.setAt(row, total, sum);
    }
  }

  /** The weight of a filled row. */
  abstract long weight(ChipRow rows, int row);
}
