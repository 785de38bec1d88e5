package network.akashi.stark.examples;

import static java.util.Objects.requireNonNull;
import static network.akashi.stark.audit.AirSurgery.in;
import static network.akashi.stark.audit.AirSurgery.onBuses;
import static network.akashi.stark.audit.AirSurgery.withoutConstraint;
import static network.akashi.stark.audit.AirSurgery.withoutInteraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.InvalidAirException;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.MultiplicityBound;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TestAir;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.DeterminismCheck;
import network.akashi.stark.audit.IntervalAnalysis;
import network.akashi.stark.audit.LintFinding;
import network.akashi.stark.audit.LintFinding.Rule;
import network.akashi.stark.audit.LookupCounts;
import network.akashi.stark.audit.MachineLint;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.RowChecker;
import network.akashi.stark.examples.Memory.Access;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/**
 * Soundness bugs that were found in proof systems of others, each put into a worked example: the
 * tool named in the test must see it. The numbers are those of the design study's list.
 */
class BugZooTest {
  /** 1: constraints are written, but never wired to the table. */
  @Test
  void zoo01ConstraintsNeverWiredShowAsUnusedColumns() {
    Machine faulty =
        in(
            Memory.machine(),
            "access",
            air ->
                withoutConstraint(
                    air,
                    "sum starts",
                    "sum adds what is read",
                    "sum is as stated",
                    "no sum in padding"));
    assertThat(MachineLint.check(faulty, 4))
        .contains(
            new LintFinding(
                Rule.UNUSED_COLUMN, "AIR access: no constraint and no tuple looks at column sum"));
    assertThat(survivingPlaces(faulty, Memory.trace(LOG))).contains("access.sum", "public.value 1");
  }

  /** 2: a decomposition into limbs without a range check of one of them. */
  @Test
  void zoo02MissingRangeChecksLetLimbsWrap() {
    Machine faulty = in(SortedList.machine(), "sorted", air -> withoutInteraction(air, 1));
    // 5, 9 sorted as 9, 5: the difference −4 is one low limb that is no limb.
    TraceSet forged = copy(SortedList.trace(new int[] {5, 9}));
    set(forged, 1, 0, SortedAir.LOW, 9);
    set(forged, 1, 1, SortedAir.LOW, 5);
    set(forged, 1, 0, SortedAir.DIFFERENCE_LOW, -4);
    set(forged, SortedAir.PUBLIC_SMALLEST_LOW, 9);
    set(forged, SortedAir.PUBLIC_LARGEST_LOW, 5);
    assertThat(check(faulty, forged)).isEqualTo("no findings");
    assertThat(check(SortedList.machine(), forged))
        .startsWith("bus range16: tuple [2130706429] is sent 1 times too often");
    assertThat(new IntervalAnalysis(faulty).results())
        .anyMatch(result -> result.claim().equals("low limbs differ") && !result.holds());
  }

  /** 3: an integer meaning that does not fit the field: the borrow may be 1/2^16. */
  @Test
  void zoo03IntegersThatWrapTheFieldAreBounded() {
    Machine faulty =
        in(SortedList.machine(), "sorted", air -> withoutConstraint(air, "borrow is a bit"));
    assertThat(MachineLint.check(faulty, 3)).extracting(LintFinding::rule).containsOnly(Rule.WRAPS);
    // Sorted as 0x7fff0001, 0x10000000, for −32512 is 1/2^16 modulo p.
    TraceSet forged = copy(SortedList.trace(new int[] {0x1000_0000, 0x7fff_0001}));
    set(forged, 1, 0, SortedAir.LOW, 1);
    set(forged, 1, 0, SortedAir.HIGH, 0x7fff);
    set(forged, 1, 1, SortedAir.LOW, 0);
    set(forged, 1, 1, SortedAir.HIGH, 0x1000);
    set(forged, 1, 0, SortedAir.BORROW, -32512);
    set(forged, 1, 0, SortedAir.DIFFERENCE_LOW, 0);
    set(forged, 1, 0, SortedAir.DIFFERENCE_HIGH, 0x1000 - 0x7fff + 32512);
    set(forged, SortedAir.PUBLIC_SMALLEST_LOW, 1);
    set(forged, SortedAir.PUBLIC_SMALLEST_HIGH, 0x7fff);
    set(forged, SortedAir.PUBLIC_LARGEST_LOW, 0);
    set(forged, SortedAir.PUBLIC_LARGEST_HIGH, 0x1000);
    assertThat(check(faulty, forged)).isEqualTo("no findings");
    assertThat(check(SortedList.machine(), forged))
        .startsWith("sorted row 0: constraint 'borrow is a bit' is not zero");
  }

