package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.Edit;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.audit.MutationReport;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.program.Program;

/** An honest run, and runs of which one instruction has another result. */
final class Forgery {
  private static final Set<String> LOOKED_UP = Set.of("limbs", "bytes", "shifts");

  private final Program program;
  private final ZkMachine whole;
  private final Machine machine;
  private final TraceSet honest;
  private final Trace trace;

  Forgery(Program program) {
    this.program = program;
    whole = ZkMachine.of(program);
    machine = InstructionRuns.machine(whole);
    honest = InstructionRuns.tables(program);
    trace = new Trace(program.code());
    Executor.record(program, new byte[0], ZkMachine.MAX_CYCLES, trace);
  }

  /** What the run did. */
  Trace trace() {
    return trace;
  }

  /** A harness that makes no mutants of its own. */
  MutationHarness harness() {
    return new MutationHarness(machine, honest).only("none");
  }

  /** What is to be said of one mutant. */
  MutationReport judge(Map<Edit, Edit> edits) {
    return harness()
        .directed("forgery", edits.values().toArray(Edit[]::new))
        .run(new SplittableRandom(1));
  }

  /**
   * The cells that change when the instruction in row {@code row} of the run has another result, in
   * all tables but those that answer lookups.
   */
  Map<Edit, Edit> result(int row, long result) {
    Trace forgedTrace = new Trace(program.code());
    ForgedRecorder recorder = new ForgedRecorder(forgedTrace, program.code(), row, result);
    Execution run = Executor.record(program, new byte[0], ZkMachine.MAX_CYCLES, recorder);
    int[] publicValues = Runs.publicValues(program, run, forgedTrace);
    TraceSet forged = InstructionRuns.trimmed(whole, whole.run(forgedTrace, publicValues));
    Map<Edit, Edit> edits = new LinkedHashMap<>();
    for (int t = 0; t < honest.tables().size(); t++) {
      Table table = honest.tables().get(t);
      if (!LOOKED_UP.contains(machine.airs().get(table.air()).name())) {
        for (int r = 0; r < table.height(); r++) {
          for (int c = 0; c < table.width(); c++) {
            int element = forged.tables().get(t).at(r, c);
            if (element != table.at(r, c)) {
              put(edits, new Edit(t, r, c, element));
            }
          }
        }
      }
    }
    return edits;
  }

  /** Also changes a cell of a chip's table. */
  void set(Map<Edit, Edit> edits, String chip, int row, String column, long value) {
    for (int t = 0; t < honest.tables().size(); t++) {
      var air = machine.airs().get(honest.tables().get(t).air());
      if (air.name().equals(chip)) {
        put(edits, Edit.of(t, row, air.layout().main().indexOf(column), value));
      }
    }
  }

  private static void put(Map<Edit, Edit> edits, Edit edit) {
    edits.put(new Edit(edit.table(), edit.row(), edit.column(), 0), edit);
  }

  /** The rows of the run whose destination is {@code register}. */
  List<Integer> rows(int register) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < trace.rows(); row++) {
      if (program.code().destination(trace.instruction(row)) == register) {
        rows.add(row);
      }
    }
    return rows;
  }
}
