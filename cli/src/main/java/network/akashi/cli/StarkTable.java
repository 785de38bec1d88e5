package network.akashi.cli;

import java.util.Locale;
import network.akashi.bench.GoalFigure;
import network.akashi.bench.Machine;
import network.akashi.bench.StarkReport;
import network.akashi.stark.prover.Phase;

/** Lays a {@link StarkReport} out as text. */
final class StarkTable {
  private StarkTable() {}

  static String of(StarkReport report) {
    StringBuilder text = new StringBuilder();
    Machine machine = report.machine();
    line(
        text,
        "machine   %s, %d cores, load %.1f; JDK %s",
        machine.cpu(),
        machine.cores(),
        machine.load(),
        machine.jdk());
    line(
        text,
        "proof     %,d cells, %s, %d threads",
        report.cells(),
        report.security().name(),
        report.threads());
    StarkReport.Run run = report.median();
    line(text, "%n%-14s %9s %7s", "phase", "ms", "share");
    for (Phase phase : Phase.values()) {
      long nanos = run.phaseNanos().getOrDefault(phase, 0L);
      line(
          text,
          "%-14s %9.1f %6.1f%%",
          phase.name().toLowerCase(Locale.ROOT),
          nanos / 1e6,
          100.0 * nanos / run.wallNanos());
    }
    line(
        text,
        "%-14s %9.1f          CPU %.1f ms, %.0f %% of the threads",
        "all",
        run.wallNanos() / 1e6,
        run.cpuNanos() / 1e6,
        100 * report.utilisation());
    text.append('\n');
    for (GoalFigure figure : report.figures()) {
      String bound = figure.moreIsBetter() ? "at least" : "at most";
      line(
          text,
          "%-18s %9.2f %-4s %-7s %s %.0f, aim %.0f",
          figure.name(),
          figure.value(),
          figure.unit(),
          figure.missed() ? "MISSED" : "ok",
          bound,
          figure.must(),
          figure.aim());
    }
    if (report.residentBytes() > 0) {
      line(
          text,
          "whole process      %9.2f MiB resident, of a heap of up to %d",
          report.residentBytes() / 1048576.0,
          Runtime.getRuntime().maxMemory() >> 20);
    }
    text.append("Wall times, of the median of ");
    text.append(report.runs().size()).append(" proofs. ");
    text.append("Goals are for 2^23 cells, 118 bits, two threads of the Zen 4 class.");
    return text.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a library at run time
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
