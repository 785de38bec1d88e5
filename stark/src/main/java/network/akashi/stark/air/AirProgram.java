package network.akashi.stark.air;

import java.util.List;
import java.util.Optional;

/**
 * An AIR written down as a directed acyclic graph: what the symbolic interpreter makes of {@link
 * Air#constrain}, and what prover, verifier and verifying key work from.
 *
 * <p>Nodes are in evaluation order (operands before uses), equal subexpressions appear once,
 * constants are folded, and each node's degree in the trace columns is known.
 *
 * @param name the AIR's name
 * @param layout the AIR's columns
 * @param instances how often the AIR may occur in a proof
 * @param nodes the graph
 * @param constraints expressions that are zero in every row
 * @param interactions what each row puts on the buses
 * @param keccak columns between which Keccak-f holds in every row
 */
public record AirProgram(
    String name,
    AirLayout layout,
    Instances instances,
    List<Node> nodes,
    List<Constraint> constraints,
    List<Interaction> interactions,
    Optional<KeccakColumns> keccak) {

  public AirProgram {
    nodes = List.copyOf(nodes);
    constraints = List.copyOf(constraints);
    interactions = List.copyOf(interactions);
  }

  /** A program without Keccak-f. */
  public AirProgram(
      String name,
      AirLayout layout,
      Instances instances,
      List<Node> nodes,
      List<Constraint> constraints,
      List<Interaction> interactions) {
    this(name, layout, instances, nodes, constraints, interactions, Optional.empty());
  }

  /**
   * One step of the evaluation.
   *
   * @param degree in the row's cells; selectors and structured columns count as degree 1, constants
   *     and public values as 0
   */
  public record Node(Op op, int a, int b, int degree) {}

  /** Node {@code node} must be zero in every row. */
  public record Constraint(String name, int node) {}

  /**
   * Each row sends (or receives) the tuple of nodes, {@code multiplicity} times.
   *
   * @param sign +1 for a send, −1 for a receive
   */
  public record Interaction(Bus bus, int sign, int multiplicity, List<Integer> tuple) {
    public Interaction {
      tuple = List.copyOf(tuple);
    }
  }

  /** Largest degree of any constraint, multiplicity or tuple element; at least 1. */
  public int degree() {
    int degree = 1;
    for (Constraint constraint : constraints) {
      degree = Math.max(degree, nodes.get(constraint.node()).degree());
    }
    for (Interaction interaction : interactions) {
      degree = Math.max(degree, nodes.get(interaction.multiplicity()).degree());
      for (int element : interaction.tuple()) {
        degree = Math.max(degree, nodes.get(element).degree());
      }
    }
    return degree;
  }

  /** Main columns that some expression reads in the next row, ascending. */
  public List<Integer> nextColumns() {
    return nodes.stream()
        .filter(node -> node.op() == Op.NEXT)
        .map(Node::a)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Whether rows neither see each other nor know where they are, so that a table may be cut and its
   * rows reordered.
   */
  public boolean rowsAreIndependent() {
    return nodes.stream()
        .noneMatch(node ->
            switch (node.op()) {
              case NEXT, FIRST_ROW, LAST_ROW, STRUCTURED, PREPROCESSED -> true;
              case MAIN, PUBLIC, CONSTANT, ADD, SUB, MUL -> false;
            });
  }

  /** Evaluates all nodes over {@code ops}; {@code leaf} supplies the values of the leaves. */
  public <E> List<E> evaluate(FieldOps<E> ops, Leaves<E> leaves) {
    java.util.ArrayList<E> values = new java.util.ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(
          switch (node.op()) {
            case ADD -> ops.add(values.get(node.a()), values.get(node.b()));
            case SUB -> ops.sub(values.get(node.a()), values.get(node.b()));
            case MUL -> ops.mul(values.get(node.a()), values.get(node.b()));
            case CONSTANT -> ops.constant(node.a());
            case MAIN, NEXT, PREPROCESSED, STRUCTURED, PUBLIC, FIRST_ROW, LAST_ROW ->
                leaves.value(node.op(), node.a());
          });
    }
    return values;
  }

  /** The values of a row's columns, selectors and public values. */
  @FunctionalInterface
  public interface Leaves<E> {
    E value(Op op, int index);
  }
}
