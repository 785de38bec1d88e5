package network.akashi.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import network.akashi.bench.Figures;
import network.akashi.bench.Goal;
import network.akashi.bench.KernelReport;
import network.akashi.bench.KernelRow;
import network.akashi.bench.Machine;

/** Lays a {@link KernelReport} out as text of at most 120 columns. */
final class KernelTable {
  private static final String HEAD =
      """
                                                     vector, ns        scalar, ns              warm
      kernel        what                           1 thr    2 thr    1 thr    2 thr   ratio      up  goal
      """;

  private KernelTable() {}

  static String of(KernelReport report) {
    StringBuilder text = new StringBuilder();
    machine(text, report);
    text.append('\n').append(HEAD);
    for (KernelRow row : report.rows()) {
      row(text, row);
    }
    text.append(
        """

        Nanoseconds per item: CPU time, of two threads that of the one that took longer; medians.
        Matrix jobs without vectors are measured on 2^14 rows. Warm up: CPU time from the first call
        to full speed.\
        """);
    if (!report.quiet()) {
      text.append(
          String.format(
              Locale.ROOT,
              """

              This machine is busy: the measuring thread had %.0f %% of a core. Figures may be too high.\
              """,
              100 * report.shareOfCore()));
    }
    return text.toString();
  }

  private static void machine(StringBuilder text, KernelReport report) {
    Machine machine = report.machine();
    text.append(
        String.format(
            Locale.ROOT,
            """
            machine   %s, %d cores, %s, %.0f GiB, load %.1f
            system    JDK %s; %s
            kernels   %s
            """,
            machine.cpu(),
            machine.cores(),
            String.join(", ", machine.caches()),
            machine.memoryBytes() / (double) (1L << 30),
            machine.load(),
            machine.jdk(),
            machine.os(),
            report.provider()));
  }

  private static void row(StringBuilder text, KernelRow row) {
    Optional<Figures> vector = row.vector();
    text.append(
        String.format(
            Locale.ROOT,
            "%-13s %-27s %8s %8s %8s %8s %7s %7s  %s%n",
            row.id(),
            row.title(),
            number(vector.map(Figures::oneThread)),
            number(vector.flatMap(figures -> boxed(figures.twoThreads()))),
            number(Optional.of(row.scalar().oneThread())),
            number(boxed(row.scalar().twoThreads())),
            row.ratio().isPresent()
                ? String.format(Locale.ROOT, "%.1f×", row.ratio().getAsDouble())
                : "-",
            vector.isPresent()
                ? String.format(Locale.ROOT, "%.2f s", vector.get().warmUpSeconds())
                : "-",
            row.goal().map(goal -> goal(row, goal)).orElse("")));
  }

  private static String goal(KernelRow row, Goal goal) {
    OptionalDouble achieved = row.achieved();
    String unit = goal.quantity().symbol();
    return String.format(
        Locale.ROOT,
        "%s  %s %s %s, aim %s",
        achieved.isEmpty() ? "not measured" : row.missed() ? "MISSED" : "ok",
        achieved.isEmpty() ? "" : significant(achieved.getAsDouble()) + " " + unit,
        goal.quantity().moreIsBetter() ? "≥" : "≤",
        significant(goal.must()),
        significant(goal.aim()));
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static String number(Optional<Double> nanos) {
    return nanos.map(KernelTable::significant).orElse("-");
  }

  /** Three significant digits, without an exponent. */
  private static String significant(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
