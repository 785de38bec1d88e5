package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.IntervalAnalysis;
import network.akashi.stark.audit.LintFinding;
import network.akashi.stark.audit.MachineLint;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the audit's tools say of the chips of instructions, in the machine that they are part of.
 */
class InstructionAuditTest {
  private static final int MAX_DEGREE = 3;

  /** Spoilt in each table; all of them, which take minutes, with a large number. */
  private static final int ROWS = Integer.getInteger("akashi.mutantRows", 20);

  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int T2 = Assembler.T2;
  private static final String MANY_FACTORS = "any factors do that make differences add up to 1";

  private static final Map<String, String> REASONS =
      Map.of(
          "compare.second_time", "an immediate is read from no register",
          "beq.factor_0", MANY_FACTORS,
          "beq.factor_1", MANY_FACTORS,
          "beq.factor_2", MANY_FACTORS,
          "beq.factor_3", MANY_FACTORS);

  /** Operands of every size and sign, of which some differ by little. */
  private static final long[][] OPERANDS = {
    {0x8123_4567_89ab_cdefL, 0x0000_0000_0000_0035L},
    {-3, 0x1_0000_0001L},
    {0x7fff_ffff_ffff_ffffL, 0x7fff_ffff_7fff_ffffL},
    {5, 5},
    {0x0000_0000_8000_0000L, -1},
    {7, 0},
  };

  @Test
  void nothingToLint() {
    assertThat(MachineLint.check(InstructionRuns.machine(), MAX_DEGREE))
        .extracting(LintFinding::toString)
        .containsExactly("ONE_SIDED_BUS: bus call: nobody ever receives from it");
  }

  @Test
  void everyIntegerClaimIsShown() {
    List<IntervalAnalysis.Result> results =
        new IntervalAnalysis(InstructionRuns.machine()).results();
    assertThat(results).isNotEmpty().allMatch(IntervalAnalysis.Result::holds);
  }

  static List<InstructionChip> chips() {
    return InstructionRuns.ARITHMETIC;
  }

  /**
   * Every change of a cell is noticed in rows that stand for an instruction, but for those with a
   * reason; in padding rows every change that would make them stand for one.
   */
  @ParameterizedTest
  @MethodSource("chips")
  void mutants(InstructionChip chip) {
    Program program = Runs.program(a -> run(a, chip));
    Machine machine = InstructionRuns.machine(program);
    TraceSet run = InstructionRuns.tables(program);
    int rows = rows(machine, run, chip);
    List<String> flags =
        chip.operations().stream().map(op -> chip.name() + ".is_" + op.mnemonic()).toList();
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(machine, run).only(chip.name()).rowsPerTable(ROWS).run(random);
          Set<String> unexplained = new TreeSet<>();
          for (MutationReport.Survivor survivor : report.survivors()) {
            boolean isPadding = survivor.firstRow() >= rows && !flags.contains(survivor.place());
            if (!isPadding && !REASONS.containsKey(survivor.place())) {
              unexplained.add(survivor.toString());
            }
          }
          assertThat(unexplained).isEmpty();
        });
  }

  private static int rows(Machine machine, TraceSet run, InstructionChip chip) {
    return run.tables().stream()
        .filter(table -> machine.airs().get(table.air()).name().equals(chip.name()))
        .findFirst()
        .orElseThrow()
        .height();
  }

  /** Every operation of a chip on all operands. */
  static void run(Assembler a, InstructionChip chip) {
    for (Op op : chip.operations()) {
      for (long[] operands : OPERANDS) {
        a.li(T0, operands[0]).li(T1, operands[1]);
        switch (op.format()) {
          case REGISTER -> a.op(op, T2, T0, T1);
          case BRANCH -> {
            String next = "next" + a.here();
            a.branch(op, T0, T1, next).opi(Op.ADDI, T2, T2, 1).label(next);
          }
          default -> a.opi(op, T2, T0, InstructionRuns.immediate(op, (int) operands[1]));
        }
      }
    }
    a.halt(0);
  }
}
