package network.akashi.stark.examples;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * A chip of the shape that a virtual machine's chips have: 40 columns, 24 interactions per row (0.6
 * per cell), constraints of degree 2 and 3, most interactions range lookups.
 *
 * <p>Each row adds {@value #LANES} pairs of 16-bit limbs, and chains an accumulator through a bus
 * of states the way a processor chains its program counter:
 *
 * <pre>
 *   x_i + y_i = z_i + 2^16·carry_i            i = 0 … 11; carry_i = (x_i + y_i − z_i)/2^16 is a bit
 *   (clock, accumulator) → (clock + 1, accumulator + x_0·y_1 + x_2·y_3)
 * </pre>
 */
final class BenchAir implements Air {
  static final int LANES = 12;
  static final int ACTIVE = 0;
  static final int CLOCK = 1;
  static final int ACCUMULATOR = 2;
  static final int PRODUCT = 3;
  static final int X = 4;
  static final int Y = X + LANES;
  static final int Z = Y + LANES;
  static final int WIDTH = Z + LANES;

  /** Lanes whose {@code x} is looked up too; {@code y} stands for a register already checked. */
  static final int CHECKED_X = 10;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public AirLayout layout() {
    List<String> names = new ArrayList<>(List.of("active", "clock", "accumulator", "product"));
    for (String limb : List.of("x", "y", "z")) {
      for (int i = 0; i < LANES; i++) {
        names.add(limb + i);
      }
    }
    return new AirLayout(names, List.of(), List.of());
  }

  @Override
  public Instances instances() {
    return Instances.ANY;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E active = b.main(ACTIVE);
    b.assertBoolean("active is a bit", active);
    E product = b.add(b.mul(b.main(X), b.main(Y + 1)), b.mul(b.main(X + 2), b.main(Y + 3)));
    b.assertEqual("product", b.mul(active, product), b.main(PRODUCT));

    E clock = b.main(CLOCK);
    E accumulator = b.main(ACCUMULATOR);
    b.receive(BenchMachine.STATE, active, List.of(clock, accumulator));
    E nextClock = b.add(clock, b.constant(1));
    E nextAccumulator = b.add(accumulator, b.main(PRODUCT));
    b.send(BenchMachine.STATE, active, List.of(nextClock, nextAccumulator));
    for (int i = 0; i < LANES; i++) {
      constrainLane(b, i);
    }
  }

  private static <E> void constrainLane(AirBuilder<E> b, int i) {
    E active = b.main(ACTIVE);
    E over = b.sub(b.add(b.main(X + i), b.main(Y + i)), b.main(Z + i));
    E carried = b.sub(over, b.constant(1 << 16));
    b.assertZero("lane " + i + " adds", b.mul(active, b.mul(over, carried)));
    b.send(BenchMachine.RANGE_16, active, List.of(b.main(Z + i)));
    if (i < CHECKED_X) {
      b.send(BenchMachine.RANGE_16, active, List.of(b.main(X + i)));
    }
  }
}
