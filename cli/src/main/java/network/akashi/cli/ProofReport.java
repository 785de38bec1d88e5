package network.akashi.cli;

import java.util.StringJoiner;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.zkvm.proof.RunProof;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code akashi inspect} says about a proof, without verifying it. */
record ProofReport(RunProof proof, int bytes) {
  private static final JsonMapper MAPPER = new JsonMapper();

  String text() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    StatementReport.line(text, "kind", "proof of a run, not verified here");
    StatementReport.text(text, proof.statement());
    StatementReport.line(text, "entry", "0x%08x".formatted(proof.commitment().entry()));
    StatementReport.line(text, "parameters", parameters());
    StatementReport.line(text, "size", "%,d bytes".formatted(bytes));
    return text.toString();
  }

  String json() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("kind", "proof");
    json.put("verified", false);
    StatementReport.json(json, proof.statement());
    json.put("parameters", parameters());
    json.put("bytes", bytes);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private String parameters() {
    return SecurityParameters.NAMED.get(proof.security()).name();
  }
}
