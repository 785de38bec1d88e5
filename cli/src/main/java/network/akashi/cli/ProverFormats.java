package network.akashi.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import network.akashi.bench.GoalFigure;
import network.akashi.bench.ProverReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lays a {@link ProverReport} out, as text and as JSON. */
final class ProverFormats {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int CHIPS_SHOWN = 8;

  private ProverFormats() {}

  static String table(ProverReport report) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add(
        format(
            "machine   %s, %d cores, load %.1f; JDK %s; %d threads",
            report.machine().cpu(),
            report.machine().cores(),
            report.machine().load(),
            report.machine().jdk(),
            report.threads()));
    text.add("");
    text.add(
        "guest            run            cycles      s      kHz   cells/cycle  MiB   proof KiB");
    for (ProverReport.Row row : report.rows()) {
      text.add(
          format(
              "%-16s %-9s %,11d %6.2f %8.1f %13.1f %4d %11d",
              row.guest(),
              row.kind().name().toLowerCase(Locale.ROOT),
              row.cycles(),
              row.seconds(),
              row.kilohertz(),
              (double) row.cells() / row.cycles(),
              row.peakBytes() >> 20,
              row.proofBytes() >> 10));
      text.add("  stages, ms:      " + stages(row));
      text.add("  cells per cycle: " + chips(row));
    }
    text.add("");
    for (GoalFigure figure : report.figures()) {
      text.add(
          format(
              "%-18s %10.2f %-6s %-7s %s %.1f, aim %.1f",
              figure.name(),
              figure.value(),
              figure.unit(),
              figure.missed() ? "MISSED" : "ok",
              figure.moreIsBetter() ? "at least" : "at most",
              figure.must(),
              figure.aim()));
    }
    text.add("Wall times from input to proof, medians, of a warm prover; 118 proven bits.");
    text.add("Goals are for 2^20 cycles and two threads of the Zen 4 class.");
    return text.toString();
  }

  private static String stages(ProverReport.Row row) {
    return row.stages().entrySet().stream()
        .map(e -> format("%s %.0f", e.getKey(), e.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }

  private static String chips(ProverReport.Row row) {
    return row.cellsByChip().entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue()))
        .limit(CHIPS_SHOWN)
        .map(e -> format("%s %.1f", e.getKey(), (double) e.getValue() / row.cycles()))
        .collect(Collectors.joining(", "));
  }

  static String json(ProverReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    KernelJson.machine(json.putObject("machine"), report.machine());
    json.put("threads", report.threads());
    json.put("recoverCycles", report.recoverCycles());
    for (ProverReport.Row row : report.rows()) {
      ObjectNode node = json.withArray("guests").addObject();
      node.put("guest", row.guest());
      node.put("run", row.kind().name().toLowerCase(Locale.ROOT));
      node.put("cycles", row.cycles());
      node.put("calls", row.calls());
      node.put("seconds", row.seconds());
      node.put("kilohertz", row.kilohertz());
      row.runs().forEach(node.withArray("runNanos")::add);
      ObjectNode stages = node.putObject("stageNanos");
      row.stages().forEach(stages::put);
      ObjectNode cells = node.putObject("committedCells");
      row.cellsByChip().forEach(cells::put);
      node.put("peakBytes", row.peakBytes());
      node.put("proofBytes", row.proofBytes());
      node.put("verifyNanos", row.verifyNanos());
    }
    GoalJson.put(json, report.figures());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a library at run time
  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
