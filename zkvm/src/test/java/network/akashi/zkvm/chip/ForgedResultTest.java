package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import network.akashi.stark.audit.Edit;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A machine that computes something else, with a trace that is consistent with it: no operation may
 * have a result but its own. Chips fill their rows as well as they go with the wrong result, and
 * lookups are counted as they are made.
 */
class ForgedResultTest {
  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int T2 = Assembler.T2;

  private static final long[][] OPERANDS = {
    {0, 0},
    {1, -1},
    {-7, 2},
    {Long.MIN_VALUE, -1},
    {Long.MAX_VALUE, 0xffff},
    {0x1_0001, 0x7fff_ffffL},
    {0x8000_0000L, 0x1_0000_0001L},
    {0x8123_4567_89ab_cdefL, 0x7fff_0035L},
    {5, 5}
  };

  static List<InstructionChip> chips() {
    return InstructionRuns.ARITHMETIC.stream()
        .filter(chip -> chip.operations().getFirst().format() != Format.BRANCH)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("chips")
  void noResultButTheRightOne(InstructionChip chip) {
    Program program = program(chip);
    Forgery forgery = new Forgery(program);
    Trace honest = forgery.trace();
    MutationHarness harness = forgery.harness();
    int forgeries = 0;
    for (int row : forgery.rows(T2)) {
      for (long wrong : wrong(honest.after(row), honest.second(row))) {
        Op op = program.code().op(honest.instruction(row));
        String what =
            "%s of %x and %x is %x".formatted(op, honest.first(row), honest.second(row), wrong);
        harness.directed(what, forgery.result(row, wrong).values().toArray(Edit[]::new));
        forgeries++;
      }
    }
    MutationReport report = harness.run(new SplittableRandom(1));
    assertThat(report.survivors()).isEmpty();
    assertThat(report.total().killed()).isEqualTo(forgeries);
  }

  private static Program program(InstructionChip chip) {
    return Runs.program(a -> {
      for (long[] operands : OPERANDS) {
        a.li(T0, operands[0]).li(T1, operands[1]);
        for (Op op : chip.operations()) {
          if (op.format() == Format.REGISTER) {
            a.op(op, T2, T0, T1);
          } else {
            a.opi(op, T2, T0, InstructionRuns.immediate(op, (int) operands[1]));
          }
        }
      }
      a.halt(0);
    });
  }

  /** Near misses: off by one, by a divisor, by parts of limbs, of the other sign. */
  private static Set<Long> wrong(long right, long y) {
    Set<Long> wrong = new LinkedHashSet<>();
    wrong.addAll(List.of(1 - right, right + 1, right - 1, right + y, right - y, -right));
    wrong.addAll(List.of(right + (1L << 16), right - (1L << 16), right ^ 1L << 15));
    wrong.addAll(List.of(right + (1L << 32), right ^ Long.MIN_VALUE, right ^ 1L << 31, ~right));
    wrong.remove(right);
    return wrong;
  }
}
