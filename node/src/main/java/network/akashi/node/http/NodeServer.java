package network.akashi.node.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server of a node, on virtual threads. */
public final class NodeServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(NodeServer.class.getName());
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Bouncer bouncer;
  private final List<Route> routes = new ArrayList<>();

  /** One kind of request. */
  private record Route(String method, String prefix, Handler handler) {}

  /** A request that was let in. */
  public record Call(String sender, String rest, String body) {}

  /** What is answered. */
  public record Reply(int status, String type, byte[] body) {
    /** JSON. */
    public static Reply json(int status, Object json) {
      return new Reply(
          status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Plain text. */
    public static Reply text(int status, String text) {
      return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers one kind of request. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Call call);
  }

  /** Answers for as long as somebody listens. */
  @FunctionalInterface
  public interface Stream {
    void run(java.io.OutputStream out) throws IOException, InterruptedException;
  }

  private NodeServer(HttpServer server, Bouncer bouncer) {
    this.server = server;
    this.bouncer = bouncer;
  }

  /**
   * Listens, but answers nothing yet.
   *
   * @param port zero for any free one
   * @throws UncheckedIOException if the port is taken
   */
  public static NodeServer bind(String host, int port, Bouncer bouncer) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
      NodeServer node = new NodeServer(server, bouncer);
      server.setExecutor(node.threads);
      server.createContext("/", node::handle);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
  }

  /** Adds a kind of request; the longest prefix counts. */
  public NodeServer on(String method, String prefix, Handler handler) {
    routes.add(new Route(method, prefix, handler));
    routes.sort((a, b) -> Integer.compare(b.prefix().length(), a.prefix().length()));
    return this;
  }

  /** Adds a stream of server-sent events. */
  public NodeServer stream(String path, Stream stream) {
    server.createContext(
        path,
        exchange -> {
          if (!admit(exchange)) {
            return;
          }
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            stream.run(out);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return this;
  }

  /** Begins to answer. */
  public NodeServer start() {
    server.start();
    return this;
  }

  /** Where it listens. */
  public URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://%s:%d".formatted(at.getHostString(), at.getPort()));
  }

  /** Who is let in. */
  public Bouncer bouncer() {
    return bouncer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private boolean admit(HttpExchange exchange) throws IOException {
    String sender = exchange.getRemoteAddress().getAddress().getHostAddress();
    switch (bouncer.admit(sender)) {
      case WELCOME -> {
        return true;
      }
      case TOO_MANY -> send(exchange, Reply.text(429, "AK-032 too many requests\n"));
      case BANNED -> send(exchange, Reply.text(403, "AK-030 banned for sending rubbish\n"));
    }
    return false;
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!admit(exchange)) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    for (Route route : routes) {
      if (path.startsWith(route.prefix()) && exchange.getRequestMethod().equals(route.method())) {
        send(exchange, answer(exchange, route, path));
        return;
      }
    }
    send(exchange, Reply.text(404, "there is no " + path + "; /openapi.yaml says what there is\n"));
  }

  private static Reply answer(HttpExchange exchange, Route route, String path) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      return Reply.text(413, "AK-031 at most %d bytes\n".formatted(MOST_BODY_BYTES));
    }
    String sender = exchange.getRemoteAddress().getAddress().getHostAddress();
    try {
      return route
          .handler()
          .answer(
              new Call(
                  sender,
                  path.substring(route.prefix().length()),
                  new String(body, StandardCharsets.UTF_8)));
    } catch (RuntimeException fault) { // one request must not take the server down
      LOG.log(Level.WARNING, "AK-099 " + route.prefix(), fault);
      return Reply.text(500, "AK-099 a fault of this program\n");
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }
}
