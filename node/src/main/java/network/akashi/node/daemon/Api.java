package network.akashi.node.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.VerdictEvent;
import network.akashi.node.attester.AttesterDriver;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Claim;
import network.akashi.node.http.NodeServer;
import network.akashi.node.http.NodeServer.Call;
import network.akashi.node.http.NodeServer.Reply;
import network.akashi.node.http.Wire;
import network.akashi.node.journal.Journal;
import network.akashi.node.prover.Job;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a node answers; {@code openapi.yaml} beside this class describes it. */
final class Api {
  private static final long HEARTBEAT_MILLIS = 10_000;

  private final Node node;

  Api(Node node) {
    this.node = node;
  }

  void install() {
    NodeServer server = node.server;
    server
        .on("GET", "/health", this::health)
        .on("GET", "/metrics", _ -> Reply.text(200, node.metrics.text()))
        .on("GET", "/openapi.yaml", _ -> Reply.text(200, openApi()))
        .on("GET", "/v1/status", _ -> Reply.json(200, status()))
        .on("GET", "/v1/jobs", _ -> Reply.json(200, jobs()))
        .on("GET", "/v1/requests/", this::request)
        .on("GET", "/v1/artifacts/", this::artifact)
        .stream("/v1/events", this::stream);
    node.aggregator.ifPresent(_ -> server.on("POST", "/v1/claims", this::claim));
    node.aggregator.ifPresent(_ -> server.on("GET", "/v1/testimonies/", this::testimonies));
    node.attester.ifPresent(_ -> server.on("POST", "/v1/sign", this::sign));
    node.hearing.ifPresent(_ -> server.on("POST", "/v1/appeals", this::appeal));
    node.witness.ifPresent(_ -> server.on("POST", "/v1/verdict", this::verdict));
    for (NodeError error : NodeError.values()) {
      if (Health.isInterlock(error)) {
        node.metrics.gauge(
            "akashi_interlock_closed{code=\"%s\"}".formatted(error.code()),
            () -> node.interlocks.closed().contains(error) ? 1 : 0);
      }
    }
    node.farm().ifPresent(farm -> FarmApi.measure(farm, node.metrics));
    node.metrics.gauge("akashi_chain_block", () -> node.view().block());
    node.metrics.gauge("akashi_balance_wei", () -> node.balance().doubleValue());
    node.metrics.gauge("akashi_banned_senders", () -> server.bouncer().banned());
    node.metrics.gauge("akashi_chain_failures_in_a_row", () -> node.loop().failuresInARow());
  }

