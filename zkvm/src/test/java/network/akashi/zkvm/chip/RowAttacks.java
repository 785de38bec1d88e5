package network.akashi.zkvm.chip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/**
 * Rows that one constraint or lookup of a chip alone rejects, kept in {@code attacks.txt}: for each
 * the chip, the name of the check, the number of the honest row that was spoilt, and the cells that
 * differ from it.
 */
final class RowAttacks {
  private static final String NEXT = "next ";
  private static final int MOST_WINDOWS = 60;
  private static final int MOST_ROWS = 4_000;

  /** A spoilt row: what differs from honest row {@code window}, by column. */
  record Attack(int window, Map<String, Long> cells) {}

  private RowAttacks() {}

  /** The chips whose rows can be judged by themselves: all but accelerators and fixed tables. */
  static List<Air> chips() {
    List<Air> chips = new ArrayList<>();
    for (Air air : ZkMachine.blank().machine().airs()) {
      if (!(air instanceof AcceleratorChip) && new RowJudge(air).isApplicable()) {
        chips.add(air);
      }
    }
    return chips;
  }

  /** Honest rows of a chip. */
  static List<RowWindow> honest(Air air) {
    if (InstructionRuns.ARITHMETIC.stream().anyMatch(chip -> chip.name().equals(air.name()))) {
      return windows(air, a -> InstructionAuditTest.run(a, (InstructionChip) air));
    }
    return windows(air, RowAttacks::everything);
  }

  private static List<RowWindow> windows(Air air, Consumer<Assembler> body) {
    Program program = Runs.program(body, (byte) 0x81, (byte) 0x92, (byte) 0xa3, (byte) 0xb4);
    Machine machine = ZkMachine.of(program).machine();
    return RowWindow.of(machine, Runs.tables(program, (byte) 7, (byte) 8), air);
  }

  private static void everything(Assembler a) {
    // a jump from a limb that overflows, and the call of an accelerator
    a.li(Assembler.T1, a.here() + 12 + 8).opi(Op.JALR, 1, Assembler.T1, -8);
    AcceleratorRuns.call(a, EnvironmentCall.POSEIDON2, 128);
    MachineMutationTest.everything(a);
  }

  /** The rows kept, by chip and check. */
  static Map<String, Map<String, Attack>> kept() throws IOException {
    Map<String, Map<String, Attack>> kept = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(RowAttacks.class.getResourceAsStream("attacks.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] parts = line.split(" \\| ", -1);
        Map<String, Long> cells = new LinkedHashMap<>();
        for (String cell : parts[3].split(", ", -1)) {
          int at = cell.indexOf('=');
          cells.put(cell.substring(0, at), Long.valueOf(cell.substring(at + 1)));
        }
        kept.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
            .put(parts[1], new Attack(Integer.parseInt(parts[2]), cells));
      }
    }
    return kept;
  }

  /** The row of an attack. */
  static RowWindow row(RowJudge judge, List<RowWindow> honest, Attack attack) {
    RowWindow row = honest.get(attack.window());
    for (Map.Entry<String, Long> cell : attack.cells().entrySet()) {
      boolean isNext = cell.getKey().startsWith(NEXT);
      String column = isNext ? cell.getKey().substring(NEXT.length()) : cell.getKey();
      int index = judge.columns().indexOf(column);
      row = row.with(isNext ? judge.width() + index : index, cell.getValue());
    }
    return row;
  }

  /** Looks for a row for each check of a chip; a line for each found. Takes a minute for some. */
  static List<String> search(Air air) {
    RowJudge judge = new RowJudge(air);
    List<RowWindow> honest = honest(air);
    RowForger forger = new RowForger(judge, new SplittableRandom(1), MOST_ROWS);
    List<String> lines = new ArrayList<>();
    int step = Math.ceilDiv(honest.size(), MOST_WINDOWS);
    for (int check = 0; check < judge.names().size(); check++) {
      String line = null;
      for (int i = 0; i < honest.size() && line == null; i += step) {
        RowWindow from = honest.get(i);
        String head = "%s | %s | %d | ".formatted(air.name(), judge.names().get(check), i);
        line = forger.forge(check, from).map(to -> head + edits(judge, from, to)).orElse(null);
      }
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String edits(RowJudge judge, RowWindow from, RowWindow to) {
    List<String> edits = new ArrayList<>();
    for (int cell = 0; cell < 2 * judge.width(); cell++) {
      if (from.cells()[cell] != to.cells()[cell]) {
        String column = judge.columns().get(cell % judge.width());
        edits.add((cell < judge.width() ? "" : NEXT) + column + "=" + to.cells()[cell]);
      }
    }
    return String.join(", ", edits);
  }
}
