package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.stark.audit.IntervalAnalysis;
import network.akashi.stark.audit.MachineLint;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** What the audit's tools say of the accelerators, in the machine that they are part of. */
class AcceleratorAuditTest {
  private static final int MAX_DEGREE = 3;

  @Test
  void nothingToLint() {
    assertThat(MachineLint.check(machine(), MAX_DEGREE)).isEmpty();
  }

  @Test
  void everyIntegerClaimIsShown() {
    List<IntervalAnalysis.Result> results = new IntervalAnalysis(machine()).results();
    assertThat(results).isNotEmpty().allMatch(IntervalAnalysis.Result::holds);
  }

  private static Machine machine() {
    List<Air> airs = new ArrayList<>();
    airs.addAll(ZkMachine.of(Runs.program(a -> a.halt(0))).accelerators);
    return SurroundingsAir.machine(airs);
  }

  @Test
  void mutantsOfPoseidon2() {
    long[] data = new long[16];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0x1234_5678_0765_4321L - i;
    }
    rejects(
        EnvironmentCall.POSEIDON2,
        data,
        Map.of(),
        a -> {
          for (int i = 0; i < 4; i++) {
            AcceleratorRuns.call(a, EnvironmentCall.POSEIDON2, 2 * i);
          }
        });
  }

  @Test
  void mutantsOfModularMultiplication() {
    long[] data = new long[24];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0x9e37_79b9_7f4a_7c15L * (i + 1);
    }
    rejects(
        EnvironmentCall.MULMOD256,
        data,
        Map.of(),
        a -> {
          for (int i = 0; i < 4; i++) {
            AcceleratorRuns.call(a, EnvironmentCall.MULMOD256, 20, i, 4, 8 + i, 12);
          }
        });
  }

  private static void rejects(
      EnvironmentCall call, long[] data, Map<String, String> reasons, Consumer<Assembler> body) {
    Program program = AcceleratorRuns.program(data, body);
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(AcceleratorRuns.machine(program), Runs.tables(program))
                  .only(call.label())
                  .rowsPerTable(4)
                  .run(random);
          assertThat(report.unexplained(reasons)).isEmpty();
        });
  }
}
