package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.AnnotatedAir;
import network.akashi.stark.air.Op;
import network.akashi.stark.keccak.KeccakWiring;

/**
 * What is known about the integers in one AIR's cells: for each main column an interval that always
 * holds, and intervals that hold in rows where some node, the <em>gate</em>, is not zero.
 *
 * <p>Facts come from constraints of a few shapes, and from lookups (see {@link IntervalAnalysis}):
 *
 * <ul>
 *   <li>{@code g·(x − c_1)·…·(x − c_k)} says that {@code x}, a cell or any node, is one of the
 *       constants where {@code g} is not zero;
 *   <li>{@code x − e} says that {@code x} is in {@code e}'s interval, if that is one of elements;
 *   <li>{@code (1 − g)·x}, with {@code g} a bit, turns what holds under {@code g} into what holds
 *       always, as {@code x} is zero otherwise.
 * </ul>
 */
final class AirRanges {
  private static final Interval SMALL = Interval.of(0, 1 << 16);

  private record Gated(int gate, Interval interval) {}

  private final Air air;
  private final AirProgram program;
  private final Interval[] always;
  private final Map<Integer, List<Gated>> gated = new HashMap<>();
  private final NodeFacts facts;
  private boolean changed;

  AirRanges(Air air, AnnotatedAir annotated) {
    this.air = air;
    program = annotated.program();
    facts = new NodeFacts(program);
    always = new Interval[program.layout().main().size()];
    Arrays.fill(always, Interval.FIELD);
    for (AnnotatedAir.Assumption assumption : annotated.assumptions()) {
      narrow(assumption.column(), Interval.of(assumption.low(), assumption.high()));
    }
    program
        .keccak()
        .ifPresent(columns -> {
          for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
            narrow(columns.bits() + bit, Interval.BIT);
          }
          for (int limb = 0; limb < KeccakWiring.LIMBS; limb++) {
            narrow(columns.limbs() + limb, Interval.of(0, (1 << KeccakWiring.LIMB_BITS) - 1));
          }
        });
  }

  AirProgram program() {
    return program;
  }

  /** Whether anything was learned since this was last asked. */
  boolean changed() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Learns what the constraints say. */
  void learnFromConstraints() {
    for (Constraint constraint : program.constraints()) {
      learnRoots(constraint.node());
      learnEquality(constraint.node());
      learnZeroElsewhere(constraint.node());
    }
  }

  /** Learns that where {@code gate} is not zero, {@code node} lies in {@code interval}. */
  void learn(int gate, int node, Interval interval) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.MAIN) {
      if (interval.low().signum() >= 0) {
        learnGated(at.a(), gate, interval);
      }
      return;
    }
    changed |= facts.learn(gate, node, interval);
    if (at.op() == Op.MUL) {
      learnScaled(gate, at.a(), at.b(), interval);
      learnScaled(gate, at.b(), at.a(), interval);
    } else if (at.op() == Op.ADD && isSimple(at.b())) {
      learnSummand(gate, at.a(), interval.minus(of(at.b(), gate)));
    } else if (at.op() == Op.ADD && isSimple(at.a())) {
      learnSummand(gate, at.b(), interval.minus(of(at.a(), gate)));
    } else if (at.op() == Op.SUB && isSimple(at.b())) {
      learnSummand(gate, at.a(), interval.plus(of(at.b(), gate)));
    }
  }

  private void learnSummand(int gate, int node, Interval interval) {
    if (NodeFacts.isNarrow(interval)) {
      learn(gate, node, interval);
    }
  }

  /** A constant, a cell, or a multiple of a cell. */
  private boolean isSimple(int node) {
    Node at = program.nodes().get(node);
    return at.op().isLeaf()
        || (at.op() == Op.MUL
            && program.nodes().get(at.a()).op().isLeaf()
            && program.nodes().get(at.b()).op().isLeaf());
  }

  /** {@code scale·x} in the interval, and too small to wrap: {@code x} in a fraction of it. */
  private void learnScaled(int gate, int scale, int node, Interval interval) {
    Node factor = program.nodes().get(scale);
    Node cell = program.nodes().get(node);
    if (factor.op() == Op.CONSTANT && factor.a() > 0 && cell.op() == Op.MAIN) {
      Interval product = of(node, gate).times(Interval.of(factor.a(), factor.a()));
      if (product.isWithin(Interval.FIELD) && interval.isWithin(Interval.FIELD)) {
        long high = interval.high().longValueExact() / factor.a();
        learnGated(cell.a(), gate, Interval.of(0, high));
      }
    }
  }

  private void learnGated(int column, int gate, Interval interval) {
    List<Gated> facts = gated.computeIfAbsent(column, _ -> new ArrayList<>());
    Interval known = always[column];
    for (Gated fact : facts) {
      known = fact.gate() == gate ? known.intersect(fact.interval()) : known;
    }
    Interval narrowed = known.intersect(interval);
    if (!narrowed.equals(known)) {
      facts.removeIf(fact -> fact.gate() == gate);
      facts.add(new Gated(gate, narrowed));
      changed = true;
    }
  }

  private void narrow(int column, Interval interval) {
    Interval narrowed = always[column].intersect(interval);
    if (!narrowed.equals(always[column])) {
      always[column] = narrowed;
      changed = true;
    }
  }

  private void learnRoots(int node) {
    List<Integer> factors = NodeFacts.factors(program, node);
    Map<Integer, List<Long>> roots = new HashMap<>();
    for (int factor : factors) {
      NodeFacts.Root root = NodeFacts.root(program, factor);
      roots.computeIfAbsent(root.node(), _ -> new ArrayList<>()).add(root.value());
    }
    roots.forEach((of, values) -> {
      List<Integer> others =
          factors.stream().filter(f -> NodeFacts.root(program, f).node() != of).toList();
      if (others.size() <= 1) {
        learnRoots(others.isEmpty() ? NodeFacts.ALWAYS : others.getFirst(), of, values);
      }
    });
  }

  private void learnRoots(int gate, int node, List<Long> values) {
    Node at = program.nodes().get(node);
    boolean isCell = at.op() == Op.MAIN;
    Interval roots =
        values.stream()
            .map(v -> isCell ? Interval.of(v, v) : Interval.ofConstant(Math.toIntExact(v)))
            .reduce(Interval::union)
            .orElseThrow();
    if (!isCell) {
      changed |= facts.learn(gate, node, roots);
    } else if (gate == NodeFacts.ALWAYS) {
      narrow(at.a(), roots);
    } else {
      learnGated(at.a(), gate, roots);
    }
  }

  private void learnEquality(int node) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.SUB) {
      learnEqual(at.a(), at.b());
      learnEqual(at.b(), at.a());
    }
  }

  private void learnEqual(int cell, int expression) {
    Node at = program.nodes().get(cell);
    Interval interval = of(expression, Set.of());
    if (at.op() == Op.MAIN && interval.isWithin(Interval.FIELD)) {
      narrow(at.a(), interval);
    }
  }

  private void learnZeroElsewhere(int node) {
    Node at = program.nodes().get(node);
    if (at.op() == Op.MUL) {
      learnZeroUnless(at.a(), at.b());
      learnZeroUnless(at.b(), at.a());
    }
  }

  /** {@code complement·cell = 0} with {@code complement = 1 − gate}. */
  private void learnZeroUnless(int complement, int cell) {
    Node at = program.nodes().get(complement);
    Node column = program.nodes().get(cell);
    if (at.op() == Op.SUB
        && column.op() == Op.MAIN
        && isConstant(at.a(), 1)
        && of(at.b(), Set.of()).isWithin(Interval.BIT)) {
      narrow(column.a(), of(cell, at.b()).union(Interval.of(0, 0)));
    }
  }

  private boolean isConstant(int node, int value) {
    Node at = program.nodes().get(node);
    return at.op() == Op.CONSTANT && at.a() == value;
  }

  /** The interval of {@code node} in rows where {@code gate} is not zero. */
  Interval of(int node, int gate) {
    return of(node, nonZero(gate));
  }

  /**
   * The interval of what the operands of {@code node} make, in rows where {@code gate} is not zero,
   * whatever else is known of the node.
   */
  Interval computed(int node, int gate) {
    return computed(node, nonZero(gate), new HashMap<>());
  }

  private Set<Integer> nonZero(int gate) {
    Set<Integer> nonZero = new HashSet<>();
    if (gate != NodeFacts.ALWAYS) {
      collectNonZero(gate, nonZero);
    }
    return nonZero;
  }

  /** A product is not zero only where its factors are not. */
  private void collectNonZero(int gate, Set<Integer> nonZero) {
    nonZero.add(gate);
    Node at = program.nodes().get(gate);
    if (at.op() == Op.MUL) {
      collectNonZero(at.a(), nonZero);
      collectNonZero(at.b(), nonZero);
    }
  }

  /** The interval of {@code node} in rows where the nodes {@code nonZero} are not zero. */
  Interval of(int node, Set<Integer> nonZero) {
    Map<Integer, Interval> known = new HashMap<>();
    return of(node, nonZero, known);
  }

  private Interval of(int node, Set<Integer> nonZero, Map<Integer, Interval> known) {
    Interval before = known.get(node);
    if (before != null) {
      return before;
    }
    Interval computed = computed(node, nonZero, known);
    Interval interval =
        program.nodes().get(node).op().isLeaf()
            ? computed
            : facts.refine(node, computed, this::isSmall, nonZero);
    known.put(node, interval);
    return interval;
  }

  private Interval computed(int node, Set<Integer> nonZero, Map<Integer, Interval> known) {
    Node at = program.nodes().get(node);
    return switch (at.op()) {
      case CONSTANT -> Interval.ofConstant(at.a());
      case MAIN -> cell(at.a(), nonZero, false);
      case NEXT -> cell(at.a(), nonZero, true);
      case PREPROCESSED -> preprocessed(at.a());
      case STRUCTURED -> Interval.of(0, air.layout().structured().get(at.a()).maximum());
      case PUBLIC -> Interval.FIELD;
      case FIRST_ROW, LAST_ROW -> Interval.BIT;
      case ADD ->
          facts.bounded(
              node, of(at.a(), nonZero, known).plus(of(at.b(), nonZero, known)), this::isSmall);
      case SUB -> of(at.a(), nonZero, known).minus(of(at.b(), nonZero, known));
      case MUL -> of(at.a(), nonZero, known).times(of(at.b(), nonZero, known));
    };
  }

  /** Whether a few of its kind cannot add up to p. */
  private boolean isSmall(int column) {
    return always[column].isWithin(SMALL);
  }

  private Interval cell(int column, Set<Integer> nonZero, boolean next) {
    Interval interval = always[column];
    for (Gated fact : gated.getOrDefault(column, List.of())) {
      boolean holds =
          next
              ? nonZero.stream().anyMatch(later -> isShifted(fact.gate(), later))
              : facts.isImplied(fact.gate(), this::isSmall, nonZero);
      interval = holds ? interval.intersect(fact.interval()) : interval;
    }
    return interval;
  }

  /** Whether {@code later} is {@code node} with each cell read in the next row. */
  private boolean isShifted(int node, int later) {
    Node a = program.nodes().get(node);
    Node b = program.nodes().get(later);
    return switch (a.op()) {
      case CONSTANT, PUBLIC -> node == later;
      case MAIN -> b.op() == Op.NEXT && a.a() == b.a();
      case ADD, MUL ->
          a.op() == b.op()
              && ((isShifted(a.a(), b.a()) && isShifted(a.b(), b.b()))
                  || (isShifted(a.a(), b.b()) && isShifted(a.b(), b.a())));
      case SUB -> a.op() == b.op() && isShifted(a.a(), b.a()) && isShifted(a.b(), b.b());
      case NEXT, PREPROCESSED, STRUCTURED, FIRST_ROW, LAST_ROW -> false;
    };
  }

  private Interval preprocessed(int column) {
    int[] values = air.preprocessedValues()[column];
    return Interval.of(
        Math.min(0, Arrays.stream(values).min().orElse(0)),
        Math.max(0, Arrays.stream(values).max().orElse(0)));
  }
}
