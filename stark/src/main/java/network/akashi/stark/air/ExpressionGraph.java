package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram.Node;

/**
 * A growing graph of expressions in which equal expressions are one node (hash-consing) and
 * whatever follows from constants alone is folded: {@code x+0}, {@code x−0}, {@code x−x}, {@code
 * x·0}, {@code x·1}, and all arithmetic between constants.
 */
final class ExpressionGraph {
  /** Degrees beyond this are not told apart; no machine comes near it. */
  private static final int DEGREE_CEILING = 1 << 20;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> index = new HashMap<>();

  List<Node> nodes() {
    return nodes;
  }

  int leaf(Op op, int a, int degree) {
    return intern(new Node(op, a, 0, degree));
  }

  int constant(long value) {
    return leaf(Op.CONSTANT, (int) Math.floorMod(value, (long) KoalaBear.P), 0);
  }

  int add(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant((long) value(a) + value(b));
    }
    if (isConstant(a, 0)) {
      return b;
    }
    if (isConstant(b, 0)) {
      return a;
    }
    return intern(new Node(Op.ADD, Math.min(a, b), Math.max(a, b), degreeOfSum(a, b)));
  }

  int sub(int a, int b) {
    if (a == b) {
      return constant(0);
    }
    if (isConstant(a) && isConstant(b)) {
      return constant((long) value(a) - value(b));
    }
    if (isConstant(b, 0)) {
      return a;
    }
    return intern(new Node(Op.SUB, a, b, degreeOfSum(a, b)));
  }

  int mul(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant((long) value(a) * value(b));
    }
    if (isConstant(a, 0) || isConstant(b, 1)) {
      return a;
    }
    if (isConstant(b, 0) || isConstant(a, 1)) {
      return b;
    }
    int degree = Math.min(DEGREE_CEILING, degree(a) + degree(b));
    return intern(new Node(Op.MUL, Math.min(a, b), Math.max(a, b), degree));
  }

  boolean isConstant(int node) {
    return nodes.get(node).op() == Op.CONSTANT;
  }

  /** The canonical integer of a constant node. */
  int value(int node) {
    return nodes.get(node).a();
  }

  int degree(int node) {
    return nodes.get(node).degree();
  }

  private boolean isConstant(int node, int value) {
    return isConstant(node) && value(node) == value;
  }

  private int degreeOfSum(int a, int b) {
    return Math.max(degree(a), degree(b));
  }

  private int intern(Node node) {
    Integer known = index.putIfAbsent(node, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }
}
