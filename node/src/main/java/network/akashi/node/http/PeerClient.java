package network.akashi.node.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Testimony;
import network.akashi.node.work.Bundle;
import network.akashi.node.work.Sha256;
import network.akashi.node.work.WorkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks other nodes. Every answer is bounded in size and time; rubbish is an empty answer. */
public final class PeerClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_JSON_BYTES = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Tells an aggregator of a proof; says how far it is there. */
  public Optional<Answer> announce(URI aggregator, Claim claim, URI source) {
    ObjectNode json = Wire.object().put("source", source.toString());
    json.set("claim", Wire.claim(claim));
    return post(aggregator, "/v1/claims", json).flatMap(Wire::answer);
  }

  /** Asks an attester for its signature. */
  public Optional<Wire.SignAnswer> sign(URI attester, SignRequest request) {
    return post(attester, "/v1/sign", Wire.signRequest(request)).flatMap(Wire::signAnswer);
  }

  /** Asks an attester for its signature of a verdict. */
  public Optional<WitnessDriver.Answer> verdict(URI attester, Wire.VerdictRequest request) {
    return post(attester, "/v1/verdict", Wire.verdictRequest(request)).flatMap(Wire::verdictAnswer);
  }

  /** What an aggregator has of who signed what about a request; nothing if it does not answer. */
  public List<Testimony> testimonies(URI aggregator, Bytes32 requestId) {
    return text(aggregator, "/v1/testimonies/" + requestId.toHex())
        .flatMap(Wire::parse)
        .flatMap(Wire::testimonies)
        .orElse(List.of());
  }

  /** Tells an aggregator that a verdict is due; whether it heard is not known. */
  public void appeal(URI aggregator, Bytes32 requestId, Verdict verdict) {
    post(aggregator, "/v1/appeals", Wire.appeal(requestId, verdict));
  }

  /**
   * The bundle of this name.
   *
   * @throws WorkException if it is not there, too long, or something else
   */
  public byte[] artifact(URI source, Bytes32 name) {
    byte[] bytes = get(resolve(source, "/v1/artifacts/" + name.toHex()), Bundle.MOST_BYTES);
    if (!Sha256.of(bytes).equals(name)) {
      throw new WorkException(NodeError.PROOF_CORRUPT, "from " + source);
    }
    return bytes;
  }

  /** What a node says of itself; empty if it does not answer. */
  public Optional<String> text(URI node, String path) {
    try {
      return Optional.of(
          new String(
              get(resolve(node, path), MOST_JSON_BYTES), java.nio.charset.StandardCharsets.UTF_8));
    } catch (WorkException unreachable) {
      return Optional.empty();
    }
  }

  private byte[] get(URI address, int mostBytes) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new WorkException(
              NodeError.PROOF_UNREACHABLE,
              "%s answers %d".formatted(address, response.statusCode()));
        }
        byte[] bytes = body.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
          throw new WorkException(NodeError.TOO_LARGE, address + ": above " + mostBytes);
        }
        return bytes;
      }
    } catch (IOException e) {
      throw new WorkException(
          NodeError.PROOF_UNREACHABLE, "%s: %s".formatted(address, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkException(NodeError.PROOF_UNREACHABLE, address + ": interrupted", e);
    }
  }

  private Optional<JsonNode> post(URI node, String path, JsonNode json) {
    HttpRequest request =
        HttpRequest.newBuilder(resolve(node, path))
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(json.toString()))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MOST_JSON_BYTES + 1);
        boolean usable = response.statusCode() == 200 && bytes.length <= MOST_JSON_BYTES;
        return usable
            ? Wire.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static URI resolve(URI node, String path) {
    String base = node.toString();
    return URI.create(
        base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path);
  }
}
