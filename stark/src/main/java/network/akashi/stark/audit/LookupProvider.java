package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Op;

/**
 * An interaction through which a table answers lookups: its tuple is made of structured,
 * preprocessed and constant columns only, and its multiplicity is a committed column that nothing
 * else looks at, so the prover sets it to whatever balances the bus.
 *
 * @param interaction index in the AIR
 * @param countColumn the committed column
 */
record LookupProvider(int interaction, int countColumn) {

  /** All such interactions of an AIR. */
  static List<LookupProvider> of(AirProgram program) {
    List<LookupProvider> providers = new ArrayList<>();
    List<Interaction> interactions = program.interactions();
    for (int i = 0; i < interactions.size(); i++) {
      Node multiplicity = program.nodes().get(interactions.get(i).multiplicity());
      if (multiplicity.op() == Op.MAIN
          && interactions.get(i).tuple().stream().allMatch(node -> isFixed(program, node))
          && isFree(program, interactions.get(i).multiplicity())) {
        providers.add(new LookupProvider(i, multiplicity.a()));
      }
    }
    return providers;
  }

  /** Whether the prover has no say in the node's value. */
  private static boolean isFixed(AirProgram program, int node) {
    Node at = program.nodes().get(node);
    return switch (at.op()) {
      case CONSTANT, STRUCTURED, PREPROCESSED -> true;
      case ADD, SUB, MUL -> isFixed(program, at.a()) && isFixed(program, at.b());
      case MAIN, NEXT, PUBLIC, FIRST_ROW, LAST_ROW -> false;
    };
  }

  /** Whether the column at {@code node} is used as this one multiplicity and nowhere else. */
  private static boolean isFree(AirProgram program, int node) {
    int column = program.nodes().get(node).a();
    long uses =
        program.nodes().stream()
                .filter(n -> !n.op().isLeaf() && (n.a() == node || n.b() == node))
                .count()
            + program.nodes().stream().filter(n -> n.op() == Op.NEXT && n.a() == column).count()
            + program.constraints().stream().filter(c -> c.node() == node).count()
            + program.interactions().stream().filter(i -> i.multiplicity() == node).count()
            + program.interactions().stream()
                .flatMap(i -> i.tuple().stream())
                .filter(n -> n == node)
                .count();
    return uses == 1;
  }
}
