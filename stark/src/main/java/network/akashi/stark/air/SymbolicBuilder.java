package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;

/**
 * The builder that writes an AIR down as a graph, and refuses what no prover could make sense of.
 */
final class SymbolicBuilder implements AirBuilder<SymbolicBuilder.Expression> {
  /** A node of the graph of {@code owner}. */
  record Expression(SymbolicBuilder owner, int node) {}

  private final String air;
  private final AirLayout layout;
  private final int publicValues;
  private final ExpressionGraph graph = new ExpressionGraph();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Interaction> interactions = new ArrayList<>();
  private final List<AnnotatedAir.NoWrap> noWraps = new ArrayList<>();
  private final List<AnnotatedAir.Assumption> assumptions = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<Integer, Bus> buses = new HashMap<>();

  SymbolicBuilder(String air, AirLayout layout, int publicValues) {
    this.air = air;
    this.layout = layout;
    this.publicValues = publicValues;
  }

  ExpressionGraph graph() {
    return graph;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  List<Interaction> interactions() {
    return interactions;
  }

  List<AnnotatedAir.NoWrap> noWraps() {
    return noWraps;
  }

  List<AnnotatedAir.Assumption> assumptions() {
    return assumptions;
  }

  @Override
  public Expression main(int column) {
    return leaf(Op.MAIN, "main column", column, layout.main().size(), 1);
  }

  @Override
  public Expression next(int column) {
    return leaf(Op.NEXT, "main column (next row)", column, layout.main().size(), 1);
  }

  @Override
  public Expression preprocessed(int column) {
    return leaf(Op.PREPROCESSED, "preprocessed column", column, layout.preprocessed().size(), 1);
  }

  @Override
  public Expression structured(int column) {
    return leaf(Op.STRUCTURED, "structured column", column, layout.structured().size(), 1);
  }

  @Override
  public Expression publicValue(int index) {
    return leaf(Op.PUBLIC, "public value", index, publicValues, 0);
  }

  @Override
  public Expression isFirstRow() {
    return expression(graph.leaf(Op.FIRST_ROW, 0, 1));
  }

  @Override
  public Expression isLastRow() {
    return expression(graph.leaf(Op.LAST_ROW, 0, 1));
  }

  @Override
  public Expression constant(long value) {
    return expression(graph.constant(value));
  }

  @Override
  public Expression add(Expression a, Expression b) {
    return expression(graph.add(node(a), node(b)));
  }

  @Override
  public Expression sub(Expression a, Expression b) {
    return expression(graph.sub(node(a), node(b)));
  }

  @Override
  public Expression mul(Expression a, Expression b) {
    return expression(graph.mul(node(a), node(b)));
  }

  @Override
  public void assertZero(String name, Expression expression) {
    int node = node(expression);
    if (!names.add(name)) {
      throw refuse("two constraints are called '%s'".formatted(name));
    }
    if (graph.isConstant(node)) {
      throw refuse(
          "constraint '%s' does not depend on the row: it is the constant %d"
              .formatted(name, graph.value(node)));
    }
    constraints.add(new Constraint(name, node));
  }

  @Override
  public void send(Bus bus, Expression multiplicity, List<Expression> tuple) {
    interact(bus, 1, multiplicity, tuple);
  }

  @Override
  public void receive(Bus bus, Expression multiplicity, List<Expression> tuple) {
    interact(bus, -1, multiplicity, tuple);
  }

  @Override
  public void assertNoWrap(String name, Expression gate, Expression expression) {
    noWraps.add(new AnnotatedAir.NoWrap(name, node(gate), node(expression)));
  }

  @Override
  public void assumeRange(String reason, Expression cell, long low, long high) {
    Node node = graph.nodes().get(node(cell));
    if (node.op() != Op.MAIN) {
      throw refuse("the range assumed because '%s' is not that of a main column".formatted(reason));
    }
    if (low < 0 || high < low || high >= KoalaBear.P) {
      throw refuse(
          "the range assumed because '%s', %d to %d, is no range of elements"
              .formatted(reason, low, high));
    }
    assumptions.add(new AnnotatedAir.Assumption(reason, node.a(), low, high));
  }

  private void interact(Bus bus, int sign, Expression multiplicity, List<Expression> tuple) {
    Bus known = buses.putIfAbsent(bus.tag(), bus);
    if (known != null && !known.equals(bus)) {
      throw refuse("buses %s and %s share tag %d".formatted(known, bus, bus.tag()));
    }
    if (tuple.size() != bus.arity()) {
      throw refuse(
          "a tuple of %d elements on bus %s, which carries %d"
              .formatted(tuple.size(), bus.name(), bus.arity()));
    }
    int times = node(multiplicity);
    if (graph.isConstant(times)) {
      throw refuse(
          ("interaction %d on bus %s has the constant multiplicity %d: padding rows must be able"
                  + " to stay off the bus, so multiply by a column that is zero in them")
              .formatted(interactions.size(), bus.name(), graph.value(times)));
    }
    interactions.add(new Interaction(bus, sign, times, tuple.stream().map(this::node).toList()));
  }

  private Expression leaf(Op op, String what, int index, int count, int degree) {
    if (index < 0 || index >= count) {
      throw refuse("%s %d does not exist, there are %d".formatted(what, index, count));
    }
    return expression(graph.leaf(op, index, degree));
  }

  private Expression expression(int node) {
    return new Expression(this, node);
  }

  private int node(Expression expression) {
    if (expression.owner() != this) {
      throw refuse("an expression of another builder was used; an AIR must not keep expressions");
    }
    return expression.node();
  }

  private InvalidAirException refuse(String problem) {
    return new InvalidAirException(air, problem);
  }
}
