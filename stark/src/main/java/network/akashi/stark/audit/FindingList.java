package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first findings and counts all. */
final class FindingList {
  /** More than these nobody reads. */
  private static final int KEPT = 32;

  private final List<Finding> kept = new ArrayList<>();
  private long total;

  /** Whether the next finding would be kept, so that it is worth making. */
  boolean wantsMore() {
    return kept.size() < KEPT;
  }

  void add(Finding finding) {
    total++;
    if (wantsMore()) {
      kept.add(finding);
    }
  }

  /** Counts findings without details. */
  void count(long more) {
    total += more;
  }

  boolean isEmpty() {
    return total == 0;
  }

  CheckResult result() {
    return new CheckResult(kept, total);
  }
}
