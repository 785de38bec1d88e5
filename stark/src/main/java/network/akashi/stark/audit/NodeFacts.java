package network.akashi.stark.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Op;

/**
 * What is known about the values of nodes that are no cells: that of a carry, say, which is an
 * expression asserted to be a bit. Such a node counts as a cell of its own: the integer that stands
 * for its element is the one in the interval, not the one that its operands make over the integers.
 *
 * <p>Also tells which gates follow from others: a sum of bits is not zero where one of its summands
 * is not, and a sum of fewer bits is at most what one of more is.
 */
final class NodeFacts {
  /** The gate of what holds in all rows. */
  static final int ALWAYS = -1;

  /** Longer sums are not looked into. */
  private static final int MOST_SUMMANDS = 32;

  private static final BigInteger P = BigInteger.valueOf(KoalaBear.P);

  private record Gated(int gate, Interval interval) {}

  private final AirProgram program;
  private final Map<Integer, List<Gated>> facts = new HashMap<>();
  private final Map<Integer, Set<Integer>> summands = new HashMap<>();
  private final Map<Set<Integer>, BigInteger> bounds = new HashMap<>();

  NodeFacts(AirProgram program) {
    this.program = program;
  }

  /**
   * Notes that {@code node} lies in {@code interval} where {@code gate} is not zero; returns
   * whether that is new.
   */
  boolean learn(int gate, int node, Interval interval) {
    if (!isNarrow(interval)) {
      return false;
    }
    List<Gated> known = facts.computeIfAbsent(node, _ -> new ArrayList<>());
    Interval narrowed = interval;
    for (Gated fact : known) {
      if (fact.gate() == gate) {
        narrowed = fact.interval().intersect(interval);
        if (narrowed.equals(fact.interval())) {
          return false;
        }
      }
    }
    known.removeIf(fact -> fact.gate() == gate);
    known.add(new Gated(gate, narrowed));
    Set<Integer> sum = summands(node);
    if (gate == ALWAYS && !sum.isEmpty()) {
      bounds.merge(sum, narrowed.high(), BigInteger::min);
    }
    return true;
  }

  /**
   * What is known of {@code node}, if its operands make {@code computed}.
   *
   * @param isSmall whether a column is known to hold small integers
   * @param nonZero nodes that are not zero
   */
  Interval refine(int node, Interval computed, IntPredicate isSmall, Set<Integer> nonZero) {
    Interval interval = computed;
    for (Gated fact : facts.getOrDefault(node, List.of())) {
      if (fact.gate() == ALWAYS || isImplied(fact.gate(), isSmall, nonZero)) {
        interval = merge(interval, fact.interval());
      }
    }
    return interval;
  }

  /** What a sum of cells is at most, where one that has them all is known. */
  Interval bounded(int node, Interval computed, IntPredicate isSmall) {
    Set<Integer> sum = summands(node);
    Interval interval = computed;
    for (Map.Entry<Set<Integer>, BigInteger> bound : bounds.entrySet()) {
      Set<Integer> more = bound.getKey();
      if (!sum.isEmpty()
          && more.containsAll(sum)
          && more.stream().allMatch(isSmall::test)
          && bound.getValue().signum() >= 0) {
        interval = interval.intersect(new Interval(BigInteger.ZERO, bound.getValue()));
      }
    }
    return interval;
  }

  /** Whether {@code gate} is not zero where none of {@code nonZero} is. */
  boolean isImplied(int gate, IntPredicate isSmall, Set<Integer> nonZero) {
    if (nonZero.contains(gate)) {
      return true;
    }
    Node at = program.nodes().get(gate);
    if (at.op() == Op.MUL) {
      return isImplied(at.a(), isSmall, nonZero) && isImplied(at.b(), isSmall, nonZero);
    }
    Set<Integer> sum = summands(gate);
    return !sum.isEmpty()
        && sum.stream().allMatch(isSmall::test)
        && nonZero.stream()
            .map(this::summands)
            .anyMatch(some -> !some.isEmpty() && sum.containsAll(some));
  }

  /** The columns that {@code node} is the sum of, each once; empty if it is none. */
  private Set<Integer> summands(int node) {
    Set<Integer> known = summands.get(node);
    if (known == null) {
      Set<Integer> columns = new HashSet<>();
      known = collect(node, columns) ? columns : Set.of();
      summands.put(node, known);
    }
    return known;
  }

  private boolean collect(int node, Set<Integer> columns) {
    Node at = program.nodes().get(node);
    return switch (at.op()) {
      case MAIN -> columns.size() < MOST_SUMMANDS && columns.add(at.a());
      case ADD -> collect(at.a(), columns) && collect(at.b(), columns);
      default -> false;
    };
  }

  /** Both hold integers that stand for one element: the same, if there is room for one only. */
  private static Interval merge(Interval computed, Interval known) {
    if (isNarrow(computed.union(known))) {
      return computed.intersect(known);
    }
    return width(computed).compareTo(width(known)) <= 0 ? computed : known;
  }

  /** Whether no two of its integers stand for one element. */
  static boolean isNarrow(Interval interval) {
    return width(interval).compareTo(P) < 0;
  }

  private static BigInteger width(Interval interval) {
    return interval.high().subtract(interval.low());
  }

  /** Factors whose product is zero only where one of them is, without constants. */
  static List<Integer> factors(AirProgram program, int node) {
    List<Integer> factors = new ArrayList<>();
    collectFactors(program, node, factors);
    return factors;
  }

  private static void collectFactors(AirProgram program, int node, List<Integer> factors) {
    Node at = program.nodes().get(node);
    boolean isScaled =
        at.op() == Op.MUL
            && (program.nodes().get(at.a()).op() == Op.CONSTANT
                || program.nodes().get(at.b()).op() == Op.CONSTANT);
    if (at.op() == Op.MUL && !isScaled) {
      collectFactors(program, at.a(), factors);
      collectFactors(program, at.b(), factors);
    } else {
      factors.add(node);
    }
  }

  /** A factor {@code ±(node − value)}. */
  record Root(int node, long value) {}

  /** Where a factor is zero: at 0 of itself, if it is not of another node and a constant. */
  static Root root(AirProgram program, int factor) {
    Node at = program.nodes().get(factor);
    if (at.op() == Op.ADD || at.op() == Op.SUB) {
      Optional<Integer> a = constant(program, at.a());
      Optional<Integer> b = constant(program, at.b());
      if (a.isPresent() != b.isPresent()) {
        int constant = a.orElseGet(b::orElseThrow);
        long value = at.op() == Op.SUB ? constant : Math.floorMod(-(long) constant, KoalaBear.P);
        return new Root(a.isPresent() ? at.b() : at.a(), value);
      }
    }
    return new Root(factor, 0);
  }

  private static Optional<Integer> constant(AirProgram program, int node) {
    Node at = program.nodes().get(node);
    return at.op() == Op.CONSTANT ? Optional.of(at.a()) : Optional.empty();
  }
}
