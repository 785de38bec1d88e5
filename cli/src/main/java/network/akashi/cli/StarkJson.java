package network.akashi.cli;

import java.util.Locale;
import network.akashi.bench.StarkReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@link StarkReport} as one JSON document. Names end in their unit. */
final class StarkJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private StarkJson() {}

  static String of(StarkReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    KernelJson.machine(json.putObject("machine"), report.machine());
    json.put("parameters", report.security().name());
    json.put("threads", report.threads());
    json.put("cells", report.cells());
    json.put("cellsPerSecond", report.cellsPerSecond());
    json.put("utilisation", report.utilisation());
    json.put("proofBytes", report.proofBytes());
    json.put("verifyNanos", report.verifyNanos());
    json.put("peakBytes", report.peakBytes());
    json.put("residentBytes", report.residentBytes());
    for (StarkReport.Run run : report.runs()) {
      ObjectNode node = json.withArray("runs").addObject();
      node.put("wallNanos", run.wallNanos());
      node.put("cpuNanos", run.cpuNanos());
      ObjectNode phases = node.putObject("phaseNanos");
      run.phaseNanos()
          .forEach((phase, nanos) -> phases.put(phase.name().toLowerCase(Locale.ROOT), nanos));
    }
    GoalJson.put(json, report.figures());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
