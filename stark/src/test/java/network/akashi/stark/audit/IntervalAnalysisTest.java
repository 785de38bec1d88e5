package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.TestAir;
import org.junit.jupiter.api.Test;

class IntervalAnalysisTest {
  private static final long TOP = KoalaBear.P - 1L;
  private static final Bus RANGE = new Bus("range", 1, 1);

  @Test
  void nothingIsKnownOfACellThatNothingLimits() {
    check("x", b -> {}, b -> b.main(1), 0, TOP);
  }

  @Test
  void constraintsByTheirRootsGiveRanges() {
    check("bit", b -> b.assertBoolean("x", b.main(1)), b -> b.main(1), 0, 1);
    check(
        "one of 2, 7 and 5",
        b ->
            b.assertZero(
                "x",
                b.mul(
                    b.sub(b.main(1), b.constant(2)),
                    b.mul(b.add(b.main(1), b.constant(-7)), b.sub(b.constant(5), b.main(1))))),
        b -> b.main(1),
        2,
        7);
    check("zero", b -> b.assertZero("x", b.main(1)), b -> b.main(1), 0, 0);
    check(
        "roots of two columns say nothing",
        b -> b.assertZero("x", b.mul(b.main(1), b.sub(b.main(2), b.constant(1)))),
        b -> b.main(1),
        0,
        TOP);
  }

  @Test
  void equalitiesGiveRanges() {
    check(
        "sum of bits",
        b -> {
          b.assertBoolean("x", b.main(1));
          b.assertBoolean("y", b.main(2));
          b.assertEqual("z", b.main(3), b.add(b.main(1), b.mul(b.constant(6), b.main(2))));
        },
        b -> b.main(3),
        0,
        7);
    check(
        "a difference may be negative, so it is any element",
        b -> {
          b.assertBoolean("x", b.main(1));
          b.assertEqual("z", b.main(3), b.sub(b.main(1), b.constant(1)));
        },
        b -> b.main(3),
        0,
        TOP);
  }

  @Test
  void lookupsHoldWhereTheyAreMade() {
    Consumer<AirBuilder<Object>> lookup = b -> b.send(RANGE, b.main(0), List.of(b.main(1)));
    check("under the gate", lookup, b -> b.main(1), 0, 255);
    Machine elsewhere =
        machine(b -> {
          lookup.accept(b);
          b.assertNoWrap("claim", b.main(2), b.main(1));
        });
    assertThat(only(elsewhere).interval()).isEqualTo(Interval.of(0, TOP));
  }

  @Test
  void aCellThatIsZeroElsewhereIsInRangeEverywhere() {
    Machine machine =
        machine(b -> {
          b.send(RANGE, b.main(0), List.of(b.main(1)));
          b.assertZero("pin", b.mul(b.sub(b.constant(1), b.main(0)), b.main(1)));
          b.assertNoWrap("claim", b.main(2), b.add(b.main(1), b.next(1)));
        });
    assertThat(only(machine).interval()).isEqualTo(Interval.of(0, 510));
  }

  @Test
  void lookupsOfTheNextRowHoldWhereTheNextRowMakesThem() {
    Machine machine =
        machine(b -> {
          b.send(RANGE, b.main(0), List.of(b.main(1)));
          b.assertNoWrap("claim", b.mul(b.isTransition(), b.next(0)), b.next(1));
        });
    assertThat(only(machine).interval()).isEqualTo(Interval.of(0, 255));
    Machine wrongRow =
        machine(b -> {
          b.send(RANGE, b.main(0), List.of(b.main(1)));
          b.assertNoWrap("claim", b.main(0), b.next(1));
        });
    assertThat(only(wrongRow).interval()).isEqualTo(Interval.of(0, TOP));
  }

  @Test
  void aScaledLookupNarrowsWhatIsAlreadyKnownToBeSmall() {
    check(
        "8 bits, then 4",
        b -> {
          b.send(RANGE, b.main(0), List.of(b.main(1)));
          b.send(RANGE, b.main(0), List.of(b.mul(b.constant(16), b.main(1))));
        },
        b -> b.main(1),
        0,
        15);
    check(
        "alone it may wrap",
        b -> b.send(RANGE, b.main(0), List.of(b.mul(b.constant(16), b.main(1)))),
        b -> b.main(1),
        0,
        TOP);
  }

  @Test
  void lookupsWithFreeCountsSayNothing() {
    Machine machine =
        machine(b -> {
          b.send(RANGE, b.main(2), List.of(b.main(1)));
          b.assertNoWrap("claim", b.main(2), b.main(1));
        });
    assertThat(only(machine).interval()).isEqualTo(Interval.of(0, TOP));
  }

  @Test
  void anExpressionThatIsABitCountsAsABit() {
    long inverse = KoalaBear.toInt(KoalaBear.inverse(KoalaBear.fromInt(256)));
    java.util.function.Function<AirBuilder<Object>, Object> carry =
        b -> b.mul(b.constant(inverse), b.sub(b.main(1), b.main(2)));
    java.util.function.Function<AirBuilder<Object>, Object> claim =
        b -> b.mul(b.constant(3), carry.apply(b));
    Consumer<AirBuilder<Object>> bit =
        b -> {
          Object out = carry.apply(b);
          b.assertZero("carry", b.mul(b.main(0), b.mul(out, b.sub(out, b.constant(1)))));
        };
    check("under its gate", bit, claim, 0, 3);
    Machine elsewhere =
        machine(b -> {
          bit.accept(b);
          b.assertNoWrap("claim", b.main(3), claim.apply(b));
        });
    assertThat(only(elsewhere).holds()).isFalse();
    Machine itself =
        machine(b -> {
          bit.accept(b);
          b.assertNoWrap("claim", b.main(0), carry.apply(b));
        });
    assertThat(only(itself).holds()).as("no claim shows itself").isFalse();
  }

