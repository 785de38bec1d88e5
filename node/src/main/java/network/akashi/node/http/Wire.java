package network.akashi.node.http;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.aggregator.VerdictEvent;
import network.akashi.node.attester.Opinion;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.attester.Stance;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Testimony;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What nodes say to each other, as JSON. Reading is total: anything else is {@code empty}. */
public final class Wire {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Wire() {}

  /** An object to be filled. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The JSON in a text; empty if it is none. */
  public static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  public static ObjectNode claim(Claim claim) {
    return object()
        .put("requestId", claim.requestId().toHex())
        .put("programId", claim.programId().toHex())
        .put("inputCommitment", claim.inputCommitment().toHex())
        .put("outputDigest", claim.outputDigest().toHex())
        .put("payee", claim.payee().toHex())
        .put("work", claim.work())
        .put("evidence", claim.evidence().toHex());
  }

  public static Optional<Claim> claim(JsonNode json) {
    return total(() ->
        new Claim(
            word(json, "requestId"),
            word(json, "programId"),
            word(json, "inputCommitment"),
            word(json, "outputDigest"),
            Address.fromHex(text(json, "payee")),
            json.path("work").longValue(),
            word(json, "evidence")));
  }

  public static ObjectNode certificate(Certificate certificate) {
    ObjectNode json = object().put("root", certificate.root().toHex());
    ArrayNode path = json.putArray("path");
    certificate.path().forEach(each -> path.add(each.toHex()));
    return json;
  }

  public static Optional<Certificate> certificate(JsonNode json) {
    return total(() -> {
      List<Bytes32> path = new ArrayList<>();
      for (JsonNode each : json.path("path")) {
        path.add(Bytes32.fromHex(string(each)));
      }
      return new Certificate(word(json, "root"), path);
    });
  }

  public static ObjectNode answer(Answer answer) {
    return switch (answer) {
      case Answer.Pending() -> object().put("state", "pending");
      case Answer.Certified(Certificate c) -> {
        ObjectNode json = object().put("state", "certified");
        json.set("certificate", certificate(c));
        yield json;
      }
      case Answer.Refused(NodeError error) ->
          object().put("state", "refused").put("error", error.name()).put("code", error.code());
    };
  }

  public static Optional<Answer> answer(JsonNode json) {
    return total(() ->
        switch (text(json, "state")) {
          case "pending" -> new Answer.Pending();
          case "refused" -> new Answer.Refused(NodeError.valueOf(text(json, "error")));
          case "certified" ->
              new Answer.Certified(certificate(json.path("certificate")).orElseThrow());
          default -> throw new IllegalArgumentException("state");
        });
  }

  public static ObjectNode signRequest(SignRequest request) {
    ObjectNode json = object().put("committee", request.committee());
    ArrayNode claims = json.putArray("claims");
    request.claims().forEach(each -> claims.add(claim(each)));
    ArrayNode sources = json.putArray("sources");
    request.sources().forEach(each -> sources.add(each.toString()));
    return json;
  }

  public static Optional<SignRequest> signRequest(JsonNode json) {
    return total(() -> {
      List<Claim> claims = new ArrayList<>();
      List<URI> sources = new ArrayList<>();
      for (JsonNode each : json.path("claims")) {
        claims.add(claim(each).orElseThrow());
      }
      for (JsonNode each : json.path("sources")) {
        sources.add(URI.create(string(each)));
      }
      return new SignRequest(json.path("committee").longValue(), claims, sources);
    });
  }

  /** An attester's answer: a signature, or what it thinks of each claim. */
  public record SignAnswer(Optional<Bytes> signature, List<Opinion> opinions) {
    public SignAnswer {
      opinions = List.copyOf(opinions);
    }
  }

  public static ObjectNode signAnswer(SignAnswer answer) {
    ObjectNode json = object();
    answer.signature().ifPresent(each -> json.put("signature", each.toHex()));
    ArrayNode opinions = json.putArray("opinions");
    for (Opinion opinion : answer.opinions()) {
      opinions.add(
          switch (opinion) {
            case Opinion.Pending() -> "PENDING";
            case Opinion.Holds() -> "HOLDS";
            case Opinion.Refused(NodeError error) -> error.name();
          });
    }
    return json;
  }

  public static Optional<SignAnswer> signAnswer(JsonNode json) {
    return total(() -> {
      List<Opinion> opinions = new ArrayList<>();
      for (JsonNode each : json.path("opinions")) {
        opinions.add(
            switch (string(each)) {
              case "PENDING" -> new Opinion.Pending();
              case "HOLDS" -> new Opinion.Holds();
              default -> new Opinion.Refused(NodeError.valueOf(string(each)));
            });
      }
      Optional<Bytes> signature =
          json.path("signature").isString()
              ? Optional.of(Bytes.fromHex(text(json, "signature")))
              : Optional.empty();
      return new SignAnswer(signature, opinions);
    });
  }

