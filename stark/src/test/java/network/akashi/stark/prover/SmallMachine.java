package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.StructuredColumns;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/**
 * A machine that uses everything once: transitions, public values, lookups into a structured and
 * into a preprocessed table, tables of different heights, constraints of degree 4.
 */
final class SmallMachine {
  static final Bus RANGE = new Bus("range", 1, 1);
  static final Bus SQUARES = new Bus("squares", 2, 2);
  static final int LOG_RANGE = 8;

  private SmallMachine() {}

  static Machine machine() {
    return new Machine("small", List.of(new Counter(), new Range(), new Squares()), 2);
  }

  /** Rows {@code x_0 = public 0, x' = x + d, d} in range; last x is public 1. */
  static final class Counter implements Air {
    @Override
    public String name() {
      return "counter";
    }

    @Override
    public network.akashi.stark.air.Instances instances() {
      return network.akashi.stark.air.Instances.EXACTLY_ONE;
    }

    @Override
    public AirLayout layout() {
      return AirLayout.of("x", "d", "square", "active", "power");
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      E x = b.main(0);
      E d = b.main(1);
      E active = b.main(3);
      b.assertBoolean("active is boolean", active);
      b.assertZero("starts", b.mul(b.isFirstRow(), b.sub(x, b.publicValue(0))));
      b.assertZero("ends", b.mul(b.isLastRow(), b.sub(x, b.publicValue(1))));
      b.assertZero("adds", b.mul(b.isTransition(), b.sub(b.next(0), b.add(x, d))));
      b.assertZero("inactive adds nothing", b.mul(b.sub(b.constant(1), active), d));
      b.assertZero(
          "power", b.sub(b.main(4), b.mul(b.mul(d, d), b.mul(d, b.add(d, b.constant(7))))));
      b.send(RANGE, active, List.of(d));
      b.send(SQUARES, active, List.of(d, b.main(2)));
    }
  }

  /** The numbers below 2^8, with how often each is looked up. */
  static final class Range implements Air {
    @Override
    public String name() {
      return "range";
    }

    @Override
    public AirLayout layout() {
      return new AirLayout(
          List.of("multiplicity"),
          List.of(),
          List.of(StructuredColumns.range("number", LOG_RANGE)));
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      b.receive(RANGE, b.main(0), List.of(b.structured(0)));
    }
  }

  /** Preprocessed pairs {@code (n, n²)}. */
  static final class Squares implements Air {
    @Override
    public String name() {
      return "squares";
    }

    @Override
    public AirLayout layout() {
      return new AirLayout(List.of("multiplicity"), List.of("n", "n squared"), List.of());
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      b.receive(SQUARES, b.main(0), List.of(b.preprocessed(0), b.preprocessed(1)));
    }
  }

  static List<Table> preprocessed() {
    List<int[]> rows = new ArrayList<>();
    for (int n = 0; n < 1 << LOG_RANGE; n++) {
      rows.add(new int[] {n, n * n});
    }
    return List.of(Table.ofRows(2, rows));
  }

  /** A run of {@code height} steps (a power of two). */
  static TraceSet trace(RandomGenerator random, int height) {
    List<int[]> counter = new ArrayList<>();
    int[][] multiplicities = new int[1 << LOG_RANGE][1];
    int x = 5;
    for (int row = 0; row < height; row++) {
      boolean active = row < height - 3;
      int d = active ? random.nextInt(1 << LOG_RANGE) : 0;
      long power = (long) d * d * d % KoalaBear.P * (d + 7) % KoalaBear.P;
      counter.add(new int[] {x, d, d * d, active ? 1 : 0, (int) power});
      if (active) {
        multiplicities[d][0]++;
      }
      x += d;
    }
    int last = counter.getLast()[0];
    return new TraceSet(
        List.of(
            Table.ofRows(0, counter),
            Table.ofRows(1, List.of(multiplicities)),
            Table.ofRows(2, List.of(multiplicities))),
        new int[] {KoalaBear.fromInt(5), KoalaBear.fromInt(last)});
  }

  static List<Integer> publicValues(TraceSet trace) {
    List<Integer> values = new ArrayList<>();
    for (int value : trace.publicValues()) {
      values.add(KoalaBear.toInt(value));
    }
    return values;
  }
}
