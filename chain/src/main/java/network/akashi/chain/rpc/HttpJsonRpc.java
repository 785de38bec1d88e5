package network.akashi.chain.rpc;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import network.akashi.chain.rpc.Endpoint.ExchangeFailed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC over HTTP to one or several nodes.
 *
 * <p>An attempt asks one endpoint after the other, those that failed lately last, until one
 * answers. Between attempts lies a pause that doubles, with chance in it so that many clients do
 * not come back at once. What may be repeated is governed by {@link RpcRequest#idempotent()}: a
 * request that is not is repeated only if it surely did not reach a node. Refusals for want of
 * quota count as no answer. A batch that an endpoint refuses as a whole is halved until it is
 * taken.
 *
 * <p>Safe for use by several threads.
 */
public final class HttpJsonRpc implements JsonRpc, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RpcConfig config;
  private final HttpClient http;
  private final List<Endpoint> endpoints;
  private final AtomicLong nextId = new AtomicLong(1);

  public HttpJsonRpc(RpcConfig config) {
    this.config = config;
    this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    this.endpoints =
        config.endpoints().stream()
            .map(each -> new Endpoint(http, each, config.timeout(), config.maxReplyBytes()))
            .toList();
  }

  @Override
  public List<RpcReply> batch(List<RpcRequest> requests) {
    List<RpcReply> replies = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += config.maxBatch()) {
      int to = Math.min(requests.size(), from + config.maxBatch());
      replies.addAll(chunk(requests.subList(from, to)));
    }
    return List.copyOf(replies);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Asks until each request has an answer, or attempts run out. */
  private List<RpcReply> chunk(List<RpcRequest> requests) {
    @Nullable RpcReply[] replies = new RpcReply[requests.size()];
    List<Integer> pending = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      pending.add(i);
    }
    @Nullable ExchangeFailed last = null;
    for (int attempt = 0; attempt < config.attempts() && !pending.isEmpty(); attempt++) {
      if (attempt > 0) {
        pause(attempt, last == null ? 0 : last.waitMillis());
      }
      List<RpcRequest> asked = pending.stream().map(requests::get).toList();
      try {
        List<RpcReply> answers = askOneAfterTheOther(asked);
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
          int place = pending.get(i);
          replies[place] = answers.get(i);
          if (answers.get(i) instanceof RpcReply.Failure failure && failure.error().isTransient()) {
            again.add(place);
          }
        }
        pending = again;
        last = null;
      } catch (ExchangeFailed e) {
        last = e;
        if (e.maybeDone() && !asked.stream().allMatch(RpcRequest::idempotent)) {
          break;
        }
      }
    }
    if (last != null) {
      String method = requests.getFirst().method();
      throw new RpcException.Unreachable(method + ": " + last.getMessage(), last.maybeDone(), last);
    }
    return Arrays.asList(replies).stream().map(HttpJsonRpc::present).toList();
  }

  private static RpcReply present(@Nullable RpcReply reply) {
    if (reply == null) {
      throw new IllegalStateException("a request has neither answer nor failure");
    }
    return reply;
  }

  private List<RpcReply> askOneAfterTheOther(List<RpcRequest> requests) throws ExchangeFailed {
    long now = System.nanoTime();
    List<Endpoint> order =
        endpoints.stream().sorted(Comparator.comparing(each -> each.rests(now))).toList();
    boolean idempotent = requests.stream().allMatch(RpcRequest::idempotent);
    @Nullable ExchangeFailed last = null;
    for (Endpoint each : order) {
      try {
        return ask(each, requests);
      } catch (ExchangeFailed e) {
        last = e;
        if (e.maybeDone() && !idempotent) {
          throw e;
        }
      }
    }
    if (last == null) {
      throw new IllegalStateException("no endpoint");
    }
    throw last;
  }

  private List<RpcReply> ask(Endpoint endpoint, List<RpcRequest> requests) throws ExchangeFailed {
    long firstId = nextId.getAndAdd(requests.size());
    List<Map<String, Object>> bodies = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("jsonrpc", "2.0");
      body.put("id", firstId + i);
      body.put("method", requests.get(i).method());
      body.put("params", requests.get(i).params());
      bodies.add(body);
    }
    boolean single = requests.size() == 1;
    String sent = JSON.writeValueAsString(single ? bodies.getFirst() : bodies);
    JsonNode answer = parse(endpoint, exchange(endpoint, sent));
    if (single) {
      return List.of(reply(endpoint, answer, firstId));
    }
    if (answer.isArray()) {
      return inOrder(endpoint, answer, firstId, requests.size());
    }
    // Some nodes take no batches, or none so large, and say so with one error for all.
    int half = requests.size() / 2;
    List<RpcReply> replies = new ArrayList<>(ask(endpoint, requests.subList(0, half)));
    replies.addAll(ask(endpoint, requests.subList(half, requests.size())));
    return replies;
  }

  private static String exchange(Endpoint endpoint, String body) throws ExchangeFailed {
    try {
      return endpoint.post(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcException.Unreachable(endpoint.name() + ": interrupted", true, e);
    }
  }

  private static JsonNode parse(Endpoint endpoint, String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new RpcException.Malformed(endpoint.name() + " answered with something not JSON", e);
    }
  }

  private static List<RpcReply> inOrder(
      Endpoint endpoint, JsonNode answers, long firstId, int count) {
    @Nullable RpcReply[] replies = new RpcReply[count];
    for (JsonNode each : answers) {
      long place = each.path("id").asLong(-1) - firstId;
      if (place >= 0 && place < count) {
        replies[(int) place] = reply(endpoint, each, firstId + place);
      }
    }
    List<RpcReply> found = new ArrayList<>(count);
    for (RpcReply each : replies) {
      if (each == null) {
        throw new RpcException.Malformed(endpoint.name() + " left a part of a batch out", null);
      }
      found.add(each);
    }
    return found;
  }

  private static RpcReply reply(Endpoint endpoint, JsonNode answer, long id) {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      return new RpcReply.Failure(
          new RpcError(
              error.path("code").asInt(0), error.path("message").asString(""), error.path("data")));
    }
    if (answer.path("id").asLong(-1) != id || !answer.has("result")) {
      throw new RpcException.Malformed(
          endpoint.name() + " answered without a result, or to another request", null);
    }
    return new RpcReply.Result(answer.get("result"));
  }

  private void pause(int attempt, long askedMillis) {
    long longest = config.longestPause().toMillis();
    long base = Math.min(longest, config.firstPause().toMillis() << Math.min(attempt - 1, 20));
    long chance = base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1);
    try {
      Thread.sleep(Math.max(chance, Math.min(longest, askedMillis)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcException.Unreachable("interrupted", false, e);
    }
  }
}
