package network.akashi.rollup.rpc;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** JSON-RPC over HTTP, for wallets in browsers too (CORS). */
public final class RpcServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final RpcDispatcher dispatcher;
  private final RpcLimits limits;
  private final Semaphore places;

  private RpcServer(HttpServer server, RpcMethods methods, RpcLimits limits) {
    this.server = server;
    this.dispatcher = new RpcDispatcher(methods, limits);
    this.limits = limits;
    this.places = new Semaphore(limits.mostAtOnce());
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts to serve.
   *
   * @param address where to listen; port 0 for a free one
   * @throws IOException if that is not possible
   */
  public static RpcServer start(InetSocketAddress address, RpcMethods methods, RpcLimits limits)
      throws IOException {
    RpcServer it = new RpcServer(HttpServer.create(address, 1_024), methods, limits);
    it.server.createContext("/", it::handle);
    it.server.setExecutor(it.threads);
    it.server.start();
    return it;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Access-Control-Allow-Origin", "*");
      headers.set("Access-Control-Allow-Methods", "POST, OPTIONS");
      headers.set("Access-Control-Allow-Headers", "Content-Type");
      headers.set("Access-Control-Max-Age", "86400");
      switch (exchange.getRequestMethod().toUpperCase(Locale.ROOT)) {
        case "OPTIONS" -> exchange.sendResponseHeaders(204, -1);
        case "POST" -> post(exchange);
        default -> {
          headers.set("Allow", "POST, OPTIONS");
          exchange.sendResponseHeaders(405, -1);
        }
      }
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    if (!places.tryAcquire()) {
      send(exchange, 503, dispatcher.refusal(RpcFault.LIMIT_EXCEEDED, "too busy: try again"));
      return;
    }
    try {
      byte[] body = exchange.getRequestBody().readNBytes(limits.mostBodyBytes() + 1);
      if (body.length > limits.mostBodyBytes()) {
        String message = "a request has at most %d bytes".formatted(limits.mostBodyBytes());
        send(exchange, 413, dispatcher.refusal(RpcFault.LIMIT_EXCEEDED, message));
        return;
      }
      Optional<byte[]> answer = dispatcher.answer(body);
      if (answer.isEmpty()) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        send(exchange, 200, answer.get());
      }
    } finally {
      places.release();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
