package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.DeterminismCheck;
import network.akashi.stark.audit.DeterminismReport;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An instruction has one result: given what a row is told — the instruction, the registers it
 * reads, what stood in the one it writes — no other choice of the remaining cells satisfies all
 * constraints and lookups and tells other tables anything else.
 */
class DeterminismTest {
  /**
   * What others determine: program, time, operands. Results and what leads to them are searched.
   */
  private static final String TOLD =
      "pc|time|target|rd|rs1|rs2|immediate(_\\d)?|negative|\\w+_time|is_(?!negative|down)\\w+"
          + "|(first|second|source|before|dividend|divisor|divisor_upper)_\\d|source_(byte|limb)_\\d";

  /** How to shift by a constant is in the program; by a register, it is looked up. */
  private static final String PLAN = "|up|down|is_down|place_\\d";

  static List<InstructionChip> chips() {
    return InstructionRuns.ARITHMETIC;
  }

  @ParameterizedTest
  @MethodSource("chips")
  void resultsAreDetermined(InstructionChip chip) {
    String regex = chip instanceof ShiftImmediateChip ? TOLD + PLAN : TOLD;
    Set<String> told =
        chip.layout().main().stream()
            .filter(column -> column.matches(regex))
            .collect(Collectors.toSet());
    for (Op op : chip.operations()) {
      Program program = Runs.program(a -> run(a, op));
      Machine machine = InstructionRuns.machine(program);
      TraceSet honest = InstructionRuns.tables(program);
      ForAll.cases(
          1,
          random -> {
            DeterminismReport report =
                new DeterminismCheck(machine, honest, chip.name(), told).run(random);
            assertThat(report.isDeterministic())
                .as("%s: %s", op.mnemonic(), report.ambiguities())
                .isTrue();
          });
    }
  }

  private static void run(Assembler a, Op op) {
    a.li(Assembler.T0, 0x8000_0000L).li(Assembler.T1, 0x35);
    switch (op.format()) {
      case REGISTER -> a.op(op, Assembler.T2, Assembler.T0, Assembler.T1);
      case BRANCH -> a.branch(op, Assembler.T0, Assembler.T1, "next").label("next");
      default -> a.opi(op, Assembler.T2, Assembler.T0, InstructionRuns.immediate(op, 0x35));
    }
    a.halt(0);
  }
}
