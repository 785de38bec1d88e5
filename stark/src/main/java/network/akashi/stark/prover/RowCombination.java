package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Op;

/**
 * A random combination of an AIR's expressions, brought into the form
 *
 * <pre>  constant + Σ coefficient·leaf + Σ coefficient·product</pre>
 *
 * by pushing coefficients down through everything linear. Whatever is linear in the cells is then
 * one weighted sum of columns, formed once for the whole table; only true products are evaluated
 * round by round.
 *
 * @param constant what does not depend on the row
 * @param leaves the linear part
 * @param products nodes that multiply two values that both depend on the row
 */
record RowCombination(Ext5 constant, List<Term> leaves, List<Term> products) {
  RowCombination {
    leaves = List.copyOf(leaves);
    products = List.copyOf(products);
  }

  /** A node and its coefficient. */
  record Term(int node, Ext5 coefficient) {}

  /**
   * Reduces {@code Σ coefficients[n]·node_n}.
   *
   * @param coefficients one per node, zero where the node is not in the combination
   * @param publicValues in Montgomery form
   */
  static RowCombination reduce(
      AirProgram program, Ext5[] coefficients, List<Integer> publicValues) {
    List<Node> nodes = program.nodes();
    int[] constants = constants(nodes, publicValues);
    Ext5[] pending = coefficients.clone();
    Ext5 constant = Ext5.ZERO;
    List<Term> leaves = new ArrayList<>();
    List<Term> products = new ArrayList<>();
    for (int n = nodes.size() - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      Ext5 coefficient = pending[n];
      if (coefficient.isZero()) {
        continue;
      }
      if (node.degree() == 0) {
        constant = constant.add(coefficient.scale(constants[n]));
      } else if (node.op().isLeaf()) {
        leaves.add(new Term(n, coefficient));
      } else if (node.op() == Op.MUL) {
        int left = nodes.get(node.a()).degree();
        int right = nodes.get(node.b()).degree();
        if (left == 0) {
          push(pending, node.b(), coefficient.scale(constants[node.a()]));
        } else if (right == 0) {
          push(pending, node.a(), coefficient.scale(constants[node.b()]));
        } else {
          products.add(new Term(n, coefficient));
        }
      } else {
        push(pending, node.a(), coefficient);
        push(pending, node.b(), node.op() == Op.SUB ? coefficient.neg() : coefficient);
      }
    }
    return new RowCombination(constant, leaves, products);
  }

  private static void push(Ext5[] pending, int node, Ext5 coefficient) {
    pending[node] = pending[node].add(coefficient);
  }

  RowCombination plusConstant(Ext5 more) {
    return new RowCombination(constant.add(more), leaves, products);
  }

  /** The values of nodes of degree 0 (0 elsewhere). */
  static int[] constants(List<Node> nodes, List<Integer> publicValues) {
    int[] values = new int[nodes.size()];
    for (int n = 0; n < values.length; n++) {
      Node node = nodes.get(n);
      if (node.degree() == 0) {
        values[n] =
            switch (node.op()) {
              case CONSTANT -> KoalaBear.fromInt(node.a());
              case PUBLIC -> publicValues.get(node.a());
              case ADD -> KoalaBear.add(values[node.a()], values[node.b()]);
              case SUB -> KoalaBear.sub(values[node.a()], values[node.b()]);
              case MUL -> KoalaBear.mul(values[node.a()], values[node.b()]);
              case MAIN, NEXT, PREPROCESSED, STRUCTURED, FIRST_ROW, LAST_ROW ->
                  throw new IllegalStateException(
                      "node %d of degree 0 depends on the row: %s".formatted(n, node));
            };
      }
    }
    return values;
  }
}
