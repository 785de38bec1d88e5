package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Op;

/** Mutants of the columns that say how often tuples go on a bus. */
final class MultiplicityMutants {
  private final MutableTrace trace;
  private final int table;
  private final AirProgram program;
  private final List<Mutant> mutants = new ArrayList<>();

  MultiplicityMutants(MutableTrace trace, int table, AirProgram program) {
    this.trace = trace;
    this.table = table;
    this.program = program;
  }

  List<Mutant> in(int[] rows, RandomGenerator random) {
    int height = trace.tables().get(table).paddedHeight();
    for (int column : multiplicityColumns(program)) {
      for (int row : rows) {
        int cell = trace.at(table, row, column);
        add(row, column, "negated", List.of(edit(row, column, KoalaBear.neg(cell))));
        add(row, column, "doubled", List.of(edit(row, column, KoalaBear.add(cell, cell))));
        int other = random.nextInt(height);
        if (other != row) {
          int more = KoalaBear.add(trace.at(table, other, column), KoalaBear.ONE);
          List<Edit> moved =
              List.of(
                  edit(row, column, KoalaBear.sub(cell, KoalaBear.ONE)), edit(other, column, more));
          add(row, column, "-1 and +1 in row " + other, moved);
        }
      }
    }
    return mutants;
  }

  /** The main columns that some multiplicity depends on, ascending. */
  private static Iterable<Integer> multiplicityColumns(AirProgram program) {
    TreeSet<Integer> columns = new TreeSet<>();
    for (Interaction interaction : program.interactions()) {
      collect(program, interaction.multiplicity(), columns);
    }
    return columns;
  }

  private static void collect(AirProgram program, int node, java.util.Set<Integer> columns) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.MAIN || at.op() == Op.NEXT) {
      columns.add(at.a());
    } else if (!at.op().isLeaf()) {
      collect(program, at.a(), columns);
      collect(program, at.b(), columns);
    }
  }

  private Edit edit(int row, int column, int raw) {
    return new Edit(table, row, column, raw);
  }

  private void add(int row, int column, String what, List<Edit> edits) {
    String label = trace.tables().get(table).label();
    String name = program.layout().main().get(column);
    String detail = "%s row %d, %s %s".formatted(label, row, name, what);
    mutants.add(new Mutant(label, name, MutationOperator.MULTIPLICITY, detail, edits));
  }
}
