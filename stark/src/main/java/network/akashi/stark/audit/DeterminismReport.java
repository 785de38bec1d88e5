package network.akashi.stark.audit;

import java.util.List;
import java.util.Set;

/**
 * Whether the inputs of a chip determine the rest.
 *
 * @param unknowns cells that are no inputs
 * @param rank of the constraints' Jacobian by those cells at the honest trace
 * @param loose columns of cells that can move without any constraint noticing to first order, and
 *     that no lookup looks at either
 * @param ambiguities other traces with the same inputs that satisfy all constraints and lookups
 */
public record DeterminismReport(
    int unknowns, int rank, Set<String> loose, List<Ambiguity> ambiguities) {

  public DeterminismReport {
    loose = Set.copyOf(loose);
    ambiguities = List.copyOf(ambiguities);
  }

  /**
   * Two answers to one question.
   *
   * @param changes what differs from the honest trace
   * @param observable whether other tables are told something else, over a bus
   */
  public record Ambiguity(String changes, boolean observable) {}

  /** Whether no other table can be told two different things for the same inputs. */
  public boolean isDeterministic() {
    return ambiguities.stream().noneMatch(Ambiguity::observable);
  }
}
