package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.AnnotatedAir;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Op;
import network.akashi.stark.air.SymbolicAir;

/**
 * Judges one row of a chip by itself: which of its constraints and lookups it violates. What it
 * tells other chips may be anything; what the chip is promised of cells (that limbs read are in
 * range) is demanded.
 *
 * <p>A <em>check</em> is a constraint, a lookup, or a promise. All numbers are canonical.
 */
final class RowJudge {
  private static final int LIMB = 1 << 16;
  private static final int BYTE = 1 << 8;
  private static final Set<List<Long>> SHIFTS = shifts();

  private final AnnotatedAir annotated;
  private final AirProgram program;
  private final List<Interaction> lookups = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final long[] values;

  RowJudge(Air air) {
    annotated = SymbolicAir.annotate(air, PublicValue.total());
    program = annotated.program();
    values = new long[program.nodes().size()];
    program.constraints().forEach(constraint -> names.add(constraint.name()));
    for (int i = 0; i < program.interactions().size(); i++) {
      Interaction interaction = program.interactions().get(i);
      if (isLookup(interaction.bus())) {
        lookups.add(interaction);
        names.add("lookup %d, in %s".formatted(lookups.size(), interaction.bus().name()));
      }
    }
  }

  private static boolean isLookup(Bus bus) {
    return bus.equals(Buses.RANGE_16)
        || bus.equals(Buses.EIGHTHS)
        || bus.equals(Buses.BYTES)
        || bus.equals(Buses.SHIFT);
  }

  private static Set<List<Long>> shifts() {
    Set<List<Long>> shifts = new HashSet<>();
    for (int kind = 0; kind < 4; kind++) {
      for (int amount = 0; amount < (kind < 2 ? 64 : 32); amount++) {
        ShiftPlan plan = ShiftPlan.of(kind % 2 == 0, amount);
        shifts.add(
            List.of(
                (long) kind,
                (long) amount,
                (long) plan.up(),
                (long) plan.down(),
                (long) plan.isDown(),
                (long) plan.place()));
      }
    }
    return shifts;
  }

  /** Whether rows mean the same wherever they are, and nothing of them is fixed. */
  boolean isApplicable() {
    return program.nodes().stream()
        .noneMatch(node -> node.op() == Op.PREPROCESSED || node.op() == Op.STRUCTURED);
  }

  int width() {
    return program.layout().main().size();
  }

  List<String> columns() {
    return program.layout().main();
  }

  /** The chip's constraints and lookups, by number. */
  List<String> names() {
    return names;
  }

  /** The numbers of the checks that the row violates; those beyond the names are promises. */
  List<Integer> violated(RowWindow window) {
    evaluate(window);
    List<Integer> violated = new ArrayList<>();
    int check = 0;
    for (AirProgram.Constraint constraint : program.constraints()) {
      if (values[constraint.node()] != 0) {
        violated.add(check);
      }
      check++;
    }
    for (Interaction lookup : lookups) {
      if (values[lookup.multiplicity()] != 0 && !isAnswered(lookup)) {
        violated.add(check);
      }
      check++;
    }
    for (AnnotatedAir.Assumption promise : annotated.assumptions()) {
      long cell = window.cells()[promise.column()];
      if (cell < promise.low() || cell > promise.high()) {
        violated.add(check);
      }
      check++;
    }
    return violated;
  }

  private boolean isAnswered(Interaction lookup) {
    List<Integer> tuple = lookup.tuple();
    long first = values[tuple.getFirst()];
    if (lookup.bus().equals(Buses.RANGE_16)) {
      return first < LIMB;
    }
    long second = values[tuple.get(1)];
    if (lookup.bus().equals(Buses.EIGHTHS)) {
      return first < LIMB / 8 && second < 8;
    }
    if (lookup.bus().equals(Buses.SHIFT)) {
      return SHIFTS.contains(tuple.stream().map(node -> values[node]).toList());
    }
    long third = values[tuple.get(2)];
    long expected = first == ByteOperation.AND.number() ? second & third : 0;
    return first <= ByteOperation.PAIR.number()
        && second < BYTE
        && third < BYTE
        && values[tuple.get(3)] == expected;
  }

  /** The cells that a check looks at. */
  List<Integer> cells(int check) {
    Set<Integer> cells = new LinkedHashSet<>();
    int beyond = check - names.size();
    if (beyond >= 0) {
      return List.of(annotated.assumptions().get(beyond).column());
    }
    expressions(check).forEach(node -> collect(node, cells));
    return List.copyOf(cells);
  }

  /** The expressions that a check looks at: of a lookup its multiplicity and its tuple. */
  List<Integer> expressions(int check) {
    int lookup = check - program.constraints().size();
    if (lookup < 0) {
      return List.of(program.constraints().get(check).node());
    }
    if (check >= names.size()) {
      return List.of();
    }
    List<Integer> nodes = new ArrayList<>(List.of(lookups.get(lookup).multiplicity()));
    nodes.addAll(lookups.get(lookup).tuple());
    return nodes;
  }

  /** The value of an expression in a row. */
  long value(RowWindow window, int node) {
    evaluate(window);
    return values[node];
  }

  private void collect(int node, Set<Integer> cells) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.MAIN) {
      cells.add(at.a());
    } else if (at.op() == Op.NEXT) {
      cells.add(width() + at.a());
    } else if (!at.op().isLeaf()) {
      collect(at.a(), cells);
      collect(at.b(), cells);
    }
  }

  private void evaluate(RowWindow window) {
    List<Node> nodes = program.nodes();
    for (int i = 0; i < values.length; i++) {
      Node node = nodes.get(i);
      values[i] =
          switch (node.op()) {
            case CONSTANT -> node.a();
            case MAIN -> window.cells()[node.a()];
            case NEXT -> window.cells()[width() + node.a()];
            case PUBLIC -> window.publicValues()[node.a()];
            case FIRST_ROW -> window.isFirst() ? 1 : 0;
            case LAST_ROW -> window.isLast() ? 1 : 0;
            case ADD -> (values[node.a()] + values[node.b()]) % KoalaBear.P;
            case SUB -> (values[node.a()] + KoalaBear.P - values[node.b()]) % KoalaBear.P;
            case MUL -> values[node.a()] * values[node.b()] % KoalaBear.P;
            case PREPROCESSED, STRUCTURED -> throw new IllegalArgumentException("fixed columns");
          };
    }
  }
}
