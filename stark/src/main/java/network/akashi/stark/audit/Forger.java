package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Op;
import network.akashi.stark.audit.AlgebraicSystem.Equation;
import network.akashi.stark.audit.TraceEquations.Filed;

/**
 * Tries to show that a constraint or interaction is needed, by making a trace that it alone
 * rejects: a cell it looks at is changed, and all other equations are solved again around it.
 */
final class Forger {
  private final List<AirProgram> programs;
  private final MutableTrace trace;
  private final MutantJudge judge;
  private final List<Filed> filed;
  private final List<Cell> cells = new ArrayList<>();
  private final RandomGenerator random;

  Forger(List<AirProgram> programs, MutableTrace trace, MutantJudge judge, RandomGenerator random) {
    this.programs = programs;
    this.trace = trace;
    this.judge = judge;
    this.random = random;
    filed = new TraceEquations(programs, trace).all();
    LookupRepair repair = new LookupRepair(programs, trace);
    for (int t = 0; t < trace.tables().size(); t++) {
      PaddedTable table = trace.tables().get(t);
      for (int row = 0; row < (repair.isProvider(t) ? 0 : table.paddedHeight()); row++) {
        for (int c = 0; c < table.table().width(); c++) {
          cells.add(new Cell(t, row, c));
        }
      }
    }
    for (int i = 0; i < trace.publicValues().length; i++) {
      cells.add(new Cell(Edit.PUBLIC_VALUES, 0, i));
    }
  }

  /** A mutant that only {@code target} rejects, with counts mended, if one is found. */
  Optional<List<Edit>> forge(String target) {
    List<Equation> others =
        filed.stream().filter(f -> !f.demandedBy().contains(target)).map(Filed::equation).toList();
    AlgebraicSystem system = new AlgebraicSystem(programs, trace, others, cells);
    for (Cell cell : looksAt(target)) {
      for (Map<Cell, Integer> held : changes(cell)) {
        Optional<MutantJudge.Verdict> verdict = system.solveWith(held).map(judge::judge);
        if (verdict.isPresent() && verdict.get().killers().equals(List.of(target))) {
          return Optional.of(verdict.get().edits());
        }
      }
    }
    return Optional.empty();
  }

  /** Changes of a cell; a 0 or 1 is also flipped in all rows from the cell's on, or up to it. */
  private List<Map<Cell, Integer>> changes(Cell cell) {
    int element = trace.at(cell.table(), cell.row(), cell.column());
    List<Map<Cell, Integer>> changes = new ArrayList<>();
    for (int candidate : candidates(element, random)) {
      changes.add(Map.of(cell, candidate));
    }
    if (cell.table() != Edit.PUBLIC_VALUES && (element == 0 || element == KoalaBear.ONE)) {
      int flipped = KoalaBear.ONE - element;
      int height = trace.tables().get(cell.table()).paddedHeight();
      changes.add(column(cell, 0, cell.row() + 1, flipped));
      changes.add(column(cell, cell.row(), height, flipped));
    }
    return changes;
  }

  private static Map<Cell, Integer> column(Cell cell, int from, int to, int element) {
    Map<Cell, Integer> held = new HashMap<>();
    for (int row = from; row < to; row++) {
      held.put(new Cell(cell.table(), row, cell.column()), element);
    }
    return held;
  }

  /** The cells that the constraint or interaction {@code target} looks at, over all rows. */
  private List<Cell> looksAt(String target) {
    Set<Cell> found = new LinkedHashSet<>();
    for (int t = 0; t < trace.tables().size(); t++) {
      AirProgram program = programs.get(trace.tables().get(t).table().air());
      Set<Node> leaves = new LinkedHashSet<>();
      collectLeaves(program, target, leaves);
      for (int row = 0; row < trace.tables().get(t).paddedHeight(); row++) {
        for (Node leaf : leaves) {
          found.add(
              leaf.op() == Op.PUBLIC
                  ? new Cell(Edit.PUBLIC_VALUES, 0, leaf.a())
                  : new Cell(t, row, leaf.a()));
        }
      }
    }
    found.retainAll(new HashSet<>(cells));
    return List.copyOf(found);
  }

  /**
   * Values worth trying in place of {@code element}, which is not among them: small steps, limbs,
   * and inverses of limbs, which scaled up by the limb are small steps modulo p.
   */
  static List<Integer> candidates(int element, RandomGenerator random) {
    Set<Integer> values = new LinkedHashSet<>();
    values.add(0);
    values.add(KoalaBear.ONE);
    for (long step :
        new long[] {1, -1, 1 << 16, -(1 << 16), 1 << 8, -(1 << 8), 1 << 24, -(1 << 24)}) {
      values.add(KoalaBear.add(element, KoalaBear.fromLong(step)));
    }
    for (int bits : new int[] {8, 16}) {
      int inverse = KoalaBear.inverse(KoalaBear.fromInt(1 << bits));
      values.add(KoalaBear.add(element, inverse));
      values.add(KoalaBear.sub(element, inverse));
    }
    values.add(KoalaBear.neg(element));
    values.add(random.nextInt(KoalaBear.P));
    values.remove(element);
    return List.copyOf(values);
  }

  private static void collectLeaves(AirProgram program, String target, Set<Node> leaves) {
    program.constraints().stream()
        .filter(c -> MutantJudge.killer(program, c).equals(target))
        .forEach(c -> collect(program, c.node(), leaves));
    for (int k = 0; k < program.interactions().size(); k++) {
      if (MutantJudge.killer(program, k).equals(target)) {
        collect(program, program.interactions().get(k).multiplicity(), leaves);
        program.interactions().get(k).tuple().forEach(node -> collect(program, node, leaves));
      }
    }
  }

  private static void collect(AirProgram program, int node, Set<Node> leaves) {
    Node at = program.nodes().get(node);
    switch (at.op()) {
      case MAIN, NEXT, PUBLIC -> leaves.add(at);
      case ADD, SUB, MUL -> {
        collect(program, at.a(), leaves);
        collect(program, at.b(), leaves);
      }
      case CONSTANT, PREPROCESSED, STRUCTURED, FIRST_ROW, LAST_ROW -> {
        // Nobody's to change.
      }
    }
  }
}
