package network.akashi.stark.examples;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * A chip of the shape that a virtual machine's chips have: 40 columns, 24 interactions per row (0.6
 * per cell), 24 constraints of degree 1 to 3, most interactions range lookups.
 *
 * <p>Each row adds {@value #LANES} pairs of 16-bit limbs, takes the low byte of one apart into
 * bits, multiplies limbs, and chains an accumulator through a bus of states the way a processor
 * chains its program counter:
 *
 * <pre>
 *   x_i + y_i = z_i + 2^16·carry_i            carry_i = (x_i + y_i − z_i)/2^16 is a bit
 *   x_0 = Σ 2^j·bit_j + 2^8·rest
 *   product_i = x_i·y_(i+1)
 *   (clock, accumulator) → (clock + 1, accumulator + Σ product_i)
 * </pre>
 */
final class BenchAir implements Air {
  static final int LANES = 7;
  static final int BITS = 8;
  static final int ACTIVE = 0;
  static final int CLOCK = 1;
  static final int ACCUMULATOR = 2;
  static final int X = 3;
  static final int Y = X + LANES;
  static final int Z = Y + LANES;
  static final int PRODUCT = Z + LANES;
  static final int BIT = PRODUCT + LANES;
  static final int REST = BIT + BITS;
  static final int WIDTH = REST + 1;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public AirLayout layout() {
    List<String> names = new ArrayList<>(List.of("active", "clock", "accumulator"));
    for (String lane : List.of("x", "y", "z", "product")) {
      for (int i = 0; i < LANES; i++) {
        names.add(lane + i);
      }
    }
    for (int j = 0; j < BITS; j++) {
      names.add("bit" + j);
    }
    names.add("rest");
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
    E clock = b.main(CLOCK);
    E accumulator = b.main(ACCUMULATOR);
    b.receive(BenchMachine.STATE, active, List.of(clock, accumulator));
    for (int i = 0; i < LANES; i++) {
      constrainLane(b, i);
      accumulator = b.add(accumulator, b.main(PRODUCT + i));
    }
    b.send(BenchMachine.STATE, active, List.of(b.add(clock, b.constant(1)), accumulator));
    constrainBits(b);
  }

  private static <E> void constrainLane(AirBuilder<E> b, int i) {
    E active = b.main(ACTIVE);
    E x = b.main(X + i);
    E over = b.sub(b.add(x, b.main(Y + i)), b.main(Z + i));
    E carried = b.sub(over, b.constant(1 << 16));
    b.assertZero("lane " + i + " adds", b.mul(active, b.mul(over, carried)));
    b.assertNoWrap("lane " + i + " without carry", active, over);
    b.assertNoWrap("lane " + i + " with carry", active, carried);
    for (int limb : new int[] {X, Y, Z}) {
      b.send(BenchMachine.RANGE_16, active, List.of(b.main(limb + i)));
    }
    E product = b.mul(x, b.main(Y + (i + 1) % LANES));
    b.assertEqual("lane " + i + " multiplies", b.main(PRODUCT + i), b.mul(active, product));
  }

  private static <E> void constrainBits(AirBuilder<E> b) {
    E sum = b.mul(b.constant(1 << BITS), b.main(REST));
    for (int j = 0; j < BITS; j++) {
      E bit = b.main(BIT + j);
      b.assertBoolean("bit " + j + " is a bit", bit);
      sum = b.add(sum, b.mul(b.constant(1L << j), bit));
    }
    E error = b.sub(b.main(X), sum);
    b.assertZero("x0 is its bits and the rest", error);
    b.assertNoWrap("x0 is its bits and the rest", b.main(ACTIVE), error);
    b.send(BenchMachine.RANGE_16, b.main(ACTIVE), List.of(b.main(REST)));
  }
}
