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
      "pc|time|target|rd|rs1|rs2|immediate(_\\d)?|negative|\\w+_time|is_(?!negative|down|place)\\w+"
          + "|(first|second|source|before|dividend|divisor|divisor_upper)_\\d|source_(byte|limb)_\\d";

  /** How to shift by a constant is in the program; by a register, it is looked up. */
  private static final String PLAN = "|up|down|is_down|place_\\d";

  /** What memory, registers and the program tell chips that move data. */
  private static final String MOVED =
      "|(base|value)_\\d|read_only(_\\d)?|\\w+_time_\\d|link_\\d|result_\\d|next";

  /** Of accesses that are not aligned, the contents are told as bytes. */
  private static final String BYTES = "|(value_)?byte_\\d+";

  static List<InstructionChip> chips() {
    return InstructionRuns.ARITHMETIC;
  }

  static List<InstructionChip> moving() {
    return ZkMachine.blank().instructions.stream()
        .filter(chip -> !(chip instanceof EnvironmentCallChip))
        .skip(InstructionRuns.ARITHMETIC.size())
        .toList();
  }

  /** Where a jump leads, what a load brings and a store leaves, in which word. */
  @ParameterizedTest
  @MethodSource("moving")
  void movesAreDetermined(InstructionChip chip) {
    String regex = TOLD + MOVED + (chip.isMisaligned() ? BYTES : "");
    for (Op op : chip.operations()) {
      isDetermined(chip, regex, Runs.program(a -> move(a, op, chip.isMisaligned())));
    }
  }

  private static void move(Assembler a, Op op, boolean isMisaligned) {
    a.li(Assembler.S0, Runs.DATA).li(Assembler.T0, 0x8123_4567_89ab_cdefL);
    a.store(Op.SD, Assembler.T0, Assembler.S0, 0).store(Op.SD, Assembler.T0, Assembler.S0, 8);
    int at = isMisaligned ? 7 : 0;
    switch (op.family()) {
      case STORE_DOUBLE, STORE_NARROW -> a.store(op, Assembler.T0, Assembler.S0, at);
      case LOAD_DOUBLE, LOAD_NARROW -> a.opi(op, Assembler.T2, Assembler.S0, at);
      case JUMP_REGISTER ->
          a.label("here").la(Assembler.T1, "here").opi(op, 1, Assembler.T1, 3 * 4);
      default -> {
        if (op == Op.JAL) {
          a.jump(1, "on").label("on");
        } else {
          a.upper(op, Assembler.T2, 0x80001);
        }
      }
    }
    a.halt(0);
  }

  @ParameterizedTest
  @MethodSource("chips")
  void resultsAreDetermined(InstructionChip chip) {
    String regex = chip instanceof ShiftImmediateChip ? TOLD + PLAN : TOLD;
    for (Op op : chip.operations()) {
      isDetermined(chip, regex, Runs.program(a -> run(a, op)));
    }
  }

  private static void isDetermined(InstructionChip chip, String told, Program program) {
    Set<String> inputs =
        chip.layout().main().stream()
            .filter(column -> column.matches(told))
            .collect(Collectors.toSet());
    Machine machine = InstructionRuns.machine(program);
    TraceSet honest = InstructionRuns.tables(program);
    ForAll.cases(
        1,
        random -> {
          DeterminismReport report =
              new DeterminismCheck(machine, honest, chip.name(), inputs).run(random);
          assertThat(report.isDeterministic())
              .as("%s: %s %s", chip.name(), report.loose(), report.ambiguities())
              .isTrue();
        });
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
