package network.akashi.stark.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the row checker found.
 *
 * @param findings the first few, in table and row order
 * @param total how many there are
 */
public record CheckResult(List<Finding> findings, long total) {
  public CheckResult {
    findings = List.copyOf(findings);
  }

  /** Whether the trace satisfies the machine. */
  public boolean isClean() {
    return total == 0;
  }

  /** All findings listed, one a paragraph; "no findings" if there are none. */
  public String report() {
    if (isClean()) {
      return "no findings";
    }
    String listed = findings.stream().map(Finding::describe).collect(Collectors.joining("\n"));
    long more = total - findings.size();
    return more > 0 ? listed + "\n… and " + more + " more" : listed;
  }
}