  /** 4: a result is not tied to the inputs. */
  @Test
  void zoo04UntiedResultsAreAmbiguous() {
    Machine faulty =
        in(Memory.machine(), "access", air -> withoutConstraint(air, "a read changes nothing"));
    ForAll.cases(
        2,
        random ->
            assertThat(
                    new DeterminismCheck(
                            faulty,
                            Memory.trace(List.of(new Access(false, 3, 0), new Access(false, 3, 0))),
                            "access",
                            ACCESS_INPUTS)
                        .run(random)
                        .isDeterministic())
                .isFalse());
  }

  /** 5: a comparison is computed, but its outcome is not asserted. */
  @Test
  void zoo05ComparisonsNotAssertedLetReadsComeFromTheFuture() {
    Machine faulty =
        in(
            Memory.machine(),
            "access",
            air -> withoutConstraint(air, "the previous access is earlier"));
    TraceSet forged = readFromTheFuture();
    assertThat(check(faulty, forged)).isEqualTo("no findings");
    assertThat(check(Memory.machine(), forged))
        .startsWith("access row 0: constraint 'the previous access is earlier'");
  }

  /** 8: padding rows that talk on a bus. */
  @Test
  void zoo08PaddingRowsThatTalkAreSeen() {
    Air talks =
        TestAir.of(
            "unsorted",
            new UnsortedAir().layout(),
            b -> {
              b.assertBoolean("off is a bit", b.main(0));
              Object on = b.sub(b.constant(1), b.main(0));
              b.send(SortedList.RANGE_16, on, List.of(b.main(1)));
              b.send(SortedList.VALUES, on, List.of(b.main(1), b.main(2)));
            });
    Machine faulty = in(SortedList.machine(), "unsorted", _ -> talks);
    assertThat(MachineLint.check(faulty, 3)).extracting(LintFinding::rule).contains(Rule.PADDING);
    assertThat(check(faulty, SortedList.trace(new int[] {3})))
        .contains("puts something on bus range16 in its padding row");
  }

  /** 10: one tag for two kinds of message. */
  @Test
  void zoo10SwappedBusTagsAreRefusedOrDoNotBalance() {
    Machine confused =
        in(
            Memory.machine(),
            "boundary",
            air ->
                onBuses(
                    air,
                    bus ->
                        switch (bus.tag()) {
                          case 1 -> new Bus("range8", 1, 1);
                          case 2 -> new Bus("range16", 2, 1);
                          default -> bus;
                        }));
    assertThatThrownBy(() -> SymbolicAir.interpret(confused))
        .isInstanceOf(InvalidAirException.class)
        .hasMessageContaining("for tag");
    Machine swapped =
        in(
            Memory.machine(),
            "boundary",
            air ->
                onBuses(
                    air,
                    bus ->
                        bus.equals(Memory.RANGE_8)
                            ? Memory.RANGE_16
                            : bus.equals(Memory.RANGE_16) ? Memory.RANGE_8 : bus));
    TraceSet honest = Memory.trace(LOG);
    assertThat(new RowChecker(swapped).check(honest).isClean()).isFalse();
    assertThat(new IntervalAnalysis(swapped).results()).anyMatch(result -> !result.holds());
  }

  /** 21: so many interactions that multiplicities overflow modulo p. */
  @Test
  void zoo21MultiplicitiesThatOverflowAreBounded() {
    AirProgram program = SymbolicAir.interpret(BenchMachine.machine()).getFirst();
    assertThat(MultiplicityBound.isSafe(MultiplicityBound.terms(List.of(program), List.of(24))))
        .isTrue();
    List<AirProgram> four = List.of(program, program, program, program);
    assertThat(MultiplicityBound.terms(four, List.of(24, 24, 24, 24)))
        .isEqualTo(96L << 24)
        .isLessThan(KoalaBear.P);
    List<AirProgram> six = new ArrayList<>(four);
    six.addAll(List.of(program, program));
    assertThat(
            MultiplicityBound.isSafe(MultiplicityBound.terms(six, List.of(24, 24, 24, 24, 24, 24))))
        .isFalse();
    Machine faulty =
        in(SortedList.machine(), "unsorted", air -> withoutConstraint(air, "active is a bit"));
    assertThat(MachineLint.check(faulty, 3))
        .extracting(LintFinding::rule)
        .contains(Rule.UNBOUNDED_MULTIPLICITY);
  }

  /** 22: two tables answer the same lookups. */
  @Test
  void zoo22TwoProvidersOfOneLookupAreSeen() {
    List<Air> airs = new ArrayList<>(Memory.machine().airs());
    airs.add(new RangeTableAir("wider", Memory.RANGE_8, 16));
    Machine faulty = new Machine("faulty", airs, 2);
    assertThat(MachineLint.check(faulty, 4))
        .extracting(LintFinding::rule)
        .contains(Rule.TWO_PROVIDERS);
    // And the claim that rests on the narrower table is gone.
    assertThat(new IntervalAnalysis(faulty).results())
        .anyMatch(result -> result.claim().equals("addresses ascend") && !result.holds());
  }

