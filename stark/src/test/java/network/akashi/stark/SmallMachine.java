package network.akashi.stark;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.StructuredColumns;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.prover.ProvingKey;
import network.akashi.stark.security.Regime;
import network.akashi.stark.security.SecurityParameters;

/**
 * A machine that uses everything once: transitions, public values, lookups into a structured and
 * into a preprocessed table, tables of different heights, constraints of degree 4.
 */
public final class SmallMachine {
  static final Bus RANGE = new Bus("range", 1, 1);
  static final Bus SQUARES = new Bus("squares", 2, 2);

  /** Small enough for a proof of a few KiB, and sound to about nothing. */
  public static final SecurityParameters TOY =
      new SecurityParameters("toy", 10, Regime.JOHNSON, 1, 3, 2, 2, 2, 1, 2);

  private final int logRange;

  /** A machine whose lookup tables have {@code 2^logRange} rows. */
  public SmallMachine(int logRange) {
    this.logRange = logRange;
  }

  /** The proving key under {@code security}. */
  public ProvingKey key(SecurityParameters security) {
    Machine machine =
        new Machine("small", List.of(new Counter(), new Range(logRange), new Squares()), 2);
    return ProvingKey.of(machine, security, List.of(squares()));
  }

  /** Rows {@code x_0 = public 0, x' = x + d, d} in range; last x is public 1. */
  static final class Counter implements Air {
    @Override
    public String name() {
      return "counter";
    }

    @Override
    public Instances instances() {
      return Instances.EXACTLY_ONE;
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
      E inactive = b.sub(b.constant(1), active);
      b.assertZero("inactive adds nothing", b.mul(inactive, d));
      b.assertZero("inactive squares nothing", b.mul(inactive, b.main(2)));
      b.assertZero(
          "power", b.sub(b.main(4), b.mul(b.mul(d, d), b.mul(d, b.add(d, b.constant(7))))));
      b.send(RANGE, active, List.of(d));
      b.send(SQUARES, active, List.of(d, b.main(2)));
    }
  }

  /** The numbers below 2^8, with how often each is looked up. */
  record Range(int logRange) implements Air {
    @Override
    public String name() {
      return "range";
    }

    @Override
    public AirLayout layout() {
      return new AirLayout(
          List.of("multiplicity"), List.of(), List.of(StructuredColumns.range("number", logRange)));
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

  private Table squares() {
    List<int[]> rows = new ArrayList<>();
    for (int n = 0; n < 1 << logRange; n++) {
      rows.add(new int[] {n, n * n});
    }
    return Table.ofRows(2, rows);
  }

  /** A run of {@code height} steps (a power of two). */
  public TraceSet trace(RandomGenerator random, int height) {
    List<int[]> counter = new ArrayList<>();
    int[][] multiplicities = new int[1 << logRange][1];
    int x = 5;
    for (int row = 0; row < height; row++) {
      boolean active = row < height - 3;
      int d = active ? random.nextInt(1 << logRange) : 0;
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

  /** The public values as a verifier wants them. */
  public static List<Integer> publicValues(TraceSet trace) {
    List<Integer> values = new ArrayList<>();
    for (int value : trace.publicValues()) {
      values.add(KoalaBear.toInt(value));
    }
    return values;
  }
}
