package network.akashi.node.journal;

import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.http.Wire;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.WorkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as JSON. */
final class JobCodec {
  private JobCodec() {}

  static String write(Job job) {
    ObjectNode json =
        Wire.object()
            .put("request", job.requestId().toHex())
            .put("stage", job.stage().name())
            .put("role", job.role())
            .put("failures", job.failures())
            .put("retryAt", job.retryAt())
            .put("estimateMillis", job.estimateMillis())
            .put("output", job.output().toHex())
            .put("refusals", job.refusals());
    job.claim().ifPresent(claim -> json.set("claim", Wire.claim(claim)));
    job.certificate().ifPresent(each -> json.set("certificate", Wire.certificate(each)));
    job.error().ifPresent(error -> json.put("error", error.name()));
    return json.toString();
  }

  static Job read(String text) {
    JsonNode json = Wire.parse(text).orElseThrow(() -> broken(text));
    Optional<Claim> claim = Wire.claim(json.path("claim"));
    Optional<Certificate> certificate = Wire.certificate(json.path("certificate"));
    try {
      return new Job(
          Bytes32.fromHex(json.path("request").stringValue()),
          Stage.valueOf(json.path("stage").stringValue()),
          json.path("role").intValue(),
          json.path("failures").intValue(),
          json.path("retryAt").longValue(),
          json.path("estimateMillis").longValue(),
          claim,
          Bytes.fromHex(json.path("output").stringValue()),
          certificate,
          json.path("refusals").intValue(),
          json.path("error").isString()
              ? Optional.of(NodeError.valueOf(json.path("error").stringValue()))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw broken(text);
    }
  }

  private static WorkException broken(String text) {
    return new WorkException(NodeError.JOURNAL_BROKEN, "not a job: " + text);
  }
}