  private static String openApi() {
    try (InputStream file = Api.class.getResourceAsStream("openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("openapi.yaml is not in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply health(Call call) {
    Optional<String> failure = node.loop().lastFailure();
    boolean fine = failure.isEmpty() && node.interlocks.closed().isEmpty();
    ObjectNode json = Wire.object().put("healthy", fine);
    failure.ifPresent(each -> json.put("failure", each));
    ArrayNode closed = json.putArray("interlocks");
    node.interlocks.closed().forEach(each -> closed.add(each.describe()));
    return Reply.json(fine ? 200 : 503, json);
  }

  private ObjectNode status() {
    ChainView view = node.view();
    ObjectNode json =
        Wire.object()
            .put("endpoint", node.endpoint().toString())
            .put("instance", node.instance)
            .put("prover", node.proverId)
            .put("account", node.config().key().address().toChecksummed())
            .put("balanceWei", node.balance().toString())
            .put("block", view.block())
            .put("blockTime", Instant.ofEpochSecond(view.timeSeconds()).toString())
            .put("committee", view.committee().number())
            .put("openRequests", open(view))
            .put("warm", node.isWarm());
    ArrayNode roles = json.putArray("roles");
    node.config().roles().stream().sorted().forEach(each -> roles.add(each.name()));
    ArrayNode closed = json.putArray("interlocks");
    node.interlocks.closed().stream().sorted().forEach(each -> closed.add(each.describe()));
    node.loop().lastFailure().ifPresent(each -> json.put("failure", each));
    node.aggregator.ifPresent(each -> json.put("claimsWaiting", each.waiting()));
    node.farm().ifPresent(farm -> json.set("farm", FarmApi.json(farm)));
    return json;
  }

  private static long open(ChainView view) {
    return view.requests().values().stream()
        .filter(each -> each.standing().status().running())
        .count();
  }

  private ArrayNode jobs() {
    ArrayNode list = Wire.object().putArray("jobs");
    node.jobs().forEach(job -> list.add(json(job)));
    return list;
  }

  private static ObjectNode json(Job job) {
    ObjectNode json =
        Wire.object()
            .put("requestId", job.requestId().toHex())
            .put("stage", job.stage().name())
            .put("role", job.role())
            .put("failures", job.failures())
            .put("estimateMillis", job.estimateMillis());
    job.claim().ifPresent(claim -> json.set("claim", Wire.claim(claim)));
    job.error()
        .ifPresent(
            error -> json.put("error", error.code()).put("explanation", error.explanation()));
    return json;
  }

  /** Chain and journal on one request. */
  private Reply request(Call call) {
    Bytes32 id;
    try {
      id = Bytes32.fromHex(call.rest());
    } catch (IllegalArgumentException e) {
      return Reply.text(400, "not a request id: " + e.getMessage() + "\n");
    }
    ObjectNode json = Wire.object().put("requestId", id.toHex());
    Optional<RequestFacts> facts = node.view().request(id);
    facts.ifPresent(each -> {
      var standing = each.standing();
      json.put("status", standing.status().name())
          .put("role", standing.roleOf(node.proverId))
          .put("elapsedSeconds", standing.elapsed(node.view().timeSeconds()))
          .put("priceWei", standing.price());
      ArrayNode provers = json.putArray("provers");
      standing.provers().forEach(provers::add);
    });
    ArrayNode history = json.putArray("chain");
    node.watch.history(id).forEach(each -> history.add(each.toString()));
    ArrayNode steps = json.putArray("journal");
    for (Journal.Entry entry : node.journal.steps(id)) {
      steps.add(
          Wire.object()
              .put("at", Instant.ofEpochMilli(entry.atMillis()).toString())
              .put("stage", entry.stage())
              .put("error", entry.error()));
    }
    node.journal.job(id).ifPresent(job -> json.set("job", json(job)));
    boolean known = facts.isPresent() || !history.isEmpty() || !steps.isEmpty();
    return known
        ? Reply.json(200, json)
        : Reply.text(404, "neither chain nor journal knows request " + id + "\n");
  }

  private Reply artifact(Call call) {
    try {
      Bytes32 name = Bytes32.fromHex(call.rest());
      return node.artifacts
          .get(name)
          .map(bytes -> new Reply(200, "application/octet-stream", bytes))
          .orElse(Reply.text(404, "no such artifact here\n"));
    } catch (IllegalArgumentException e) {
      return Reply.text(400, "not a hash: " + e.getMessage() + "\n");
    }
  }

  private Reply claim(Call call) {
    Optional<JsonNode> json = Wire.parse(call.body());
    Optional<Claim> claim = json.flatMap(each -> Wire.claim(each.path("claim")));
    Optional<URI> source = json.flatMap(each -> source(each.path("source")));
    if (claim.isEmpty() || source.isEmpty()) {
      node.server.bouncer().strike(call.sender());
      return Reply.text(400, "not a claim\n");
    }
    if (node.view().request(claim.get().requestId()).isEmpty()) {
      return Reply.text(404, NodeError.CLAIM_UNKNOWN.describe() + "\n");
    }
    var answer = node.aggregator.orElseThrow().announce(claim.get(), source.get());
    node.wake();
    return Reply.json(200, Wire.answer(answer));
  }

  private static Optional<URI> source(JsonNode json) {
    try {
      return json.isString() ? Optional.of(URI.create(json.stringValue())) : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private Reply sign(Call call) {
    Optional<SignRequest> request = Wire.parse(call.body()).flatMap(Wire::signRequest);
    if (request.isEmpty()) {
      node.server.bouncer().strike(call.sender());
      return Reply.text(400, "not a request for a signature\n");
    }
    AttesterDriver.Answer answer = node.sign(request.get());
    return Reply.json(
        200, Wire.signAnswer(new Wire.SignAnswer(answer.signature(), answer.opinions())));
  }

  private Reply testimonies(Call call) {
    try {
      Bytes32 id = Bytes32.fromHex(call.rest());
      return Reply.json(200, Wire.testimonies(node.aggregator.orElseThrow().testimonies(id)));
    } catch (IllegalArgumentException e) {
      return Reply.text(400, "not a request id: " + e.getMessage() + "\n");
    }
  }

  private Reply appeal(Call call) {
    Optional<VerdictEvent.Appealed> appeal = Wire.parse(call.body()).flatMap(Wire::appeal);
    if (appeal.isEmpty()) {
      node.server.bouncer().strike(call.sender());
      return Reply.text(400, "not an appeal\n");
    }
    if (node.view().request(appeal.get().requestId()).isEmpty()) {
      return Reply.text(404, NodeError.CLAIM_UNKNOWN.describe() + "\n");
    }
    node.hearing.orElseThrow().tell(appeal.get());
    node.wake();
    return Reply.json(200, Wire.object().put("heard", true));
  }

  private Reply verdict(Call call) {
    Optional<Wire.VerdictRequest> request = Wire.parse(call.body()).flatMap(Wire::verdictRequest);
    if (request.isEmpty()) {
      node.server.bouncer().strike(call.sender());
      return Reply.text(400, "not a request for a verdict\n");
    }
    return Reply.json(
        200,
        Wire.verdictAnswer(
            node.witness
                .orElseThrow()
                .ask(node.view(), request.get().committee(), request.get().judgement())));
  }

  private void stream(OutputStream out) throws IOException, InterruptedException {
    long last = 0;
    while (true) {
      var entries = node.events.after(last, HEARTBEAT_MILLIS);
      StringBuilder text = new StringBuilder();
      for (EventLog.Entry entry : entries) {
        last = entry.number();
        text.append("id: ").append(last).append("\ndata: ").append(entry.json()).append("\n\n");
      }
      if (entries.isEmpty()) {
        text.append(": nothing new\n\n");
      }
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
