package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.StructuredColumns;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TestAir;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.Memory;
import network.akashi.stark.examples.SortedList;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class MutationHarnessTest {
  private static final Bus RANGE = new Bus("range", 1, 1);

  /** {@code value = low + 4·high} with 2-bit limbs; {@code checksHigh} says whether both are. */
  private static Machine limbs(boolean checksHigh) {
    return new Machine(
        "limbs",
        List.of(
            TestAir.of(
                "limbs",
                AirLayout.of("on", "value", "low", "high"),
                b -> {
                  b.assertBoolean("on", b.main(0));
                  Object sum = b.add(b.main(2), b.mul(b.constant(4), b.main(3)));
                  b.assertEqual("sum", b.main(1), sum);
                  b.send(RANGE, b.main(0), List.of(b.main(2)));
                  if (checksHigh) {
                    b.send(RANGE, b.main(0), List.of(b.main(3)));
                  }
                }),
            TestAir.of(
                "range",
                new AirLayout(
                    List.of("count"), List.of(), List.of(StructuredColumns.range("value", 2))),
                b -> b.receive(RANGE, b.main(0), List.of(b.structured(0))))),
        0);
  }

  private static TraceSet limbsTrace(boolean checksHigh) {
    List<int[]> rows = List.of(row(1, 9, 1, 2), row(1, 3, 3, 0), row(1, 15, 3, 3), row(1, 0, 0, 0));
    int[] counts = checksHigh ? new int[] {3, 1, 1, 3} : new int[] {1, 1, 0, 2};
    List<int[]> range = new ArrayList<>();
    for (int count : counts) {
      range.add(row(count));
    }
    return new TraceSet(List.of(Table.ofRows(0, rows), Table.ofRows(1, range)), new int[0]);
  }

  @Test
  void countsAreMendedBeforeAMutantIsJudged() {
    ForAll.cases(
        5,
        random -> {
          MutationReport report =
              new MutationHarness(limbs(true), limbsTrace(true)).providerLogHeight(2).run(random);
          // Another value within range is as honest as the first: nobody else knows the value.
          assertThat(report.survivors())
              .anyMatch(survivor -> survivor.place().equals("limbs.rows"))
              .noneMatch(survivor -> survivor.place().equals("range.count"));
        });
  }

  /** Bug zoo 2: a decomposition without its range check. */
  @Test
  void aMissingRangeCheckShowsAsASurvivingLimb() {
    ForAll.cases(
        5,
        random -> {
          TraceSet trace = limbsTrace(false);
          MutationReport report =
              new MutationHarness(limbs(false), trace)
                  .directed(
                      "high limb out of range", Edit.of(0, 0, 1, 1 + 4 * 4), Edit.of(0, 0, 3, 4))
                  .run(random);
          assertThat(report.unexplained(Map.of("limbs.rows", "free")))
              .anyMatch(line -> line.contains("high limb out of range"));
        });
  }

  @Test
  void theJudgeAgreesWithTheRowChecker() {
    ForAll.cases(
        3,
        random -> {
          agree(SortedList.machine(), smallList(random), random);
          List<Memory.Access> log = new ArrayList<>();
          for (int i = 0; i < 7; i++) {
            log.add(new Memory.Access(random.nextBoolean(), random.nextInt(3), i));
          }
          agree(Memory.machine(), Memory.trace(log), random);
        });
  }

  private static void agree(Machine machine, TraceSet honest, RandomGenerator random) {
    RowChecker checker = new RowChecker(machine);
    MutableTrace trace = new MutableTrace(machine, checker.programs(), honest, 0, 0);
    MutantJudge judge = new MutantJudge(checker.programs(), trace);
    for (int t = 0; t < trace.tables().size(); t++) {
      PaddedTable table = trace.tables().get(t);
      List<String> columns = machine.airs().get(table.table().air()).layout().main();
      List<Mutant> mutants =
          new CellMutants(trace, t, columns, random).in(row(0, table.paddedHeight() - 1));
      mutants.addAll(new RowMutants(trace, t).within(row(0, table.paddedHeight() - 1), random));
      for (Mutant mutant : mutants) {
        if (random.nextInt(40) == 0 && trace.changes(mutant.edits())) {
          MutantJudge.Verdict verdict = judge.judge(mutant.edits());
          CheckResult result = checker.check(trace.with(verdict.edits()));
          assertThat(verdict.isKilled())
              .as("%s: %s but %s", mutant.detail(), verdict.killers(), result.report())
              .isEqualTo(!result.isClean());
        }
      }
    }
    assertThat(checker.check(trace.view()).isClean()).as("all changes are undone").isTrue();
  }

  @Test
  void anotherJudgeSeesWhatTheRowCheckerRejects() {
    ForAll.cases(
        3,
        random -> {
          Machine machine = SortedList.machine();
          MutationHarness harness = new MutationHarness(machine, smallList(random));
          RowChecker checker = new RowChecker(machine);
          assertThat(harness.acceptedBy(trace -> checker.check(trace).isClean(), 30, random))
              .isEmpty();
          assertThat(harness.acceptedBy(_ -> true, 3, random)).hasSize(3);
          assertThatThrownBy(() -> harness.acceptedBy(_ -> false, 3, random))
              .hasMessageContaining("rejects the honest trace");
        });
  }

  /** A machine that accepts everything shows what the harness tries. */
  @Test
  void everyOperatorIsTried() {
    Bus echo = new Bus("echo", 1, 1);
    Machine machine =
        new Machine(
            "accepts everything",
            List.of(
                TestAir.of(
                    "echo",
                    AirLayout.of("times", "x", "time"),
                    b -> {
                      Object heard = b.add(b.next(1), b.mul(b.isFirstRow(), b.main(2)));
                      b.send(echo, b.main(0), List.of(heard));
                      b.receive(echo, b.main(0), List.of(heard));
                    })),
            1);
    List<int[]> rows = List.of(row(1, 2, 3), row(4, 5, 6), row(7, 8, 9));
    List<int[]> others = List.of(row(9, 2, 7), row(6, 5, 4), row(3, 8, 1));
    ForAll.cases(
        3,
        random -> {
          MutationReport report =
              new MutationHarness(machine, new TraceSet(List.of(Table.ofRows(0, rows)), row(5)))
                  .donor(new TraceSet(List.of(Table.ofRows(0, others)), row(5)))
                  .timestamps("echo", "time")
                  .directed("by hand", Edit.of(0, 0, 0, 77))
                  .run(random);
          assertThat(report.survivors().stream().map(MutationReport.Survivor::operator).distinct())
              .containsExactlyInAnyOrderElementsOf(
                  EnumSet.complementOf(EnumSet.of(MutationOperator.NOT_CANONICAL)));
          MutationReport.Score score = report.total();
          assertThat(score.total() - score.killed()).isEqualTo(report.survivors().size());
          assertThat(score.killed()).isPositive();
        });
  }

  /** Rows that neither see each other nor know their place may be in any order. */
  @Test
  void reorderedRowsAreNoMutants() {
    ForAll.cases(
        3,
        random -> {
          MutationReport report = new MutationHarness(limbs(true), limbsTrace(true)).run(random);
          assertThat(report.survivors())
              .noneMatch(survivor -> survivor.operator() == MutationOperator.SWAP_ROWS)
              .noneMatch(survivor -> survivor.operator() == MutationOperator.ROTATE_ROWS);
        });
  }

  @Test
  void spoiledTracesAreNoStart() {
    TraceSet trace = limbsTrace(true);
    trace.tables().getFirst().cells()[5] = 77;
    assertThatThrownBy(() -> new MutationHarness(limbs(true), trace))
        .hasMessageContaining("honest: this trace is not");
  }

  @Test
  void unknownTimestampColumnsAreNamed() {
    ForAll.cases(
        1,
        random ->
            assertThatThrownBy(() ->
                    new MutationHarness(limbs(true), limbsTrace(true))
                        .timestamps("limbs", "clock")
                        .run(random))
                .hasMessageContaining("AIR limbs has no main column clock"));
  }

  @Test
  void reasonsForPlacesWhereNothingSurvivesAreStale() {
    MutationReport report =
        new MutationReport(
            Map.of("a.x", new MutationReport.Score(2, 3), "a.y", new MutationReport.Score(1, 1)),
            List.of(
                new MutationReport.Survivor(
                    "a.x", MutationOperator.RANDOM, 0, "a row 0, x random")),
            Map.of(),
            java.util.Set.of());
    assertThat(report.unexplained(Map.of())).containsExactly("RANDOM survives: a row 0, x random");
    assertThat(report.unexplained(Map.of("a.x", "why not", "a.y", "why not")))
        .containsExactly("reason for a.y, where nothing survives");
    assertThat(report.total()).isEqualTo(new MutationReport.Score(3, 4));
    assertThat(report.table())
        .isEqualTo(
            "a.x       2 of       3   66.7 %%%na.y       1 of       1  100.0 %%%n".formatted());
  }

  /** Values below 2^8, so that the range table is low and checked quickly. */
  private static TraceSet smallList(RandomGenerator random) {
    return SortedList.trace(random.ints(5, 0, 1 << 8).toArray());
  }

  private static int[] row(int... cells) {
    return cells;
  }
}
