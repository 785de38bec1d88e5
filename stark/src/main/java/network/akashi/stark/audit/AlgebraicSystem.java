package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;

/**
 * The polynomial equations that a trace satisfies, in the cells somebody may choose, and a way to
 * other solutions: change one cell, hold it, and follow the equations by Newton's method.
 *
 * <p>Over a finite field Newton's method has no notion of coming closer, but most constraints are
 * linear in what they determine, one cell after the other; for such systems it arrives after as
 * many steps as the longest chain of dependences. Where it does not arrive, nothing is claimed.
 */
final class AlgebraicSystem {
  /** An expression in a row. */
  record Term(int table, int row, int node) {}

  /** {@code plus − minus = 0}, or {@code plus = 0}. */
  record Equation(Term plus, Optional<Term> minus) {}

  private static final int MAX_STEPS = 12;

  private final MutableTrace trace;
  private final List<RowGradient> gradients;
  private final List<Equation> equations;
  private final Map<Cell, Integer> unknowns = new LinkedHashMap<>();
  private final List<Cell> cells;

  /**
   * The system of {@code equations}.
   *
   * @param cells those that may be changed
   */
  AlgebraicSystem(
      List<AirProgram> programs, MutableTrace trace, List<Equation> equations, List<Cell> cells) {
    this.trace = trace;
    this.equations = List.copyOf(equations);
    this.cells = List.copyOf(cells);
    gradients = programs.stream().map(RowGradient::new).toList();
    for (Cell cell : cells) {
      unknowns.put(cell, unknowns.size());
    }
  }

  List<Cell> cells() {
    return cells;
  }

  /** The equations' first derivatives at the trace as it is. */
  LinearSystem jacobian() {
    return linearize(Set.of());
  }

  /**
   * Another solution, in which the {@code held} cells have the given elements; the trace itself is
   * left as it was.
   */
  Optional<List<Edit>> solveWith(Map<Cell, Integer> held) {
    Map<Cell, Integer> original = new HashMap<>();
    held.forEach((cell, element) -> set(original, cell, element));
    Set<Integer> fixed = new HashSet<>();
    held.keySet().forEach(cell -> fixed.add(unknowns.get(cell)));
    try {
      for (int step = 0; step < MAX_STEPS; step++) {
        Optional<int[]> change = linearize(fixed).solve();
        if (change.isEmpty()) {
          return Optional.empty();
        }
        boolean moved = false;
        for (int i = 0; i < cells.size(); i++) {
          if (change.get()[i] != 0) {
            Cell cell = cells.get(i);
            set(original, cell, KoalaBear.add(at(cell), change.get()[i]));
            moved = true;
          }
        }
        if (!moved) {
          return Optional.of(edits(original));
        }
      }
      return Optional.empty();
    } finally {
      original.forEach((cell, value) -> trace.apply(List.of(edit(cell, value))));
    }
  }

  private List<Edit> edits(Map<Cell, Integer> original) {
    List<Edit> edits = new ArrayList<>();
    original.forEach((cell, value) -> {
      if (at(cell) != value) {
        edits.add(edit(cell, at(cell)));
      }
    });
    return edits;
  }

  private void set(Map<Cell, Integer> original, Cell cell, int element) {
    original.putIfAbsent(cell, at(cell));
    trace.apply(List.of(edit(cell, element)));
  }

  private int at(Cell cell) {
    return trace.at(cell.table(), cell.row(), cell.column());
  }

  private static Edit edit(Cell cell, int raw) {
    return new Edit(cell.table(), cell.row(), cell.column(), raw);
  }

  /** {@code J·δ = −F} up to the first contradiction, {@code δ = 0} for {@code held} unknowns. */
  private LinearSystem linearize(Set<Integer> held) {
    LinearSystem system = new LinearSystem(cells.size());
    gradients.forEach(RowGradient::forget);
    for (Equation equation : equations) {
      int[] row = system.newRow();
      addTerm(row, equation.plus(), KoalaBear.ONE, held);
      equation.minus().ifPresent(t -> addTerm(row, t, KoalaBear.neg(KoalaBear.ONE), held));
      system.add(row);
      if (!system.isConsistent()) {
        break;
      }
    }
    return system;
  }

  private void addTerm(int[] row, Term term, int sign, Set<Integer> held) {
    PaddedTable table = trace.tables().get(term.table());
    RowGradient gradient = gradients.get(table.table().air());
    gradient.evaluate(table, trace.publicValues(), term.row());
    int last = row.length - 1;
    row[last] = KoalaBear.sub(row[last], KoalaBear.mul(sign, gradient.value(term.node())));
    gradient.differentiate(
        term.node(),
        sign,
        table,
        new RowGradient.Sink() {
          @Override
          public void byCell(int r, int c, int derivative) {
            add(new Cell(term.table(), r, c), derivative);
          }

          @Override
          public void byPublicValue(int index, int derivative) {
            add(new Cell(Edit.PUBLIC_VALUES, 0, index), derivative);
          }

          private void add(Cell cell, int derivative) {
            Integer unknown = unknowns.get(cell);
            if (unknown != null && !held.contains(unknown)) {
              row[unknown] = KoalaBear.add(row[unknown], derivative);
            }
          }
        });
  }
}