  /** 23: what holds from row to row is not anchored in the first row, or not in the last. */
  @Test
  void zoo23MissingFirstAndLastRowsAreForged() {
    ForAll.cases(
        1,
        random -> {
          Map<String, TraceSet> attacks =
              new MutationHarness(Memory.machine(), Memory.trace(LOG))
                  .forging(true)
                  .run(random)
                  .attacks();
          for (String end :
              List.of(
                  "time starts at 1", "sum starts", "accesses are as stated", "sum is as stated")) {
            Machine faulty = in(Memory.machine(), "access", air -> withoutConstraint(air, end));
            String target = "access: constraint '" + end + "'";
            assertThat(attacks).containsKey(target);
            TraceSet attack = requireNonNull(attacks.get(target));
            assertThat(new RowChecker(faulty).check(attack).isClean()).as(end).isTrue();
          }
        });
  }

  /** 25: a timestamp's range check taken away for speed: reads from the future. */
  @Test
  void zoo25TimeGapsWithoutTheirHighLimbCheckWrap() {
    Machine faulty = in(Memory.machine(), "access", air -> withoutInteraction(air, 1));
    TraceSet forged = readFromTheFuture();
    // time 1, previous time 2: a gap of −2, whose high limb −1/2^15 no byte table holds.
    int inverse = KoalaBear.toInt(KoalaBear.inverse(KoalaBear.fromInt(1 << 16)));
    set(forged, 0, 0, AccessAir.GAP_HIGH, -2L * inverse);
    assertThat(check(faulty, forged)).isEqualTo("no findings");
    assertThat(check(Memory.machine(), forged)).startsWith("bus range8: tuple [");
    assertThat(new IntervalAnalysis(faulty).results())
        .anyMatch(
            result -> result.claim().equals("the previous access is earlier") && !result.holds());
  }

  private static final Set<String> ACCESS_INPUTS =
      Set.of("active", "address", "write", "previous_value", "previous_time");

  private static final List<Access> LOG =
      List.of(
          new Access(true, 5, 70),
          new Access(false, 5, 0),
          new Access(true, 0x1_0002, 9),
          new Access(true, 5, 71),
          new Access(false, 0x1_0002, 0));

  /** A read that takes the 7 written after it, and a write that takes the initial 0. */
  private static TraceSet readFromTheFuture() {
    TraceSet honest = Memory.trace(List.of(new Access(false, 3, 0), new Access(true, 3, 7)));
    TraceSet forged = copy(honest);
    set(forged, 0, 0, AccessAir.VALUE, 7);
    set(forged, 0, 0, AccessAir.PREVIOUS_VALUE, 7);
    set(forged, 0, 0, AccessAir.PREVIOUS_TIME, 2);
    set(forged, 0, 1, AccessAir.PREVIOUS_TIME, 0);
    set(forged, 0, 1, AccessAir.GAP_LOW, 1);
    set(forged, 1, 0, BoundaryAir.FINAL_TIME, 1);
    set(forged, 0, 0, AccessAir.SUM, 7);
    set(forged, 0, 1, AccessAir.SUM, 7);
    set(forged, AccessAir.PUBLIC_SUM, 7);
    return forged;
  }

  /** The row checker's report on a trace with its lookups counted anew. */
  private static String check(Machine machine, TraceSet trace) {
    return new RowChecker(machine).check(LookupCounts.recount(machine, trace)).report();
  }

  private static Set<String> survivingPlaces(Machine machine, TraceSet honest) {
    Set<String> places = new TreeSet<>();
    ForAll.cases(
        1,
        random ->
            new MutationHarness(machine, honest)
                .doublings(1)
                .run(random)
                .survivors()
                .forEach(survivor -> places.add(survivor.place())));
    return places;
  }

  private static TraceSet copy(TraceSet trace) {
    List<Table> tables =
        trace.tables().stream()
            .map(t ->
                new Table(
                    t.air(), t.height(), t.width(), t.cells().clone(), t.offset(), t.stride()))
            .toList();
    return new TraceSet(tables, trace.publicValues().clone());
  }

  private static void set(TraceSet trace, int table, int row, int column, long value) {
    Table at = trace.tables().get(table);
    at.cells()[at.offset() + column * at.stride() + row] = KoalaBear.fromLong(value);
  }

  private static void set(TraceSet trace, int publicValue, long value) {
    trace.publicValues()[publicValue] = KoalaBear.fromLong(value);
  }
}
