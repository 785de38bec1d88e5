package network.akashi.node.work;

import java.util.List;
import network.akashi.node.NodeError;
import network.akashi.node.view.Terms;

/** Where inputs come from. */
@FunctionalInterface
public interface WorkSource {
  /**
   * Fetches what a request names, checks it against the commitment, executes it.
   *
   * @throws WorkException with the reason
   */
  Work fetch(Terms terms);

  /** The first of several that knows the program. */
  static WorkSource firstOf(List<WorkSource> sources) {
    List<WorkSource> all = List.copyOf(sources);
    return terms -> {
      for (WorkSource each : all) {
        try {
          return each.fetch(terms);
        } catch (WorkException e) {
          if (e.error() != NodeError.UNKNOWN_PROGRAM) {
            throw e;
          }
        }
      }
      throw new WorkException(
          NodeError.UNKNOWN_PROGRAM, "no source has program " + terms.programId());
    };
  }
}
