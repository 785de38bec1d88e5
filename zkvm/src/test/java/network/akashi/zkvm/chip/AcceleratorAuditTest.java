package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.stark.audit.IntervalAnalysis;
import network.akashi.stark.audit.LintFinding;
import network.akashi.stark.audit.MachineLint;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationOperator;
import network.akashi.stark.audit.MutationReport;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** What the audit's tools say of the accelerators, in the machine that they are part of. */
class AcceleratorAuditTest {
  private static final int MAX_DEGREE = 4;

  /** Judged for each chip; all of them, which take minutes, with a large number. */
  private static final int MUTANTS = Integer.getInteger("akashi.mutants", 4_000);

  @Test
  void nothingToLint() {
    List<LintFinding> findings = new ArrayList<>(MachineLint.check(machine(), MAX_DEGREE));
    // calls and permutations that do not end in a table do not begin in it either
    findings.removeIf(finding -> finding.rule() == LintFinding.Rule.SPLIT);
    assertThat(findings).isEmpty();
  }

  @Test
  void everyIntegerClaimIsShown() {
    List<IntervalAnalysis.Result> results = new IntervalAnalysis(machine()).results();
    assertThat(results).isNotEmpty().allMatch(IntervalAnalysis.Result::holds);
  }

  private static Machine machine() {
    List<Air> airs = new ArrayList<>();
    ZkMachine zkvm = ZkMachine.of(Runs.program(a -> a.halt(0)));
    airs.addAll(zkvm.accelerators);
    return SurroundingsAir.machine(airs);
  }

  @Test
  void mutantsOfPoseidon2() {
    long[] data = new long[16];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0x1234_5678_0765_4321L - i;
    }
    rejects(
        "poseidon2",
        data,
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
        "mulmod256",
        data,
        a -> {
          for (int i = 0; i < 4; i++) {
            AcceleratorRuns.call(a, EnvironmentCall.MULMOD256, 20, i, 4, 8 + i, 12);
          }
        });
  }

  @Test
  void mutantsOfKeccak() {
    long[] data = new long[40];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0x9e37_79b9_7f4a_7c15L * (i + 1);
    }
    rejects(
        "keccak-f",
        data,
        a -> {
          for (int i = 0; i < 4; i++) {
            AcceleratorRuns.call(a, EnvironmentCall.KECCAK_F, i);
          }
        });
  }

  /** Some cells belong to some of a call's rows only: what they hold in others is nobody's. */
  @Test
  void mutantsOfSha256() {
    long[] data = new long[40];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0x9e37_79b9_7f4a_7c15L * (i + 1);
    }
    MutationReport report =
        spoil(
            "sha256-compress",
            data,
            a -> {
              for (int i = 0; i < 3; i++) {
                AcceleratorRuns.call(a, EnvironmentCall.SHA256_COMPRESS, i, 8 + i);
              }
            });
    int perCall = new Sha256Chip().rowsPerCall();
    for (MutationReport.Survivor survivor : report.survivors()) {
      int row = survivor.firstRow() % perCall;
      String place = survivor.place().substring("sha256-compress.".length());
      // the table is a ring: turned, it says the same
      boolean isNobodys =
          survivor.operator() == MutationOperator.ROTATE_ROWS
              || survivor.firstRow() >= 3 * perCall
              || ((place.startsWith("result_") || place.startsWith("state_time_"))
                  && row != perCall - 1)
              || ((place.startsWith("block_time_") || place.startsWith("block_is_read_only_"))
                  && (row < 1 || row > 4))
              || (place.equals("block_pointer_time") && row != 0);
      assertThat(isNobodys).as("%s", survivor).isTrue();
    }
    assertThat(report.survivors().size()).isLessThan(MUTANTS / 4);
  }

  private static void rejects(String air, long[] data, Consumer<Assembler> body) {
    assertThat(spoil(air, data, body).unexplained(Map.of())).isEmpty();
  }

  private static MutationReport spoil(String air, long[] data, Consumer<Assembler> body) {
    Program program = AcceleratorRuns.program(data, body);
    List<MutationReport> reports = new ArrayList<>();
    ForAll.cases(
        1,
        random ->
            reports.add(
                new MutationHarness(AcceleratorRuns.machine(program), Runs.tables(program))
                    .only(air)
                    .rowsPerTable(4)
                    .sample(MUTANTS)
                    .run(random)));
    return reports.getLast();
  }
}
