package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.air.StructuredColumn;

/**
 * Whether a structured column's extension is the multilinear extension of its values: compared at
 * one random point for each height up to 2^{@value #MAX_LOG_HEIGHT}, where a wrong one agrees with
 * a chance below {@code 16/p^5}.
 */
final class StructuredColumnCheck {
  private static final int MAX_LOG_HEIGHT = 16;

  private StructuredColumnCheck() {}

  /** The first difference, if there is one. */
  static Optional<String> check(StructuredColumn column) {
    SplittableRandom random = new SplittableRandom(MAX_LOG_HEIGHT);
    List<Ext5> point = new ArrayList<>();
    for (int logHeight = 0; logHeight <= MAX_LOG_HEIGHT; logHeight++) {
      for (int row = 0; row < 1 << logHeight; row++) {
        int value = column.valueAt(row, logHeight);
        if (value < 0 || value > column.maximum()) {
          return Optional.of(
              "structured column %s: holds %d in row %d of 2^%d, outside [0, %d]"
                  .formatted(column.name(), value, row, logHeight, column.maximum()));
        }
      }
      if (!column.evaluate(Ext5Ops.INSTANCE, point).equals(extension(column, point))) {
        return Optional.of(
            "structured column %s: its extension for 2^%d rows is not that of its values"
                .formatted(column.name(), logHeight));
      }
      point.add(
          new Ext5(
              random.nextInt(KoalaBear.P),
              random.nextInt(KoalaBear.P),
              random.nextInt(KoalaBear.P),
              random.nextInt(KoalaBear.P),
              random.nextInt(KoalaBear.P)));
    }
    return Optional.empty();
  }

  /** The values folded along one variable after the other, the highest first. */
  private static Ext5 extension(StructuredColumn column, List<Ext5> point) {
    Ext5[] values = new Ext5[1 << point.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = Ext5.of(KoalaBear.fromInt(column.valueAt(row, point.size())));
    }
    for (int half = values.length / 2, i = point.size() - 1; half > 0; half /= 2, i--) {
      for (int row = 0; row < half; row++) {
        Ext5 step = values[row + half].sub(values[row]);
        values[row] = values[row].add(step.mul(point.get(i)));
      }
    }
    return values[0];
  }
}
