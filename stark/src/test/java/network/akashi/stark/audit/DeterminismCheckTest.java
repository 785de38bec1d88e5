package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TestAir;
import network.akashi.stark.air.TraceSet;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class DeterminismCheckTest {
  private static final Bus RANGE = new Bus("range", 1, 1);
  private static final Bus RESULTS = new Bus("results", 2, 3);

  /**
   * A chip that compares bytes, {@code less = (x < y)}: {@code x − y + 256·less = difference}, a
   * byte. {@code constraints} says which of its constraints are stated.
   */
  private static Machine compare(Consumer<AirBuilder<Object>> constraints) {
    Air chip =
        TestAir.of(
            "compare",
            AirLayout.of("on", "x", "y", "less", "difference"),
            b -> {
              b.assertBoolean("on", b.main(0));
              b.receive(RESULTS, b.main(0), List.of(b.main(1), b.main(2), b.main(3)));
              constraints.accept(b);
            });
    Air asker =
        TestAir.of(
            "asker",
            AirLayout.of("on", "x", "y", "less"),
            b -> {
              b.assertBoolean("on", b.main(0));
              b.send(RESULTS, b.main(0), List.of(b.main(1), b.main(2), b.main(3)));
            });
    return new Machine("m", List.of(chip, asker, new RangeTableAir("range", RANGE, 8)), 0);
  }

  private static void lessIsABit(AirBuilder<Object> b) {
    b.assertBoolean("less", b.main(3));
  }

  private static void differenceIsRight(AirBuilder<Object> b) {
    Object scaled = b.mul(b.constant(256), b.main(3));
    b.assertEqual("difference", b.main(4), b.add(b.sub(b.main(1), b.main(2)), scaled));
  }

  private static void differenceIsAByte(AirBuilder<Object> b) {
    b.send(RANGE, b.main(0), List.of(b.main(4)));
  }

  @Test
  void aSoundChipIsDeterministic() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        lessIsABit(b);
                        differenceIsRight(b);
                        differenceIsAByte(b);
                      })
                  .run(random);
          assertThat(report.unknowns()).isEqualTo(2);
          assertThat(report.rank()).isEqualTo(2);
          assertThat(report.loose()).isEmpty();
          assertThat(report.ambiguities()).isEmpty();
          assertThat(report.isDeterministic()).isTrue();
        });
  }

  /** Bug zoo 4: a result bit that is tied to nothing; the Jacobian alone does not see it. */
  @Test
  void aResultBitTiedToNothingIsFound() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        lessIsABit(b);
                        b.assertZero("difference", b.main(4));
                      })
                  .run(random);
          assertThat(report.rank()).isEqualTo(2);
          assertThat(report.isDeterministic()).isFalse();
          assertThat(report.ambiguities())
              .contains(new DeterminismReport.Ambiguity("row 0 less: 1 → 0", true));
        });
  }

  /** Bug zoo 5: the comparison gadget is there, but its range check is not asserted. */
  @Test
  void aGadgetWithoutItsRangeCheckIsFound() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        lessIsABit(b);
                        differenceIsRight(b);
                      })
                  .run(random);
          assertThat(report.ambiguities())
              .contains(
                  new DeterminismReport.Ambiguity(
                      "row 0 difference: 254 → 2130706431, row 0 less: 1 → 0", true));
        });
  }

  @Test
  void aResultThatIsNoBitIsFound() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        differenceIsRight(b);
                        differenceIsAByte(b);
                      })
                  .run(random);
          // The lookup holds the direction back, but not to a single value.
          assertThat(report.rank()).isEqualTo(1);
          assertThat(report.loose()).isEmpty();
          assertThat(report.isDeterministic()).isFalse();
        });
  }

  @Test
  void aColumnThatNothingHoldsIsLoose() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        lessIsABit(b);
                        b.assertZero("sum", b.mul(b.main(4), b.isTransition()));
                      })
                  .run(random);
          assertThat(report.loose()).containsExactly("difference");
        });
  }

  /** Freedom that no other table sees is told apart. */
  @Test
  void anInnerChoiceIsNotObservable() {
    ForAll.cases(
        5,
        random -> {
          DeterminismReport report =
              check(
                      b -> {
                        // less = (x < y) is taken as an input here; difference may be ±254.
                        b.assertZero(
                            "square",
                            b.sub(
                                b.mul(b.main(4), b.main(4)),
                                b.mul(b.main(0), b.constant(254 * 254))));
                      },
                      Set.of("on", "x", "y", "less"))
                  .run(random);
          assertThat(report.isDeterministic()).isTrue();
          assertThat(report.ambiguities())
              .contains(
                  new DeterminismReport.Ambiguity("row 0 difference: 254 → 2130706179", false));
        });
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> check(DeterminismCheckTest::lessIsABit, Set.of("z")))
        .hasMessageContaining("inputs: [z]");
    Machine machine = compare(DeterminismCheckTest::lessIsABit);
    assertThatThrownBy(() -> new DeterminismCheck(machine, trace(machine), "nobody", Set.of()))
        .hasMessageContaining("no table of an AIR nobody");
  }

  private static DeterminismCheck check(Consumer<AirBuilder<Object>> constraints) {
    return check(constraints, Set.of("on", "x", "y"));
  }

  private static DeterminismCheck check(
      Consumer<AirBuilder<Object>> constraints, Set<String> inputs) {
    Machine machine = compare(constraints);
    return new DeterminismCheck(machine, trace(machine), "compare", inputs);
  }

  /** 3 < 5, with the difference or the lookup left out if the machine does not want it. */
  private static TraceSet trace(Machine machine) {
    for (int difference : new int[] {254, 0}) {
      for (boolean looksUp : new boolean[] {true, false}) {
        RangeTableAir.Counter range = new RangeTableAir("range", RANGE, 8).counter();
        if (looksUp) {
          range.look(difference);
        }
        TraceSet trace =
            new TraceSet(
                List.of(
                    Table.ofRows(0, List.of(new int[] {1, 3, 5, 1, difference})),
                    Table.ofRows(1, List.of(new int[] {1, 3, 5, 1})),
                    range.table(2)),
                new int[0]);
        if (new RowChecker(machine).check(trace).isClean()) {
          return trace;
        }
      }
    }
    throw new AssertionError("no honest trace");
  }
}
