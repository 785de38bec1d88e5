package network.akashi.node.prover;

import java.util.List;

/**
 * What follows from a situation.
 *
 * @param changed jobs to be journaled before anything is done
 * @param acts what to do then, in order
 */
public record Step(List<Job> changed, List<ProverAct> acts) {
  public Step {
    changed = List.copyOf(changed);
    acts = List.copyOf(acts);
  }
}
