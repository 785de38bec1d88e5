package network.akashi.stark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.AirSurgery;
import network.akashi.stark.audit.Edit;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.stark.audit.RowChecker;
import network.akashi.stark.examples.Memory.Access;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/**
 * Every column of the worked examples: no spoiled trace is accepted, or it is written here why it
 * may be. Every constraint and interaction: some spoiled trace is rejected by it alone, or it is
 * written here why none can be.
 */
class ExamplesMutationTest {
  /**
   * Honest values with a gap of more than 32512·2^16, which the forged borrow of the guide needs.
   */
  private static final int[] VALUES = {7, 7, 0x0001_0003, 0x0002_0001, 0xf000_0005, 0x8000_0000};

  private static final int[] OTHER_VALUES = {1, 9, 0x0001_0002, 0x0003_0003, 0xf100_0005, -1};

  private static final List<Access> LOG =
      List.of(
          new Access(true, 5, 70),
          new Access(false, 5, 0),
          new Access(true, 0x1_0002, 9),
          new Access(true, 5, 71),
          new Access(false, 0x1_0002, 0),
          new Access(false, 5, 0));

  private static final List<Access> OTHER_LOG =
      List.of(
          new Access(true, 6, 10),
          new Access(true, 0x1_0002, 11),
          new Access(false, 6, 0),
          new Access(true, 0x1_0002, 12),
          new Access(false, 0x1_0002, 0),
          new Access(true, 6, 13));

  /** Reasons why a constraint is never alone in rejecting a trace. */
  private static final String CHAIN =
      "implied: an active cell that is no bit is in a row of zeros, the row before would have index"
          + " or time -1, and so on back to the first row, where it is pinned";

  private static final String PREFIX =
      "implied: in the inactive row before, isEnd is -1, so its zeros would have to be the statement";

