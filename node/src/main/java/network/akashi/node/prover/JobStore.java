package network.akashi.node.prover;

import java.util.List;

/** Where jobs outlive the process. */
public interface JobStore {
  /** Those that are not over, and those that ended lately. */
  List<Job> load();

  /** Writes all of these, or none, durably. */
  void save(List<Job> jobs);
}
