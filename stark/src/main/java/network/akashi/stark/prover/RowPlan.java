package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;

/**
 * The steps that evaluate some nodes of an AIR on a block of rows. Each value lives in a numbered
 * slot; leaves come first, in the order of {@link #leaves}.
 *
 * @param leaves node numbers of the row's cells that the steps read
 * @param constants node numbers of values that are the same in all rows, in the slots after those
 * @param steps operations in order; step {@code i} fills slot {@code leaves + constants + i}
 * @param outputs slots of the wanted nodes, in the order asked for
 */
record RowPlan(
    List<Integer> leaves, List<Integer> constants, List<Step> steps, List<Integer> outputs) {

  RowPlan {
    leaves = List.copyOf(leaves);
    constants = List.copyOf(constants);
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
  }

  /** {@code slot target = slot a (op) slot b}. */
  record Step(Kind kind, int a, int b, int target) {}

  /** What a step does. */
  enum Kind {
    ADD,
    SUB,
    MUL
  }

  int slots() {
    return leaves.size() + constants.size() + steps.size();
  }

  /** The plan that evaluates the nodes {@code wanted}. */
  static RowPlan of(AirProgram program, List<Integer> wanted) {
    List<Node> nodes = program.nodes();
    BitSet needed = new BitSet(nodes.size());
    wanted.forEach(needed::set);
    for (int n = nodes.size() - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      if (needed.get(n) && node.degree() > 0 && !node.op().isLeaf()) {
        needed.set(node.a());
        needed.set(node.b());
      }
    }
    List<Integer> leaves = new ArrayList<>();
    List<Integer> constants = new ArrayList<>();
    needed.stream()
        .forEach(n -> {
          if (nodes.get(n).degree() == 0) {
            constants.add(n);
          } else if (nodes.get(n).op().isLeaf()) {
            leaves.add(n);
          }
        });
    int[] slots = new int[nodes.size()];
    int used = 0;
    for (int leaf : leaves) {
      slots[leaf] = used++;
    }
    for (int constant : constants) {
      slots[constant] = used++;
    }
    List<Step> steps = new ArrayList<>();
    for (int n = needed.nextSetBit(0); n >= 0; n = needed.nextSetBit(n + 1)) {
      Node node = nodes.get(n);
      if (node.degree() > 0 && !node.op().isLeaf()) {
        slots[n] = used++;
        steps.add(new Step(kind(node), slots[node.a()], slots[node.b()], slots[n]));
      }
    }
    return new RowPlan(leaves, constants, steps, wanted.stream().map(node -> slots[node]).toList());
  }

  private static Kind kind(Node node) {
    return switch (node.op()) {
      case ADD -> Kind.ADD;
      case SUB -> Kind.SUB;
      case MUL -> Kind.MUL;
      case CONSTANT, MAIN, NEXT, PREPROCESSED, STRUCTURED, PUBLIC, FIRST_ROW, LAST_ROW ->
          throw new IllegalStateException("a leaf is no step: " + node);
    };
  }
}
