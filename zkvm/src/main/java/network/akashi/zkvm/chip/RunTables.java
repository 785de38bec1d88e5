package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Op;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tables of a run: counts the rows of each chip, goes through the trace once in order,
 * and then closes registers, memory and the tables that were looked up.
 */
final class RunTables {
  private final ZkMachine machine;
  private final ProgramTables program;
  private final Trace trace;
  private final Lookups lookups = new Lookups();
  private final Bumps bumps = new Bumps();
  private final Timeline timeline = new Timeline(bumps, lookups);
  private final Step step;
  private final Map<Air, TableFiller> tables = new LinkedHashMap<>();

  private final InstructionChip[] chips = new InstructionChip[Op.all().size()];

  RunTables(ZkMachine machine, ProgramTables program, Trace trace) {
    this.machine = machine;
    this.program = program;
    this.trace = trace;
    this.step = new Step(trace, program.rom(), timeline, program.spaces());
  }

  TraceSet fill(int[] publicValues) {
    openTables();
    for (int row = 0; row < trace.rows(); row++) {
      step.moveTo(row);
      InstructionChip chip = chip();
      chip.fillRow(next(chip), step);
      AcceleratorChip accelerator = accelerator();
      if (accelerator != null) {
        accelerator.fill(next(accelerator), step);
      }
    }
    for (InstructionChip chip : machine.instructions) {
      TableFiller table = tables.get(chip);
      if (table != null) {
        chip.finish(table.row(), table.height());
      }
    }
    fillRegisters();
    fillMemory();
    fillProgram();
    fillBumps();
    fillLookups();
    List<Table> all = new ArrayList<>();
    for (Air air : machine.machine().airs()) {
      TableFiller table = tables.get(air);
      if (table != null) {
        all.add(table.table());
      }
    }
    return new TraceSet(all, Arrays.stream(publicValues).map(KoalaBear::fromInt).toArray());
  }

  // Rows of instructions

  private void openTables() {
    Map<Air, Integer> rows = new LinkedHashMap<>();
    Map<AcceleratorChip, Integer> accelerated = new LinkedHashMap<>();
    machine.instructions.stream()
        .filter(CountedChip.class::isInstance)
        .forEach(chip -> rows.put(chip, 0));
    for (int row = 0; row < trace.rows(); row++) {
      step.moveTo(row);
      rows.merge(chip(), 1, Integer::sum);
      AcceleratorChip accelerator = accelerator();
      if (accelerator != null) {
        accelerated.merge(accelerator, 1, Integer::sum);
      }
    }
    rows.forEach((air, count) -> open(air, Math.max(count, 1)));
    accelerated.forEach((chip, count) -> open(chip, count * chip.rowsPerCall()));
  }

  private InstructionChip chip() {
    Op op = step.op();
    if (step.isMisaligned()) {
      return machine.misalignedChip(op);
    }
    InstructionChip chip = chips[op.index()];
    if (chip == null) {
      chip = machine.chip(op);
      chips[op.index()] = chip;
    }
    return chip;
  }

  private @Nullable AcceleratorChip accelerator() {
    if (step.op() != Op.ECALL) {
      return null;
    }
    EnvironmentCall call = EnvironmentCallChip.call(step);
    if (!EnvironmentCallChip.isAccelerator(call)) {
      return null;
    }
    return machine.accelerators.stream()
        .filter(chip -> chip.call() == call)
        .findFirst()
        .orElseThrow(
            () -> new UnsupportedOperationException("no chip proves " + call.label() + " yet"));
  }

  /** The next row of a chip's table. */
  private ChipRow next(Air air) {
    ChipRow row = table(air).row();
    row.advance();
    return row;
  }

  private TableFiller table(Air air) {
    return Objects.requireNonNull(tables.get(air), air.name());
  }

  private TableFiller open(Air air, int height) {
    int width = air.layout().main().size();
    TableFiller table = new TableFiller(machine.number(air), height, width, lookups);
    tables.put(air, table);
    return table;
  }

  // What all rows share

  private void fillRegisters() {
    TableFiller table = open(machine.registers, Timeline.REGISTERS);
    for (int r = 0; r < table.height(); r++) {
      machine.registers.fill(
          next(machine.registers), timeline.registerTime(r), timeline.registerValue(r));
    }
  }

  private void fillMemory() {
    TreeSet<Integer> words = new TreeSet<>(program.image().keySet());
    for (int word : timeline.wordsAccessed()) {
      words.add(word);
    }
    TableFiller table = open(machine.memory, words.size());
    List<Spaces.Stretch> stretches = program.spaces().stretches();
    int[] counts = new int[stretches.size()];
    int at = 0;
    int previous = -1;
    for (int word : words) {
      if (previous >= 0) {
        machine.memory.fillGap(table.row(), previous, word);
      }
      previous = word;
      while (at < stretches.size() - 1 && word >>> 13 >= stretches.get(at).end()) {
        at++;
      }
      counts[at]++;
      Long inImage = program.image().get(word);
      MemoryAir.Ends ends = timeline.ends(word);
      if (ends == null) {
        long value = inImage == null ? 0 : inImage;
        ends = new MemoryAir.Ends(value, value, 0);
      }
      machine.memory.fill(next(machine.memory), word, stretches.get(at), inImage != null, ends);
    }
    open(machine.regions, stretches.size());
    for (int count : counts) {
      machine.regions.fill(next(machine.regions), count);
    }
    TableFiller image = open(machine.image, program.image().size());
    for (int i = 0; i < image.height(); i++) {
      machine.image.fill(next(machine.image));
    }
  }

  private void fillProgram() {
    List<RomRow> rows = program.rom().rows();
    long[] counts = new long[rows.size()];
    for (int row = 0; row < trace.rows(); row++) {
      counts[trace.instruction(row)]++;
    }
    TableFiller table = open(machine.code, rows.size());
    for (long count : counts) {
      machine.code.fill(next(machine.code), count);
    }
    machine.code.finish(table.row(), counts);
  }

  private void fillBumps() {
    if (bumps.size() == 0) {
      return;
    }
    open(machine.bump, bumps.size());
    for (int i = 0; i < bumps.size(); i++) {
      machine.bump.fill(next(machine.bump), bumps.get(i));
    }
  }

  private void fillLookups() {
    open(machine.limbs, Lookups.VALUES);
    open(machine.bytes, Lookups.VALUES);
    for (int i = 0; i < Lookups.VALUES; i++) {
      machine.limbs.fill(next(machine.limbs), lookups);
      machine.bytes.fill(next(machine.bytes), lookups);
    }
    TableFiller shifts = open(machine.shifts, ShiftTableAir.ROWS);
    for (int i = 0; i < ShiftTableAir.ROWS; i++) {
      next(machine.shifts);
      machine.shifts.fill(shifts.row(), lookups);
    }
  }
}
