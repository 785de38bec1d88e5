package network.akashi.cli;

import java.util.Map;
import java.util.StringJoiner;
import network.akashi.zkvm.proof.ProvenRun;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code akashi prove} says.
 *
 * @param stages wall time of each stage, in their order
 * @param nanos wall time from input to proof, without the program's key
 */
record ProvingReport(ProvenRun run, Map<String, Long> stages, long nanos) {
  private static final JsonMapper MAPPER = new JsonMapper();

  String text() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    StatementReport.text(text, run.statement());
    StringJoiner times = new StringJoiner(", ");
    stages.forEach((stage, time) -> times.add("%s %.0f ms".formatted(stage, time / 1e6)));
    StatementReport.line(text, "stages", times.toString());
    StatementReport.line(text, "time", "%.3f s, %.1f kHz".formatted(nanos / 1e9, kilohertz()));
    StatementReport.line(
        text, "memory", "%,d MiB of the prover's own".formatted(run.peakBytes() >> 20));
    StatementReport.line(
        text, "proof", "%,d bytes, %.1f proven bits".formatted(run.proof().length, run.bits()));
    return text.toString();
  }

  String json() {
    ObjectNode json = MAPPER.createObjectNode();
    StatementReport.json(json, run.statement());
    ObjectNode times = json.putObject("stageSeconds");
    stages.forEach((stage, time) -> times.put(stage, time / 1e9));
    json.put("seconds", nanos / 1e9);
    json.put("kilohertz", kilohertz());
    json.put("peakBytes", run.peakBytes());
    json.put("proofBytes", run.proof().length);
    json.put("securityBits", run.bits());
    ObjectNode cells = json.putObject("committedCells");
    run.cellsByChip().forEach(cells::put);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private double kilohertz() {
    return run.statement().cycles() * 1e6 / nanos;
  }
}
