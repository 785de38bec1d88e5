package network.akashi.chain.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node over HTTP that answers each request with its method's name, and misbehaves once for each
 * fault that is queued.
 */
final class FakeNode implements AutoCloseable {
  /** What happens to an exchange instead of an answer. */
  @FunctionalInterface
  interface Fault {
    void happen(HttpExchange exchange, JsonNode request) throws IOException;
  }

  private final HttpServer server;
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<JsonNode> seen = Collections.synchronizedList(new ArrayList<>());

  FakeNode() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next exchange that has no fault yet goes wrong like this. */
  synchronized FakeNode failing(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Everything that was asked so far, one entry an exchange. */
  List<JsonNode> seen() {
    return List.copyOf(seen);
  }

  static Fault status(int code) {
    return (exchange, request) -> send(exchange, code, "busy");
  }

  static Fault body(String body) {
    return (exchange, request) -> send(exchange, 200, body);
  }

  /** Hangs up after reading the request. */
  static Fault hangUp() {
    return (exchange, request) -> exchange.close();
  }

  static Fault refusal(int code, String message) {
    return (exchange, request) -> {
      ObjectNode answer = JsonMapper.shared().createObjectNode();
      answer.put("jsonrpc", "2.0").set("id", request.path("id"));
      answer.putObject("error").put("code", code).put("message", message);
      send(exchange, 200, answer.toString());
    };
  }

  static Fault silence(long millis) {
    return (exchange, request) -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    seen.add(request);
    Fault fault;
    synchronized (this) {
      fault = faults.poll();
    }
    if (fault != null) {
      fault.happen(exchange, request);
      return;
    }
    if (request.isArray()) {
      ArrayNode answers = JsonMapper.shared().createArrayNode();
      for (int i = request.size() - 1; i >= 0; i--) { // a node may answer in any order
        answers.add(echo(request.get(i)));
      }
      send(exchange, 200, answers.toString());
    } else {
      send(exchange, 200, echo(request).toString());
    }
  }

  private static ObjectNode echo(JsonNode request) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("jsonrpc", "2.0").set("id", request.path("id"));
    answer.put("result", request.path("method").asString());
    return answer;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
