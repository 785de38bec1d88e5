package network.akashi.rollup.l1;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Fetches by HTTP, with a limit on time and size: whoever answers is not trusted. */
record HttpGet(HttpClient client, Duration timeout) {
  /** An answer. */
  record Answer(int status, byte[] body) {}

  static HttpGet create(Duration timeout) {
    return new HttpGet(HttpClient.newBuilder().connectTimeout(timeout).build(), timeout);
  }

  Answer get(URI uri, int mostBytes) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
          throw new IOException("answered with more than %d bytes".formatted(mostBytes));
        }
        return new Answer(response.statusCode(), bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
