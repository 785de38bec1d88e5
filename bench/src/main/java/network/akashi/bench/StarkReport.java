package network.akashi.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import network.akashi.stark.prover.Phase;
import network.akashi.stark.security.SecurityParameters;

/**
 * What {@link StarkBench} measured.
 *
 * @param cells of the trace, padding not counted
 * @param runs one per measured proof
 * @param proofBytes size of a proof
 * @param verifyNanos median wall time of a verification, on one thread
 * @param peakBytes the most memory that the prover's arrays took
 * @param residentBytes the most that the whole process took so far, 0 where the system does not say
 */
public record StarkReport(
    Machine machine,
    SecurityParameters security,
    int threads,
    long cells,
    List<Run> runs,
    int proofBytes,
    long verifyNanos,
    long peakBytes,
    long residentBytes) {

  public StarkReport {
    runs = List.copyOf(runs);
  }

  /**
   * One proof.
   *
   * @param wallNanos from trace to bytes
   * @param cpuNanos of all threads
   * @param phaseNanos wall time by phase
   */
  public record Run(long wallNanos, long cpuNanos, Map<Phase, Long> phaseNanos) {
    public Run {
      phaseNanos = Map.copyOf(phaseNanos);
    }
  }

  /** The run of median wall time. */
  public Run median() {
    return runs.stream()
        .sorted(Comparator.comparingLong(Run::wallNanos))
        .toList()
        .get(runs.size() / 2);
  }

  /** Cells proven per second of wall time. */
  public double cellsPerSecond() {
    return cells * 1e9 / median().wallNanos();
  }

  /** CPU time of the median run over what its threads could have used: below 1, they waited. */
  public double utilisation() {
    return (double) median().cpuNanos() / (median().wallNanos() * threads);
  }

  /** The figures that have a goal, with it, for a machine of the Zen 4 class and two threads. */
  public List<GoalFigure> figures() {
    return List.of(
        new GoalFigure("cells per second", "M/s", cellsPerSecond() / 1e6, true, 4, 12),
        new GoalFigure("peak memory", "MiB", peakBytes / 1048576.0, false, 6144, 2048),
        new GoalFigure("proof size", "KiB", proofBytes / 1024.0, false, 450, 290),
        new GoalFigure("verification", "ms", verifyNanos / 1e6, false, 100, 20));
  }
}