  /**
   * A wish for the signature of a verdict.
   *
   * @param committee for which
   */
  public record VerdictRequest(long committee, Judgement judgement) {}

  public static ObjectNode verdictRequest(VerdictRequest request) {
    Judgement judgement = request.judgement();
    return appeal(judgement.requestId(), judgement.verdict())
        .put("committee", request.committee())
        .put("since", judgement.since());
  }

  public static Optional<VerdictRequest> verdictRequest(JsonNode json) {
    return total(() ->
        new VerdictRequest(
            number(json, "committee"),
            new Judgement(
                word(json, "requestId"),
                Verdict.valueOf(text(json, "verdict")),
                number(json, "since"))));
  }

  public static ObjectNode verdictAnswer(WitnessDriver.Answer answer) {
    ObjectNode json = object();
    answer.signature().ifPresent(each -> json.put("signature", each.toHex()));
    switch (answer.stance()) {
      case Stance.Agrees() -> json.put("stance", "agrees");
      case Stance.Pending() -> json.put("stance", "pending");
      case Stance.From(long since) -> json.put("stance", "from").put("since", since);
      case Stance.Refuses(NodeError error) ->
          json.put("stance", "refuses").put("error", error.name());
    }
    return json;
  }

  public static Optional<WitnessDriver.Answer> verdictAnswer(JsonNode json) {
    return total(() -> {
      Stance stance =
          switch (text(json, "stance")) {
            case "agrees" -> new Stance.Agrees();
            case "pending" -> new Stance.Pending();
            case "from" -> new Stance.From(number(json, "since"));
            case "refuses" -> new Stance.Refuses(NodeError.valueOf(text(json, "error")));
            default -> throw new IllegalArgumentException("stance");
          };
      Optional<Bytes> signature =
          stance instanceof Stance.Agrees
              ? Optional.of(Bytes.fromHex(text(json, "signature")))
              : Optional.empty();
      return new WitnessDriver.Answer(signature, stance);
    });
  }

  /** What is said to aggregators: a verdict on a request is due. */
  public static ObjectNode appeal(Bytes32 requestId, Verdict verdict) {
    return object().put("requestId", requestId.toHex()).put("verdict", verdict.name());
  }

  public static Optional<VerdictEvent.Appealed> appeal(JsonNode json) {
    return total(() ->
        new VerdictEvent.Appealed(word(json, "requestId"), Verdict.valueOf(text(json, "verdict"))));
  }

  public static ObjectNode testimonies(List<Testimony> testimonies) {
    ObjectNode json = object();
    ArrayNode list = json.putArray("testimonies");
    for (Testimony each : testimonies) {
      ObjectNode entry = list.addObject();
      entry.set("claim", claim(each.claim()));
      entry.set("certificate", certificate(new Certificate(each.root(), each.path())));
      entry
          .put("committee", each.committee())
          .put("signers", each.signers().toString(16))
          .put("signature", each.signature().toHex());
    }
    return json;
  }

  public static Optional<List<Testimony>> testimonies(JsonNode json) {
    return total(() -> {
      List<Testimony> testimonies = new ArrayList<>();
      for (JsonNode each : json.path("testimonies")) {
        Certificate certificate = certificate(each.path("certificate")).orElseThrow();
        testimonies.add(
            new Testimony(
                claim(each.path("claim")).orElseThrow(),
                number(each, "committee"),
                certificate.path(),
                bits(text(each, "signers")),
                Bytes.fromHex(text(each, "signature"))));
      }
      return testimonies;
    });
  }

  /** One bit a seat, in hexadecimal; a committee has fewer than 256. */
  private static BigInteger bits(String hex) {
    if (!hex.matches("[0-9a-f]{1,64}")) {
      throw new IllegalArgumentException("not the bits of seats");
    }
    return new BigInteger(hex, 16);
  }

  private static long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("not a number: " + value);
    }
    return value.longValue();
  }

  private interface Reader<T> {
    T read();
  }

  /** Jackson and the value types say by exceptions what does not fit. */
  private static <T> Optional<T> total(Reader<T> reader) {
    try {
      return Optional.of(reader.read());
    } catch (IllegalArgumentException
        | JacksonException
        | java.util.NoSuchElementException malformed) {
      return Optional.empty();
    }
  }

  private static Bytes32 word(JsonNode json, String field) {
    return Bytes32.fromHex(text(json, field));
  }

  private static String text(JsonNode json, String field) {
    return string(json.path(field));
  }

  private static String string(JsonNode value) {
    if (!value.isString()) {
      throw new IllegalArgumentException("not a text: " + value);
    }
    return value.stringValue();
  }
}
