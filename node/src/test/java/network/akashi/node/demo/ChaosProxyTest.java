package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChaosProxyTest {
  private static final byte[] BYTES = "a proof, say".getBytes(StandardCharsets.UTF_8);

  private HttpServer node;
  private ChaosProxy proxy;
  private URI door;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    node.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          byte[] answer = body.length == 0 ? BYTES : body;
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().endsWith("gone") ? 404 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    node.start();
    int port = new Ports(new SplittableRandom()).take();
    proxy = new ChaosProxy(port, URI.create("http://127.0.0.1:" + node.getAddress().getPort()));
    door = URI.create("http://127.0.0.1:" + port);
  }

  @AfterEach
  void stop() {
    proxy.close();
    node.stop(0);
  }

  private HttpResponse<byte[]> ask(String path, byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(door.resolve(path))
              .method(
                  body.length == 0 ? "GET" : "POST", HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void passesOnWhatItIsAskedAndAnswered() throws Exception {
    assertThat(ask("/v1/artifacts/ab", new byte[0]).body()).isEqualTo(BYTES);
    assertThat(ask("/v1/claims", new byte[] {1, 2}).body()).containsExactly(1, 2);
    assertThat(ask("/v1/artifacts/gone", new byte[0]).statusCode()).isEqualTo(404);
  }

  @Test
  void changesOneBitOfProofsAndNothingElseOnceItIsTold() throws Exception {
    proxy.corrupt();
    byte[] proof = ask("/v1/artifacts/ab", new byte[0]).body();
    assertThat(proof).hasSameSizeAs(BYTES);
    assertThat(Arrays.mismatch(proof, BYTES)).isEqualTo(BYTES.length / 2);
    assertThat(ask("/v1/status", new byte[0]).body()).isEqualTo(BYTES);
    assertThat(proxy.corrupted()).isEqualTo(1);
  }

  @Test
  void saysSoWhenTheNodeIsAway() throws Exception {
    node.stop(0);
    assertThat(ask("/v1/status", new byte[0]).statusCode()).isEqualTo(502);
  }
}