  @Test
  void fibonacci() {
    Map<String, String> redundant =
        Map.of(
            "fibonacci: constraint 'active is a bit'", CHAIN,
            "fibonacci: constraint 'active rows come first'", PREFIX);
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(Fibonacci.machine(), Fibonacci.trace(3, 4, 3))
                  .donor(Fibonacci.trace(5, 6, 3))
                  .doublings(1)
                  .forging(true)
                  .run(random);
          assertThat(report.unexplained(Map.of())).isEmpty();
          assertThat(report.idle()).isSubsetOf(redundant.keySet());
          attacksAreAcceptedWithoutTheirConstraint(Fibonacci.machine(), report);
        });
  }

  @Test
  void sortedList() {
    Map<String, String> redundant =
        Map.of(
            "sorted: constraint 'active is a bit'", CHAIN,
            "sorted: constraint 'active rows come first'", PREFIX);
    TraceSet honest = SortedList.trace(VALUES);
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(SortedList.machine(), honest)
                  .donor(SortedList.trace(OTHER_VALUES))
                  .doublings(1)
                  .forging(true)
                  .directed("no list at all, of any length", noListAtAll(honest))
                  .run(random);
          assertThat(report.unexplained(Map.of())).isEmpty();
          assertThat(report.idle()).isSubsetOf(redundant.keySet());
          attacksAreAcceptedWithoutTheirConstraint(SortedList.machine(), report);
        });
  }

  @Test
  void memory() {
    String pinned = "implied: value and previous value agree in padding, and the other is pinned";
    Map<String, String> redundant =
        Map.of(
            "access: constraint 'active is a bit'", CHAIN,
            "access: constraint 'active rows come first'", PREFIX,
            "access: constraint 'no value in padding'", pinned,
            "access: constraint 'no previous_value in padding'", pinned,
            "access: constraint 'the first row is active'",
                "implied: time starts at 1, and is 0 in padding",
            "boundary: constraint 'active is a bit'",
                "harmless without: address 0 would come and go any number of times, unused; stated"
                    + " because multiplicities must be bits for LogUp's bound",
            "boundary: interaction 4, to bus memory",
                "never alone: a row's other interaction with the bus has the same address");
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(Memory.machine(), Memory.trace(LOG))
                  .donor(Memory.trace(OTHER_LOG))
                  .timestamps("access", "time", "previous_time")
                  .timestamps("boundary", "final_time")
                  .doublings(1)
                  .forging(true)
                  .directed("address 5 has two cells", twoCellsOfOneName())
                  .run(random);
          assertThat(report.unexplained(Map.of())).isEmpty();
          assertThat(report.idle()).isSubsetOf(redundant.keySet());
          attacksAreAcceptedWithoutTheirConstraint(Memory.machine(), report);
        });
  }

  /** The statement does not say which accesses are writes. */
  @Test
  void aReadOfZeroMayAsWellBeAWriteOfZero() {
    ForAll.cases(
        2,
        random -> {
          TraceSet trace = Memory.trace(List.of(new Access(false, 5, 0), new Access(true, 5, 1)));
          MutationReport report = new MutationHarness(Memory.machine(), trace).run(random);
          assertThat(report.unexplained(Map.of("access.write", "the sum read is the same")))
              .isEmpty();
        });
  }

  /** The bench chip leaves padding rows free, as nobody reads them: only there mutants survive. */
  @Test
  void bench() {
    int height = 11;
    List<String> free = new ArrayList<>(List.of("clock", "accumulator"));
    for (int i = 0; i < BenchAir.LANES; i++) {
      free.addAll(i == 0 ? List.of("y0", "z0") : List.of("x" + i, "y" + i, "z" + i));
    }
    Map<String, String> reasons = new TreeMap<>();
    free.forEach(c -> reasons.put("bench." + c, "inactive rows put nothing on a bus"));
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(
                      BenchMachine.machine(), BenchMachine.trace(height, random.nextLong()))
                  .run(random);
          assertThat(report.unexplained(reasons)).isEmpty();
          assertThat(report.survivors()).allMatch(survivor -> survivor.firstRow() >= height);
        });
  }

  /** What the harness calls an attack is one: nothing else in the machine stops it. */
  private static void attacksAreAcceptedWithoutTheirConstraint(
      Machine machine, MutationReport report) {
    report
        .attacks()
        .forEach((target, attack) -> {
          assertThat(new RowChecker(machine).check(attack).isClean()).as(target).isFalse();
          Matcher constraint = CONSTRAINT.matcher(target);
          if (constraint.matches()) {
            Machine faulty =
                AirSurgery.in(
                    machine,
                    constraint.group(1),
                    air -> AirSurgery.withoutConstraint(air, constraint.group(2)));
            assertThat(new RowChecker(faulty).check(attack).report())
                .as(target)
                .isEqualTo("no findings");
          }
        });
  }

  private static final Pattern CONSTRAINT = Pattern.compile("(\\w+): constraint '(.*)'");

  /** Lists emptied: all rows are padding, and any count and any largest value can be stated. */
  private static Edit[] noListAtAll(TraceSet trace) {
    List<Edit> edits = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      Table table = trace.tables().get(t);
      for (int row = 0; row < table.height(); row++) {
        for (int column = 0; column < table.width(); column++) {
          edits.add(Edit.of(t, row, column, 0));
        }
      }
    }
    edits.add(Edit.of(Edit.PUBLIC_VALUES, 0, SortedAir.PUBLIC_SMALLEST_LOW, 0));
    edits.add(Edit.of(Edit.PUBLIC_VALUES, 0, SortedAir.PUBLIC_SMALLEST_HIGH, 0));
    return edits.toArray(Edit[]::new);
  }

  /**
   * After the boundary's rows for addresses 5 and 0x10002 and one row of padding, a second row for
   * 5: the read at time 2 takes its initial 0 instead of the 70 written at time 1, and the write at
   * time 4 takes the 70.
   */
  private static Edit[] twoCellsOfOneName() {
    return new Edit[] {
      Edit.of(0, 1, AccessAir.VALUE, 0),
      Edit.of(0, 1, AccessAir.PREVIOUS_VALUE, 0),
      Edit.of(0, 1, AccessAir.PREVIOUS_TIME, 0),
      Edit.of(0, 1, AccessAir.GAP_LOW, 1),
      Edit.of(0, 3, AccessAir.PREVIOUS_TIME, 1),
      Edit.of(0, 3, AccessAir.GAP_LOW, 2),
      Edit.of(0, 1, AccessAir.SUM, 0),
      Edit.of(0, 2, AccessAir.SUM, 0),
      Edit.of(0, 3, AccessAir.SUM, 0),
      Edit.of(0, 4, AccessAir.SUM, 9),
      Edit.of(0, 5, AccessAir.SUM, 80),
      Edit.of(Edit.PUBLIC_VALUES, 0, AccessAir.PUBLIC_SUM, 80),
      Edit.of(1, 2, BoundaryAir.GAP_LOW, 4),
      Edit.of(1, 3, BoundaryAir.ACTIVE, 1),
      Edit.of(1, 3, BoundaryAir.ADDRESS_LOW, 5),
      Edit.of(1, 3, BoundaryAir.FINAL_VALUE, 0),
      Edit.of(1, 3, BoundaryAir.FINAL_TIME, 2)
    };
  }
}
