package network.akashi.cli;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.exec.Profile;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.program.ProgramId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code akashi execute} says about a run.
 *
 * @param parts what the program's parts cost; empty if nobody asked
 * @param nanos how long it took
 */
record ExecutionReport(
    ProgramId program, Execution run, Map<String, Profile.Cost> parts, long nanos) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int SHOWN_BYTES = 64;

  String text() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    line(text, "program", program.toString());
    line(text, "outcome", run.outcome().message());
    line(text, "cycles", "%,d".formatted(run.cycles()));
    line(text, "cells", "%,d (cost model %d)".formatted(run.cells(), CostModel.VERSION));
    line(text, "misaligned", "%,d".formatted(run.misaligned()));
    for (EnvironmentCall call : EnvironmentCall.values()) {
      if (CostModel.cells(call) != 0 && run.counts().of(call) != 0) {
        line(text, call.label(), "%,d".formatted(run.counts().of(call)));
      }
    }
    parts.forEach((part, cost) ->
        line(
            text,
            "  " + part,
            "%,d cycles, %,d keccak-f".formatted(cost.cycles(), cost.keccaks())));
    line(text, "output", output());
    line(text, "digest", hex(run.outputDigest()) + committed());
    line(text, "time", "%.3f s, %.1f MHz".formatted(nanos / 1e9, megahertz()));
    return text.toString();
  }

  String json() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("program", program.toString());
    outcome(json.putObject("outcome"));
    json.put("cycles", run.cycles());
    json.put("cells", run.cells());
    json.put("costModel", CostModel.VERSION);
    json.put("misaligned", run.misaligned());
    json.put("output", hex(run.output()));
    json.put("outputDigest", hex(run.outputDigest()));
    json.put("outputCommitted", run.isOutputCommitted());
    ObjectNode families = json.putObject("instructions");
    for (Family family : Family.values()) {
      if (run.counts().of(family) != 0) {
        families.put(family.name().toLowerCase(Locale.ROOT), run.counts().of(family));
      }
    }
    ObjectNode calls = json.putObject("calls");
    for (EnvironmentCall call : EnvironmentCall.values()) {
      if (run.counts().of(call) != 0) {
        calls.put(call.label(), run.counts().of(call));
      }
    }
    if (!parts.isEmpty()) {
      ObjectNode byPart = json.putObject("parts");
      parts.forEach((part, cost) ->
          byPart.putObject(part).put("cycles", cost.cycles()).put("keccaks", cost.keccaks()));
    }
    json.put("seconds", nanos / 1e9);
    json.put("megahertz", megahertz());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private void outcome(ObjectNode json) {
    switch (run.outcome()) {
      case Outcome.Halted(int exitCode) -> json.put("kind", "halted").put("exitCode", exitCode);
      case Outcome.Trapped(var trap) ->
          json.put("kind", "trapped").put("pc", "0x" + Long.toHexString(trap.pc()));
      case Outcome.CycleLimitReached(long limit) ->
          json.put("kind", "cycleLimit").put("limit", limit);
    }
    json.put("success", run.outcome().isSuccess());
    json.put("message", run.outcome().message());
  }

  private String output() {
    byte[] output = run.output();
    if (output.length == 0) {
      return "none";
    }
    return output.length <= SHOWN_BYTES
        ? "%d bytes: %s".formatted(output.length, hex(output))
        : "%,d bytes".formatted(output.length);
  }

  private String committed() {
    return run.isOutputCommitted() ? "" : " (not that of the output: a proof would not bind it)";
  }

  private double megahertz() {
    return run.cycles() * 1e3 / nanos;
  }

  private static void line(StringJoiner text, String name, String value) {
    text.add("%-16s%s".formatted(name, value));
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