  @Test
  void anExpressionThatIsLookedUpIsInRange() {
    check(
        "and so is a part of it, less the rest",
        b -> {
          b.assertBoolean("z", b.main(3));
          Object square = b.mul(b.main(1), b.main(2));
          Object shifted = b.add(square, b.mul(b.constant(8), b.main(3)));
          b.send(RANGE, b.main(0), List.of(shifted));
        },
        b -> b.mul(b.constant(2), b.mul(b.main(1), b.main(2))),
        -16,
        510);
  }

  @Test
  void whatHoldsUnderASumHoldsUnderItsSummands() {
    Consumer<AirBuilder<Object>> facts =
        b -> {
          b.assertBoolean("x", b.main(1));
          b.assertBoolean("one flag", b.add(b.main(0), b.main(1)));
          b.send(RANGE, b.add(b.main(0), b.main(1)), List.of(b.main(2)));
        };
    check("under one flag", facts, b -> b.main(2), 0, 255);
    check("a sum of flags", facts, b -> b.add(b.main(0), b.main(1)), 0, 1);
    Machine other =
        machine(b -> {
          facts.accept(b);
          b.assertNoWrap("claim", b.main(3), b.main(2));
        });
    assertThat(only(other).interval()).isEqualTo(Interval.of(0, TOP));
    Machine mayCancel =
        machine(b -> {
          Object sum = b.add(b.main(0), b.main(1));
          b.assertBoolean("one flag", sum);
          b.send(RANGE, sum, List.of(b.main(2)));
          b.assertNoWrap("claim", b.main(0), b.main(2));
        });
    assertThat(only(mayCancel).interval()).isEqualTo(Interval.of(0, TOP));
  }

  @Test
  void aMultiplicityIsLookedAtWhereItIsNotZero() {
    Machine machine =
        machine(b -> {
          Object both = b.mul(b.main(0), b.main(1));
          b.assertZero("x is a bit where on", b.mul(both, b.sub(b.main(1), b.constant(1))));
          b.send(RANGE, both, List.of(b.main(2)));
          b.assertNoWrap("claim", both, b.main(2));
        });
    assertThat(only(machine).interval()).isEqualTo(Interval.of(0, 255));
  }

  @Test
  void assumptionsAreTakenAndListed() {
    check(
        "assumed",
        b -> b.assumeRange("because", b.main(1), 3, 9),
        b -> b.mul(b.main(1), b.constant(-2)),
        -18,
        -6);
    Machine machine = machine(b -> b.assumeRange("because", b.main(1), 3, 9));
    assertThat(new IntervalAnalysis(machine).assumptions())
        .containsExactly(new IntervalAnalysis.Assumed("air", "x", 3, 9, "because"));
    assertThatThrownBy(() ->
            new IntervalAnalysis(machine(b -> b.assumeRange("no cell", b.isFirstRow(), 0, 1))))
        .hasMessageContaining("no cell");
    assertThatThrownBy(
            () -> new IntervalAnalysis(machine(b -> b.assumeRange("empty", b.main(1), 2, 1))))
        .hasMessageContaining("2 to 1");
  }

  @Test
  void intervalArithmeticIsThatOfIntegers() {
    Interval a = Interval.of(-3, 2);
    Interval b = Interval.of(5, 7);
    assertThat(a.plus(b)).isEqualTo(Interval.of(2, 9));
    assertThat(a.minus(b)).isEqualTo(Interval.of(-10, -3));
    assertThat(a.times(b)).isEqualTo(Interval.of(-21, 14));
    assertThat(a.times(a)).isEqualTo(Interval.of(-6, 9));
    assertThat(Interval.ofConstant(KoalaBear.P - 1)).isEqualTo(Interval.of(-1, -1));
    assertThat(Interval.of(-TOP, TOP).fitsTheField()).isTrue();
    assertThat(Interval.of(0, TOP + 1).fitsTheField()).isFalse();
    assertThat(Interval.of(-TOP - 1, 0).fitsTheField()).isFalse();
  }

  private static void check(
      String what,
      Consumer<AirBuilder<Object>> facts,
      java.util.function.Function<AirBuilder<Object>, Object> claim,
      long low,
      long high) {
    Machine machine =
        machine(b -> {
          facts.accept(b);
          b.assertNoWrap("claim", b.main(0), claim.apply(b));
        });
    assertThat(only(machine).interval()).as(what).isEqualTo(Interval.of(low, high));
  }

  private static IntervalAnalysis.Result only(Machine machine) {
    return new IntervalAnalysis(machine).results().getFirst();
  }

  /** An AIR (on, x, y, z), where {@code on} is a bit, beside a range table of bytes. */
  private static Machine machine(Consumer<AirBuilder<Object>> body) {
    Air air =
        TestAir.of(
            "air",
            AirLayout.of("on", "x", "y", "z"),
            b -> {
              b.assertBoolean("on is a bit", b.main(0));
              body.accept(b);
            });
    return new Machine("m", List.of(air, new RangeTableAir("range", RANGE, 8)), 0);
  }
}
