package network.akashi.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpJsonRpcTest {
  private static final RpcRequest ASK = RpcRequest.idempotent("eth_ask");
  private static final RpcRequest ACT = RpcRequest.once("eth_act");

  private final FakeNode first = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final List<HttpJsonRpc> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(HttpJsonRpc::close);
    first.close();
    second.close();
  }

  private HttpJsonRpc open(RpcConfig config) {
    HttpJsonRpc rpc = new HttpJsonRpc(config);
    opened.add(rpc);
    return rpc;
  }

  private HttpJsonRpc quick(URI... endpoints) {
    return open(RpcConfig.of(endpoints).withAttempts(3, Duration.ofMillis(1)));
  }

  @Test
  void anAnswerBelongsToItsRequest() {
    HttpJsonRpc rpc = quick(first.address());
    List<RpcRequest> requests =
        IntStream.range(0, 25).mapToObj(i -> RpcRequest.idempotent("method" + i)).toList();

    List<RpcReply> replies = rpc.batch(requests);

    for (int i = 0; i < requests.size(); i++) {
      assertThat(replies.get(i))
          .isInstanceOfSatisfying(
              RpcReply.Result.class,
              result -> assertThat(result.value().asString()).startsWith("method"));
      assertThat(((RpcReply.Result) replies.get(i)).value().asString()).isEqualTo("method" + i);
    }
    assertThat(first.seen()).hasSize(1);
  }

  @Test
  void largeBatchesAreCut() {
    HttpJsonRpc rpc = open(RpcConfig.of(first.address()).withMaxBatch(10));
    assertThat(rpc.batch(IntStream.range(0, 25).mapToObj(i -> ASK).toList())).hasSize(25);
    assertThat(first.seen()).extracting(each -> each.size()).containsExactly(10, 10, 5);
    assertThat(rpc.batch(List.of())).isEmpty();
  }

  @Test
  void aBatchThatIsRefusedIsHalved() {
    first
        .failing(FakeNode.body("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600}}"))
        .failing(FakeNode.body("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600}}"));
    assertThat(quick(first.address()).batch(List.of(ASK, ASK, ASK, ASK))).hasSize(4);
    assertThat(first.seen())
        .extracting(each -> each.isArray() ? each.size() : 1)
        .containsExactly(4, 2, 1, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void whatMayBeRepeatedIs(int status) {
    first.failing(FakeNode.status(status)).failing(FakeNode.status(status));
    assertThat(quick(first.address()).call(ASK).asString()).isEqualTo("eth_ask");
    assertThat(first.seen()).hasSize(3);
  }

  @Test
  void attemptsEnd() {
    for (int i = 0; i < 3; i++) {
      first.failing(FakeNode.status(503));
    }
    assertThatThrownBy(() -> quick(first.address()).call(ASK))
        .isInstanceOf(RpcException.Unreachable.class)
        .hasMessageContaining("HTTP status 503");
    assertThat(first.seen()).hasSize(3);
  }

  /** A transaction must not be handed in twice because an answer was lost. */
  @Test
  void whatMayNotBeRepeatedIsNotIfItMayHaveArrived() {
    first.failing(FakeNode.hangUp());
    assertThatThrownBy(() -> quick(first.address(), second.address()).call(ACT))
        .isInstanceOfSatisfying(
            RpcException.Unreachable.class, e -> assertThat(e.maybeDone()).isTrue());
    assertThat(second.seen()).isEmpty();

    first.failing(FakeNode.status(500));
    assertThatThrownBy(() -> quick(first.address(), second.address()).call(ACT))
        .isInstanceOf(RpcException.Unreachable.class);
    assertThat(second.seen()).isEmpty();
  }

  @Test
  void whatSurelyDidNotArriveGoesElsewhere() {
    first.failing(FakeNode.status(429));
    assertThat(quick(first.address(), second.address()).call(ACT).asString()).isEqualTo("eth_act");
    assertThat(second.seen()).hasSize(1);
  }

  @Test
  void aNodeThatIsGoneIsReplaced() {
    first.close();
    HttpJsonRpc rpc = quick(first.address(), second.address());
    assertThat(rpc.call(ASK).asString()).isEqualTo("eth_ask");
    assertThat(rpc.call(ACT).asString()).isEqualTo("eth_act");
    assertThat(second.seen()).hasSize(2);
  }

  @Test
  void aNodeThatFailedIsAskedLastForAWhile() {
    first.failing(FakeNode.status(503));
    HttpJsonRpc rpc = quick(first.address(), second.address());
    rpc.call(ASK);
    rpc.call(ASK);
    assertThat(first.seen()).hasSize(1);
    assertThat(second.seen()).hasSize(2);
  }

  @Test
  void silenceHasAnEnd() {
    first.failing(FakeNode.silence(5_000));
    HttpJsonRpc rpc =
        open(
            RpcConfig.of(first.address(), second.address())
                .withTimeout(Duration.ofMillis(200))
                .withAttempts(1, Duration.ofMillis(1)));
    long start = System.nanoTime();
    assertThat(rpc.call(ASK).asString()).isEqualTo("eth_ask");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aNodeThatAsksToWaitIsGivenTime() {
    first.failing((exchange, request) -> {
      exchange.getResponseHeaders().add("Retry-After", "1");
      FakeNode.status(429).happen(exchange, request);
    });
    long start = System.nanoTime();
    assertThat(quick(first.address()).call(ASK).asString()).isEqualTo("eth_ask");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void wantOfQuotaIsNoAnswer() {
    first.failing(FakeNode.refusal(-32005, "limit exceeded"));
    assertThat(quick(first.address()).call(ASK).asString()).isEqualTo("eth_ask");
  }

  @Test
  void aRefusalIsAnAnswer() {
    first.failing(FakeNode.refusal(-32601, "no such method"));
    assertThatThrownBy(() -> quick(first.address(), second.address()).call(ASK))
        .isInstanceOfSatisfying(
            RpcException.Refused.class, e -> assertThat(e.error().code()).isEqualTo(-32601))
        .hasMessageContaining("no such method");
    assertThat(first.seen()).hasSize(1);
    assertThat(second.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":\"0x1\"}",
        "[]",
        "null",
        "3"
      })
  void rubbishIsMalformed(String body) {
    first.failing(FakeNode.body(body));
    assertThatThrownBy(() -> quick(first.address()).call(ASK))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"id\":1,\"result\":1}]", "[1,2]", "[null]"})
  void anIncompleteBatchIsMalformed(String body) {
    first.failing(FakeNode.body(body));
    assertThatThrownBy(() -> quick(first.address()).batch(List.of(ASK, ASK)))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    first.failing(FakeNode.body("[" + "1,".repeat(10_000) + "1]"));
    HttpJsonRpc rpc =
        open(
            RpcConfig.of(first.address())
                .withMaxReplyBytes(1_000)
                .withAttempts(1, Duration.ofMillis(1)));
    assertThatThrownBy(() -> rpc.call(ASK)).isInstanceOf(RpcException.Unreachable.class);
  }

  @Test
  void theKeyOfAProviderIsNotTold() {
    URI secret = URI.create(first.address() + "/v2/secret?key=secret");
    first.failing(FakeNode.status(404));
    assertThatThrownBy(
            () -> open(RpcConfig.of(secret).withAttempts(1, Duration.ofMillis(1))).call(ASK))
        .isInstanceOf(RpcException.Unreachable.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void anEndpointIsAnHttpAddress() {
    for (String each : List.of("ftp://host", "localhost:8545", "http:///", "file:/x")) {
      assertThatThrownBy(() -> RpcConfig.of(URI.create(each)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(each);
    }
    assertThatThrownBy(RpcConfig::of).hasMessageContaining("no RPC endpoint");
  }
}
