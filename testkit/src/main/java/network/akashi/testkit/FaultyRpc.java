package network.akashi.testkit;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and an Ethereum node, and misbehaves as nodes and their providers do.
 *
 * <p>Which exchanges suffer what follows from a seed and the order in which they come. An exchange
 * that a fault does not concern (a wrong nonce where no nonce was asked for) is passed on as it is
 * and not counted.
 */
public final class FaultyRpc implements AutoCloseable {
  /** What can happen to an exchange. */
  public enum Fault {
    /** No answer until the client has lost its patience. */
    STALL,
    /** The connection closes before the node has heard of it. */
    RESET,
    /** The node does what it is asked, and the connection closes before it can say so. */
    LOST_ANSWER,
    /** The answer ends in the middle. */
    TRUNCATED,
    /** A page of HTML, with status 200. */
    RUBBISH,
    /** Status 429. */
    LIMITED,
    /** Status 503. */
    OVERLOADED,
    /** All questions about the newest block are answered by a node that is some blocks behind. */
    BEHIND,
    /** A nonce that is some too high or too low. */
    WRONG_NONCE,
    /** Another chain's id. */
    WRONG_CHAIN,
    /** No receipt of a transaction that is included. */
    NO_RECEIPT
  }

  /** What happens to a client of a bad provider; the chain is the right one, mostly. */
  public static final Set<Fault> EVERYTHING_BUT_ANOTHER_CHAIN =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Fault.WRONG_CHAIN)));

  private static final Pattern CALL = Pattern.compile("\"id\":(\\d+),\"method\":\"(\\w+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern QUANTITY = Pattern.compile("\"result\":\"0x([0-9a-f]+)\"");

  private final URI node;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SplittableRandom random;
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private volatile long stallMillis = 1_500;
  private volatile double share;
  private volatile List<Fault> faults = List.of();

  private FaultyRpc(URI node, long seed) {
    this.node = node;
    this.random = new SplittableRandom(seed);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Passes everything on to {@code node}, until told otherwise. */
  public static FaultyRpc before(URI node, long seed) {
    return new FaultyRpc(node, seed);
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on this share of exchanges suffers one of these. */
  public FaultyRpc suffer(double shareOfExchanges, Set<Fault> kinds) {
    faults = kinds.stream().sorted().toList();
    share = shareOfExchanges;
    return this;
  }

  /** From now on nothing goes wrong. */
  public FaultyRpc calm() {
    share = 0;
    return this;
  }

  /** How long a stall lasts. */
  public FaultyRpc stallFor(long millis) {
    stallMillis = millis;
    return this;
  }

  /** Answers {@code null} to this method, until it is shown. */
  public FaultyRpc withhold(String method) {
    withheld.add(method);
    return this;
  }

  /** Passes this method on again. */
  public FaultyRpc show(String method) {
    withheld.remove(method);
    return this;
  }

  /** How often what happened. */
  public synchronized Map<Fault, Integer> happened() {
    return new EnumMap<>(happened);
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
    threads.shutdownNow();
  }

  private synchronized Optional<Fault> draw() {
    boolean suffers = !faults.isEmpty() && random.nextDouble() < share;
    return suffers ? Optional.of(faults.get(random.nextInt(faults.size()))) : Optional.empty();
  }

  private synchronized int draw(int bound) {
    return random.nextInt(bound);
  }

  private synchronized void count(Fault fault) {
    happened.merge(fault, 1, Integer::sum);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Optional<Fault> drawn = draw();
      if (drawn.isPresent()) {
        suffer(exchange, asked, drawn.get());
      } else {
        send(exchange, 200, hide(asked, forward(asked)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void suffer(HttpExchange exchange, String asked, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case STALL -> {
        count(fault);
        Thread.sleep(stallMillis);
      }
      case RESET -> count(fault);
      case LOST_ANSWER -> {
        count(fault);
        forward(asked);
      }
      case TRUNCATED -> {
        String answer = hide(asked, forward(asked));
        count(fault);
        send(exchange, 200, answer.substring(0, draw(answer.length())));
      }
      case RUBBISH -> {
        count(fault);
        send(exchange, 200, "<html><body>Bad gateway</body></html>");
      }
      case LIMITED -> {
        count(fault);
        send(exchange, 429, "{\"error\":\"too many requests\"}");
      }
      case OVERLOADED -> {
        count(fault);
        send(exchange, 503, "overloaded");
      }
      case BEHIND -> send(exchange, 200, hide(asked, behind(asked)));
      case WRONG_NONCE, WRONG_CHAIN, NO_RECEIPT ->
          send(exchange, 200, lie(asked, hide(asked, forward(asked)), fault));
    }
  }

  private String forward(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Asks as if the chain ended some blocks earlier. */
  private String behind(String asked) throws IOException, InterruptedException {
    String head =
        forward("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}");
    Matcher number = QUANTITY.matcher(head);
    if (!number.find()) {
      return forward(asked);
    }
    int blocks = 1 + draw(3);
    long before = Math.max(0, Long.parseLong(number.group(1), 16) - blocks);
    String rewritten = asked.replace("\"latest\"", "\"0x%x\"".formatted(before));
    String answer = forward(rewritten);
    boolean asksNumber = asked.contains("\"eth_blockNumber\"");
    if (asksNumber) {
      answer = edit(asked, answer, "eth_blockNumber", _ -> "\"0x%x\"".formatted(before));
    }
    if (asksNumber || !rewritten.equals(asked)) {
      count(Fault.BEHIND);
    }
    return answer;
  }

  private String lie(String asked, String answer, Fault fault) {
    String method =
        switch (fault) {
          case WRONG_NONCE -> "eth_getTransactionCount";
          case WRONG_CHAIN -> "eth_chainId";
          default -> "eth_getTransactionReceipt";
        };
    String edited =
        edit(
            asked,
            answer,
            method,
            result ->
                switch (fault) {
                  case WRONG_NONCE -> shifted(result);
                  case WRONG_CHAIN -> "\"0x539\"";
                  default -> "null";
                });
    if (!edited.equals(answer)) {
      count(fault);
    }
    return edited;
  }

  private String shifted(String quantity) {
    Matcher number = Pattern.compile("\"0x([0-9a-f]+)\"").matcher(quantity);
    if (!number.matches()) {
      return quantity;
    }
    long right = Long.parseLong(number.group(1), 16);
    int shift = draw(2) == 0 ? 1 + draw(2) : -1 - draw(2);
    return "\"0x%x\"".formatted(Math.max(0, right + shift));
  }

  private String hide(String asked, String answer) {
    String hidden = answer;
    for (String method : withheld) {
      hidden = edit(asked, hidden, method, _ -> "null");
    }
    return hidden;
  }

  /** Changes the results of one method, in a single answer or in a batch of them. */
  private static String edit(
      String asked, String answer, String method, UnaryOperator<String> change) {
    Map<String, String> methods = new HashMap<>();
    Matcher calls = CALL.matcher(asked);
    while (calls.find()) {
      methods.put(calls.group(1), calls.group(2));
    }
    if (!methods.containsValue(method)) {
      return answer;
    }
    boolean batch = answer.startsWith("[");
    List<String> edited = new ArrayList<>();
    for (String each : batch ? elements(answer) : List.of(answer)) {
      Matcher id = ID.matcher(each);
      int at = each.indexOf("\"result\":");
      boolean concerned = id.find() && method.equals(methods.get(id.group(1))) && at >= 0;
      if (concerned) {
        int from = at + "\"result\":".length();
        String result = each.substring(from, each.length() - 1);
        edited.add(each.substring(0, from) + change.apply(result) + "}");
      } else {
        edited.add(each);
      }
    }
    return batch ? "[" + String.join(",", edited) + "]" : edited.getFirst();
  }

  /** The elements of a JSON array of objects. */
  private static List<String> elements(String array) {
    List<String> elements = new ArrayList<>();
    int depth = 0;
    int from = 1;
    boolean quoted = false;
    for (int i = 1; i < array.length() - 1; i++) {
      char c = array.charAt(i);
      if (c == '"' && array.charAt(i - 1) != '\\') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      } else if (!quoted && c == ',' && depth == 0) {
        elements.add(array.substring(from, i));
        from = i + 1;
      }
    }
    elements.add(array.substring(from, array.length() - 1));
    return elements;
  }
}
