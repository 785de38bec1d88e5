package network.akashi.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What {@link ProverBench} measured.
 *
 * @param threads that proved
 * @param rows one for each guest
 * @param recoverCycles instructions of one secp256k1 recovery; 0 if not measured
 */
public record ProverReport(Machine machine, int threads, List<Row> rows, long recoverCycles) {
  /** Guests of compiled code that the sustained rate is a mean of. */
  public static final List<String> MIX = List.of("fibonacci", "sort", "bigint");

  public ProverReport {
    rows = List.copyOf(rows);
  }

  /**
   * Proofs of one guest.
   *
   * @param guest its name
   * @param kind what it was run for
   * @param cycles instructions of a run
   * @param calls accelerator calls of a run
   * @param runs wall times from input to proof
   * @param stages wall times of the stages of the last run
   * @param cellsByChip committed cells, padding included
   * @param peakBytes memory of trace, tables and prover
   * @param proofBytes size of a proof
   * @param verifyNanos median wall time of a verification
   */
  public record Row(
      String guest,
      Kind kind,
      long cycles,
      long calls,
      List<Long> runs,
      Map<String, Long> stages,
      Map<String, Long> cellsByChip,
      long peakBytes,
      long proofBytes,
      long verifyNanos) {
    public Row {
      runs = List.copyOf(runs);
      cellsByChip = Map.copyOf(cellsByChip);
    }

    /** Median wall time. */
    public double seconds() {
      return runs.stream().sorted(Comparator.naturalOrder()).toList().get(runs.size() / 2) / 1e9;
    }

    public double kilohertz() {
      return cycles / seconds() / 1e3;
    }

    public long cells() {
      return cellsByChip.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** What a guest was run for. */
  public enum Kind {
    SUSTAINED,
    SHORT,
    CALLS
  }

  /** The figures that have a goal, as far as they were measured. */
  public List<GoalFigure> figures() {
    List<GoalFigure> figures = new ArrayList<>();
    List<Row> mix = of(Kind.SUSTAINED);
    if (!mix.isEmpty()) {
      double seconds = mix.stream().mapToDouble(Row::seconds).sum();
      double cycles = mix.stream().mapToLong(Row::cycles).sum();
      figures.add(
          new GoalFigure("sustained proving", "kHz", cycles / seconds / 1e3, true, 100, 400));
      long peak = mix.stream().mapToLong(Row::peakBytes).max().orElse(0);
      figures.add(new GoalFigure("peak memory", "MiB", peak / 1048576.0, false, 8192, 3072));
    }
    of(Kind.SHORT)
        .forEach(
            row -> figures.add(new GoalFigure("short run", "s", row.seconds(), false, 1.2, 0.4)));
    of(Kind.CALLS)
        .forEach(row ->
            figures.add(
                new GoalFigure(
                    "keccak-f", "per s", row.calls() / row.seconds(), true, 1500, 8000)));
    if (recoverCycles > 0) {
      figures.add(
          new GoalFigure("secp256k1 recover", "cycles", recoverCycles, false, 250_000, 100_000));
    }
    double verify = rows.stream().mapToLong(Row::verifyNanos).max().orElse(0) / 1e6;
    figures.add(new GoalFigure("verification", "ms", verify, false, 100, 25));
    return List.copyOf(figures);
  }

  private List<Row> of(Kind kind) {
    return rows.stream().filter(row -> row.kind() == kind).toList();
  }
}
