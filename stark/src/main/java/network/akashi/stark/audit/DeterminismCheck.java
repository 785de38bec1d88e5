package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Op;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.TraceEquations.Filed;

/**
 * Looks for under-constrained chips: tables whose constraints leave open what the output is.
 *
 * <p>Two searches, after Picus (Pailoor et al. 2023), but with linear algebra over the field in
 * place of a solver:
 *
 * <ol>
 *   <li>The Jacobian of all constraints by all cells that are no inputs, at an honest trace. A
 *       vector in its kernel is a direction in which the cells can move unnoticed, to first order.
 *       Lookups may hold it back, as they allow single values only; if it touches no cell that is
 *       looked up, the columns it moves are <em>loose</em>.
 *   <li>A real counterexample. Each cell is changed to values worth trying, all constraints are
 *       solved again around it, and the result is kept if it satisfies the lookups too. This also
 *       finds discrete freedom (a flag that nobody ties to anything) that the Jacobian does not
 *       see.
 * </ol>
 *
 * <p>What a chip sends to tables that do not answer lookups may differ; that is what makes an
 * ambiguity observable. What it receives counts as output as well, unless its columns are declared
 * inputs.
 */
public final class DeterminismCheck {
  private final List<AirProgram> programs;
  private final MutableTrace trace;
  private final MutantJudge judge;
  private final LookupRepair repair;
  private final int table;
  private final AirProgram program;
  private final List<Cell> unknowns = new ArrayList<>();
  private final AlgebraicSystem system;

  /**
   * A check of one table of an honest trace; small tables (a dozen rows) are searched quickly.
   *
   * @param air the name of the AIR, which has one table in {@code honest}
   * @param inputs the main columns that others determine
   */
  public DeterminismCheck(Machine machine, TraceSet honest, String air, Set<String> inputs) {
    RowChecker checker = new RowChecker(machine);
    CheckResult result = checker.check(honest);
    if (!result.isClean()) {
      throw new IllegalArgumentException("honest: this trace is not: " + result.report());
    }
    programs = checker.programs();
    trace = new MutableTrace(machine, programs, honest, 16, 0);
    judge = new MutantJudge(programs, trace);
    repair = new LookupRepair(programs, trace);
    table = tableOf(air);
    program = programs.get(trace.tables().get(table).table().air());
    List<String> columns = program.layout().main();
    if (!columns.containsAll(inputs)) {
      throw new IllegalArgumentException(
          "inputs: %s are not all columns of AIR %s, which are %s".formatted(inputs, air, columns));
    }
    for (int row = 0; row < trace.tables().get(table).paddedHeight(); row++) {
      for (int c = 0; c < columns.size(); c++) {
        if (!inputs.contains(columns.get(c))) {
          unknowns.add(new Cell(table, row, c));
        }
      }
    }
    List<Filed> constraints = new TraceEquations(programs, trace).constraintsOf(table);
    system =
        new AlgebraicSystem(
            programs, trace, constraints.stream().map(Filed::equation).toList(), unknowns);
  }

  private int tableOf(String air) {
    for (int t = 0; t < trace.tables().size(); t++) {
      if (programs.get(trace.tables().get(t).table().air()).name().equals(air)) {
        return t;
      }
    }
    throw new IllegalArgumentException("air: the trace has no table of an AIR " + air);
  }

  public DeterminismReport run(RandomGenerator random) {
    LinearSystem jacobian = system.jacobian();
    Set<String> loose = new TreeSet<>();
    Set<Cell> lookedUp = lookedUp();
    for (int free : jacobian.free()) {
      Set<Cell> moved = cells(jacobian.kernelVector(free));
      if (moved.stream().noneMatch(lookedUp::contains)) {
        moved.forEach(cell -> loose.add(program.layout().main().get(cell.column())));
      }
    }
    return new DeterminismReport(unknowns.size(), jacobian.rank(), loose, search(random));
  }

  private Set<Cell> cells(int[] vector) {
    Set<Cell> cells = new HashSet<>();
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] != 0) {
        cells.add(unknowns.get(i));
      }
    }
    return cells;
  }

  /** The cells in tuples that some table answers, in the rows that ask. */
  private Set<Cell> lookedUp() {
    PaddedTable padded = trace.tables().get(table);
    RowGradient row = new RowGradient(program);
    Set<Cell> cells = new HashSet<>();
    for (int r = 0; r < padded.paddedHeight(); r++) {
      row.evaluate(padded, trace.publicValues(), r);
      for (Interaction interaction : program.interactions()) {
        if (repair.isLookup(interaction.bus()) && row.value(interaction.multiplicity()) != 0) {
          for (int node : interaction.tuple()) {
            collect(node, r, padded, cells);
          }
        }
      }
    }
    return cells;
  }

  private void collect(int node, int row, PaddedTable padded, Set<Cell> cells) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.MAIN) {
      cells.add(new Cell(table, row, at.a()));
    } else if (at.op() == Op.NEXT) {
      cells.add(new Cell(table, padded.next(row), at.a()));
    } else if (!at.op().isLeaf()) {
      collect(at.a(), row, padded, cells);
      collect(at.b(), row, padded, cells);
    }
  }

  private List<DeterminismReport.Ambiguity> search(RandomGenerator random) {
    Map<String, DeterminismReport.Ambiguity> found = new LinkedHashMap<>();
    for (Cell cell : unknowns) {
      int element = trace.at(cell.table(), cell.row(), cell.column());
      for (int candidate : Forger.candidates(element, random)) {
        system
            .solveWith(Map.of(cell, candidate))
            .ifPresent(edits -> {
              List<String> killers = judge.judge(edits).killers();
              if (killers.stream().allMatch(this::isMessage)) {
                String changes = describe(edits);
                found.putIfAbsent(
                    changes, new DeterminismReport.Ambiguity(changes, !killers.isEmpty()));
              }
            });
      }
    }
    return List.copyOf(found.values());
  }

  /** Whether a killer is a message to a table that answers no lookups. */
  private boolean isMessage(String killer) {
    for (AirProgram one : programs) {
      for (int k = 0; k < one.interactions().size(); k++) {
        if (MutantJudge.killer(one, k).equals(killer)) {
          return !repair.isLookup(one.interactions().get(k).bus());
        }
      }
    }
    return false;
  }

  private String describe(List<Edit> edits) {
    return edits.stream()
        .filter(edit -> edit.table() == table)
        .map(edit ->
            "row %d %s: %d → %d"
                .formatted(
                    edit.row(),
                    program.layout().main().get(edit.column()),
                    KoalaBear.toInt(trace.at(edit.table(), edit.row(), edit.column())),
                    KoalaBear.toInt(edit.raw())))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
