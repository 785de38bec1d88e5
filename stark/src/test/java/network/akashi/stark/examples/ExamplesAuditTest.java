package network.akashi.stark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import network.akashi.stark.air.Machine;
import network.akashi.stark.audit.DeterminismCheck;
import network.akashi.stark.audit.DeterminismReport;
import network.akashi.stark.audit.IntervalAnalysis;
import network.akashi.stark.audit.MachineLint;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** The worked examples pass every tool of the audit. */
class ExamplesAuditTest {
  @Test
  void nothingToLint() {
    assertThat(MachineLint.check(Fibonacci.machine(), 3)).isEmpty();
    assertThat(MachineLint.check(SortedList.machine(), 3)).isEmpty();
    assertThat(MachineLint.check(Memory.machine(), 4)).isEmpty();
    assertThat(MachineLint.check(BenchMachine.machine(), 3)).isEmpty();
  }

  @Test
  void everyIntegerClaimIsShownFromConstraintsAndLookups() {
    assertThat(claims(SortedList.machine()))
        .containsExactly(
            "AIR sorted: 'low limbs differ' lies in [-131070, 131071], which fits the field",
            "AIR sorted: 'high limbs differ' lies in [-131071, 65535], which fits the field");
    assertThat(claims(Memory.machine()))
        .containsExactly(
            "AIR access: 'the previous access is earlier' lies in [-33554432, 16777215], which"
                + " fits the field",
            "AIR boundary: 'an address is below 2^24' lies in [0, 16777215], which fits the field",
            "AIR boundary: 'addresses ascend' lies in [-33554431, 16777214], which fits the field");
    assertThat(new IntervalAnalysis(BenchMachine.machine()).results())
        .hasSize(15)
        .allMatch(IntervalAnalysis.Result::holds);
  }

  /** That previous times are below 2^24 too follows from the bus: it is not assumed. */
  @Test
  void onlyTheClockIsTakenOnTrust() {
    assertThat(new IntervalAnalysis(SortedList.machine()).assumptions()).isEmpty();
    assertThat(new IntervalAnalysis(Memory.machine()).assumptions())
        .containsExactly(
            new IntervalAnalysis.Assumed(
                "access", "time", 0, 1 << 24, "time counts rows, of which there are at most 2^24"));
  }

  /** A written value is the writer's to choose, so the memory here is only read. */
  @Test
  void inputsDetermineTheRest() {
    List<Memory.Access> reads =
        List.of(
            new Memory.Access(false, 7, 0),
            new Memory.Access(false, 9, 0),
            new Memory.Access(false, 7, 0));
    ForAll.cases(
        1,
        random -> {
          deterministic(
              new DeterminismCheck(
                      Fibonacci.machine(), Fibonacci.trace(3, 5, 6), "fibonacci", Set.of("active"))
                  .run(random));
          deterministic(
              new DeterminismCheck(
                      SortedList.machine(),
                      SortedList.random(5, random.nextLong()),
                      "sorted",
                      Set.of("active", "low", "high"))
                  .run(random));
          deterministic(
              new DeterminismCheck(
                      Memory.machine(),
                      Memory.trace(reads),
                      "access",
                      Set.of("active", "address", "write", "previous_value", "previous_time"))
                  .run(random));
        });
  }

  private static void deterministic(DeterminismReport report) {
    assertThat(report.loose()).isEmpty();
    assertThat(report.ambiguities()).isEmpty();
  }

  private static List<String> claims(Machine machine) {
    return new IntervalAnalysis(machine)
        .results().stream().map(IntervalAnalysis.Result::toString).toList();
  }
}
