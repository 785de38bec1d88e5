package network.akashi.chain.rpc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One node's address: a single HTTP exchange, and when it last failed. */
final class Endpoint {
  /** An exchange that brought no answer. */
  static final class ExchangeFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean maybeDone;
    private final long waitMillis;

    ExchangeFailed(String message, boolean maybeDone, @Nullable Throwable cause) {
      this(message, maybeDone, 0, cause);
    }

    ExchangeFailed(String message, boolean maybeDone, long waitMillis, @Nullable Throwable cause) {
      super(message, cause);
      this.maybeDone = maybeDone;
      this.waitMillis = waitMillis;
    }

    /** How long the node asked to be left alone; zero if it did not. */
    long waitMillis() {
      return waitMillis;
    }

    /** Whether the node may have carried out what was asked. */
    boolean maybeDone() {
      return maybeDone;
    }
  }

  private static final long FIRST_REST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MOST_DOUBLINGS = 6;

  private final HttpClient http;
  private final URI address;
  private final Duration timeout;
  private final long maxReplyBytes;
  private int failuresInARow;
  private long restsUntilNanos;

  Endpoint(HttpClient http, URI address, Duration timeout, long maxReplyBytes) {
    this.http = http;
    this.address = address;
    this.timeout = timeout;
    this.maxReplyBytes = maxReplyBytes;
  }

  /** Without what may be a secret: user, path and query often hold the key of a provider. */
  String name() {
    return address.getScheme()
        + "://"
        + address.getHost()
        + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  /** Whether it failed so recently that others are asked first. */
  synchronized boolean rests(long nowNanos) {
    return failuresInARow > 0 && nowNanos - restsUntilNanos < 0;
  }

  private synchronized void failed() {
    int doublings = Math.min(failuresInARow++, MOST_DOUBLINGS);
    restsUntilNanos = System.nanoTime() + (FIRST_REST_NANOS << doublings);
  }

  private synchronized void answered() {
    failuresInARow = 0;
  }

  /** The body of the answer to {@code body}. */
  String post(String body) throws ExchangeFailed, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), maxReplyBytes));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      failed();
      throw new ExchangeFailed(name() + ": nothing answers there", false, e);
    } catch (HttpTimeoutException e) {
      failed();
      throw new ExchangeFailed(
          "%s: no answer within %d ms".formatted(name(), timeout.toMillis()), true, e);
    } catch (IOException e) {
      failed();
      throw new ExchangeFailed("%s: %s".formatted(name(), e.getMessage()), true, e);
    }
    int status = response.statusCode();
    // Errors of JSON-RPC come with any status; an answer in JSON is for the layer above to judge.
    String start = response.body().stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    if (status == 200 || (json && status != 429 && status < 500)) {
      answered();
      return response.body();
    }
    failed();
    boolean maybeDone = status >= 500 && status != 503;
    throw new ExchangeFailed(
        "%s: HTTP status %d".formatted(name(), status), maybeDone, waitMillis(response), null);
  }

  /**
   * Retry-After in seconds (RFC 9110, section 10.2.3); its other form, a date, is not used here.
   */
  private static long waitMillis(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> 1_000 * Long.parseLong(value))
        .orElse(0L);
  }
}
