package network.akashi.node.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a node of the demo: passes on what it is asked and answers, until it is told to
 * change a bit of every proof that the node gives away. The node knows nothing of it.
 */
final class ChaosProxy implements AutoCloseable {
  private static final String PROOFS = "/v1/artifacts/";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BAD_GATEWAY = 502;

  private final URI node;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger corrupted = new AtomicInteger();
  private volatile boolean corrupts;

  /**
   * Listens.
   *
   * @param port where others reach the node
   * @param node where it really is
   */
  ChaosProxy(int port, URI node) {
    this.node = node;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** From now on proofs are changed. */
  void corrupt() {
    corrupts = true;
  }

  /** How many proofs were changed. */
  int corrupted() {
    return corrupted.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer;
      try {
        answer = ask(exchange);
      } catch (IOException nodeIsAway) {
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        return;
      }
      byte[] bytes = answer.body();
      boolean isProof = exchange.getRequestURI().getPath().startsWith(PROOFS);
      if (corrupts && isProof && answer.statusCode() == 200 && bytes.length > 0) {
        bytes[bytes.length / 2] ^= 1;
        corrupted.incrementAndGet();
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
            .timeout(TIMEOUT)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
