package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every change of a cell is noticed, in the chips that move data and in those that all others meet
 * at: in rows that stand for something, but for those with a reason.
 */
class MachineMutationTest {
  /** Spoilt in each table; all of them, which take minutes, with a large number. */
  private static final int ROWS = Integer.getInteger("akashi.mutantRows", 10);

  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int T2 = Assembler.T2;
  private static final int S0 = Assembler.S0;

  private static final String NOT_ASKED = "only a write looks at its third argument";
  private static final String NOT_TOUCHED = "only an access that crosses words touches the next";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("ecall.rows", "calls may stand in any order: their times tell them apart"),
          Map.entry("ecall.length_time", NOT_ASKED),
          Map.entry("ecall.length_0", NOT_ASKED),
          Map.entry("ecall.length_1", NOT_ASKED),
          Map.entry("ecall.length_2", NOT_ASKED),
          Map.entry("ecall.length_3", NOT_ASKED),
          Map.entry("load_misaligned.memory_time_1", NOT_TOUCHED),
          Map.entry("load_misaligned.read_only_1", NOT_TOUCHED),
          Map.entry("store_misaligned.memory_time_1", NOT_TOUCHED));

  private static final Program PROGRAM =
      Runs.program(
          MachineMutationTest::everything, (byte) 0x81, (byte) 0x92, (byte) 0xa3, (byte) 0xb4);

  /** Every instruction that moves data, jumps or calls. */
  static void everything(Assembler a) {
    a.li(S0, Runs.DATA).li(T0, 0x8765_4321).li(T1, -9);
    for (Op op : new Op[] {Op.ADD, Op.ADDW, Op.SUB, Op.SUBW}) {
      a.op(op, T2, T0, T1).op(op, T2, T1, T0).op(op, 0, T0, T0);
    }
    a.opi(Op.ADDI, T2, T0, -77).opi(Op.ADDIW, T2, T0, 77).opi(Op.ADDIW, 0, T1, -1);
    for (Op op : new Op[] {Op.SB, Op.SH, Op.SW, Op.SD}) {
      for (int at = 16; at < 40; at += 3) {
        a.store(op, T0, S0, at);
      }
    }
    for (Op op : new Op[] {Op.LB, Op.LBU, Op.LH, Op.LHU, Op.LW, Op.LWU, Op.LD}) {
      for (int at = 0; at < 40; at += 3) {
        a.opi(op, T2, S0, at);
      }
    }
    a.upper(Op.LUI, T2, 0x80000).upper(Op.AUIPC, T2, 0x80000).jump(1, "landed").label("landed");
    a.label("here").la(T1, "here").opi(Op.JALR, 1, T1, 13);
    a.li(T1, 0x4000_0000).opi(Op.LD, T2, T1, 0).opi(Op.LD, T2, T1, 32);
    a.li(T1, 9_000).label("wait").opi(Op.ADDI, T1, T1, -1).branch(Op.BNE, T1, 0, "wait");
    a.opi(Op.LD, T2, S0, 8).write(Runs.DATA, 3);
    a.ecall(EnvironmentCall.WRITE).halt(0x1234);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addi",
        "add",
        "sub",
        "jump",
        "jalr",
        "ld",
        "load",
        "load_misaligned",
        "sd",
        "store",
        "store_misaligned",
        "ecall",
        "registers",
        "memory",
        "image",
        "regions",
        "program",
        "bump"
      })
  void mutants(String chip) {
    Machine machine = InstructionRuns.machine(PROGRAM);
    TraceSet run = InstructionRuns.tables(PROGRAM, (byte) 7, (byte) 8);
    int rows =
        run.tables().stream()
            .filter(table -> machine.airs().get(table.air()).name().equals(chip))
            .findFirst()
            .orElseThrow()
            .height();
    ForAll.cases(
        1,
        random -> {
          MutationReport report =
              new MutationHarness(machine, run).only(chip).rowsPerTable(ROWS).run(random);
          Set<String> unexplained = new TreeSet<>();
          for (MutationReport.Survivor survivor : report.survivors()) {
            boolean isPadding = survivor.firstRow() >= rows;
            if (!isPadding && !REASONS.containsKey(survivor.place())) {
              unexplained.add(survivor.toString());
            }
          }
          assertThat(unexplained).isEmpty();
        });
  }
}
