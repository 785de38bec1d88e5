package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/**
 * All chips as one machine of the proof system, and the tables that a program and a run make of
 * them. Immutable.
 */
public final class ZkMachine {
  /** Instructions that one proof covers: the times of more do not fit 24 bits. */
  public static final int MAX_CYCLES = 1 << 21;

  final RegistersAir registers = new RegistersAir();
  final MemoryAir memory = new MemoryAir();
  final ImageAir image;
  final RegionAir regions;
  final ProgramAir code;
  final BumpAir bump = new BumpAir();
  final LimbTableAir limbs = new LimbTableAir();
  final ByteTableAir bytes = new ByteTableAir();
  final ShiftTableAir shifts = new ShiftTableAir();
  final List<InstructionChip> instructions =
      List.of(
          new AddImmediateChip(),
          AddChip.adding(),
          AddChip.subtracting(),
          new LogicChip(),
          new LogicImmediateChip(),
          new ShiftChip(),
          new ShiftImmediateChip(),
          new CompareChip(),
          new BranchEqualChip(),
          new BranchOrderChip(),
          new MultiplyChip(),
          new MultiplyHighChip(),
          new DivideChip(),
          new JumpChip(),
          new JumpRegisterChip(),
          new LoadDoubleChip(),
          new LoadNarrowChip(),
          new LoadMisalignedChip(),
          new StoreDoubleChip(),
          new StoreNarrowChip(),
          new StoreMisalignedChip(),
          new EnvironmentCallChip());
  final List<AcceleratorChip> accelerators =
      List.of(
          new Poseidon2Chip(), new ModularMultiplicationChip(), new Sha256Chip(), new KeccakChip());
  private final Machine machine;
  private final ProgramTables program;

  private ZkMachine(ProgramTables program) {
    this.program = program;
    image = new ImageAir(program.image());
    regions = new RegionAir(program.spaces().stretches());
    code = new ProgramAir(program.rom().rows());
    List<Air> airs =
        new ArrayList<>(
            List.of(registers, memory, image, regions, code, bump, limbs, bytes, shifts));
    airs.addAll(instructions);
    airs.addAll(accelerators);
    machine = new Machine("zkvm", airs, PublicValue.total());
  }

  /** The machine that runs {@code program}. */
  public static ZkMachine of(Program program) {
    return new ZkMachine(new ProgramTables(program));
  }

  /** The machine without a program: for its constraints, which are the same for all. */
  public static ZkMachine blank() {
    return new ZkMachine(ProgramTables.none());
  }

  /** Numbers of the chips whose height a program fixes: image, regions, code. */
  public List<Integer> programTables() {
    return List.of(number(image), number(regions), number(code));
  }

  /** The machine as the proof system sees it. */
  public Machine machine() {
    return machine;
  }

  /**
   * Log-heights of the chips with fixed columns, −1 for the others.
   *
   * @param program those of {@link #programTables}, in their order
   */
  public List<Integer> fixedLogHeights(List<Integer> program) {
    List<Integer> ofProgram = programTables();
    List<Integer> heights = new ArrayList<>();
    for (int air = 0; air < machine.airs().size(); air++) {
      int which = ofProgram.indexOf(air);
      heights.add(which < 0 ? -1 : program.get(which));
    }
    return heights;
  }

  int number(Air air) {
    return machine.airs().indexOf(air);
  }

  /** The chip for instructions of {@code op}; for loads and stores, of those that are aligned. */
  InstructionChip chip(Op op) {
    return chip(op, false);
  }

  /** The chip for loads or stores {@code op} that are not aligned. */
  InstructionChip misalignedChip(Op op) {
    return chip(op, true);
  }

  private InstructionChip chip(Op op, boolean misaligned) {
    return instructions.stream()
        .filter(chip -> chip.operations().contains(op) && chip.isMisaligned() == misaligned)
        .findFirst()
        .orElseThrow(() -> new UnsupportedOperationException("no chip proves " + op.mnemonic()));
  }

  /** What a recorded run costs. */
  public RunCost cost(Trace trace) {
    Timeline nothingNoted = new Timeline(new Bumps(), new Lookups());
    return RunCost.of(new Step(trace, program.rom(), nothingNoted, program.spaces()), trace.rows());
  }

  /**
   * The tables of a run.
   *
   * @param trace all that the run did, up to its halt
   * @param publicValues the statement, see {@link PublicValue}; canonical integers
   */
  public TraceSet run(Trace trace, int[] publicValues) {
    return new RunTables(this, program, trace).fill(publicValues);
  }

  /** Cells that each chip commits to in a run, by its name. */
  public Map<String, Long> cells(TraceSet run) {
    Map<String, Long> cells = new TreeMap<>();
    for (Table table : run.tables()) {
      String name = machine.airs().get(table.air()).name();
      cells.merge(name, (long) table.width() << table.logHeight(), Long::sum);
    }
    return cells;
  }
}
