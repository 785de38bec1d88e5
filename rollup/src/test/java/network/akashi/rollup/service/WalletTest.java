package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.Anvil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The RPC as wallets use it: by {@code cast} where it is installed, and by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalletTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private TestL1 l1;
  private SequencerService service;
  private Ethereum l2;
  private URI uri;

  @BeforeAll
  void start(@TempDir Path folder) {
    l1 = new TestL1(3_600, 3_600);
    service = SequencerService.start(l1.config(folder), l1.ethereum(), TestL1.key(1));
    l2 = SequencerTest.l2(service);
    uri = URI.create("http://127.0.0.1:" + service.rpcAddress().getPort());
  }

  @AfterAll
  void stop() {
    service.close();
    l1.close();
  }

  private String cast(String... arguments) throws IOException, InterruptedException {
    Path binary =
        Path.of(System.getProperty("akashi.root", ".."))
            .resolve("contracts/node_modules/@foundry-rs/cast-linux-amd64/bin/cast");
    Assumptions.assumeTrue(
        Files.isExecutable(binary), "no cast here; contracts/install installs it");
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--rpc-url", uri.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  @Test
  void castSendsAndReads() throws IOException, InterruptedException {
    String to = TestL1.somebody(300).toChecksummed();
    assertThat(cast("chain-id")).isEqualTo("61626");
    String receipt =
        cast("send", to, "--value", "1234", "--private-key", Anvil.KEYS.get(5), "--json");
    JsonNode json = JSON.readTree(receipt);
    assertThat(json.path("status").stringValue()).isEqualTo("0x1");
    assertThat(json.path("gasUsed").stringValue()).isEqualTo("0x5208");
    String hash = json.path("transactionHash").stringValue();
    assertThat(cast("balance", to)).isEqualTo("1234");
    assertThat(cast("nonce", TestL1.key(5).address().toHex())).isEqualTo("1");
    assertThat(cast("tx", hash, "nonce")).isEqualTo("0");
    assertThat(cast("receipt", hash, "status")).contains("true");
    assertThat(cast("block", "latest", "--field", "hash")).startsWith("0x");
    assertThat(cast("gas-price")).matches("\\d+");
    assertThat(cast("code", to)).isEqualTo("0x");
    assertThat(cast("estimate", to, "--value", "1", "--from", TestL1.key(5).address().toHex()))
        .isEqualTo("21000");
    JsonNode proof = JSON.readTree(cast("proof", to));
    assertThat(proof.path("accountProof").size()).isPositive();
  }

  private JsonNode post(String body) throws IOException, InterruptedException {
    return JSON.readTree(send(body).body());
  }

  private HttpResponse<String> send(String body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private int codeOf(String method, String params) throws IOException, InterruptedException {
    JsonNode answer =
        post(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                .formatted(method, params));
    assertThat(answer.path("error").path("message").asString("")).as("%s", answer).isNotEmpty();
    return answer.path("error").path("code").intValue();
  }

  @Test
  void whatIsWrongGetsItsCode() throws IOException, InterruptedException {
    assertThat(post("{").path("error").path("code").intValue()).isEqualTo(-32700);
    assertThat(post("[]").path("error").path("code").intValue()).isEqualTo(-32600);
    assertThat(post("7").path("error").path("code").intValue()).isEqualTo(-32600);
    assertThat(codeOf("eth_mine", "[]")).isEqualTo(-32601);
    assertThat(codeOf("eth_getBalance", "[]")).isEqualTo(-32602);
    assertThat(codeOf("eth_getBalance", "[\"0x12\"]")).isEqualTo(-32602);
    assertThat(codeOf("eth_getBalance", "[7]")).isEqualTo(-32602);
    assertThat(codeOf("eth_getBlockByNumber", "[\"soon\"]")).isEqualTo(-32602);
    assertThat(codeOf("eth_getBalance", "[\"%s\",\"0xffffff\"]".formatted(TestL1.somebody(1))))
        .isEqualTo(-32001);
    assertThat(codeOf("eth_sendRawTransaction", "[\"0x02c0\"]")).isEqualTo(-32000);
    assertThat(codeOf("eth_call", "[{\"data\":\"0x00\"}]")).isEqualTo(-32000);
    assertThat(codeOf("eth_getBalance", "{}")).isEqualTo(-32600);
    assertThat(codeOf("eth_feeHistory", "[\"0x1\",\"latest\",[90,10]]")).isEqualTo(-32602);
    assertThat(send("x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
    String many = "[" + "{\"id\":1,\"method\":\"eth_chainId\"},".repeat(200) + "1]";
    assertThat(post(many).path("error").path("code").intValue()).isEqualTo(-32005);
  }

  @Test
  void batchesAndNotificationsAreAnswered() throws IOException, InterruptedException {
    JsonNode answers =
        post(
            "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_chainId\"},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nothing\"}]");
    assertThat(answers.size()).isEqualTo(2);
    assertThat(answers.get(0).path("id").stringValue()).isEqualTo("a");
    assertThat(answers.get(0).path("result").stringValue()).isEqualTo("0xf0ba");
    assertThat(answers.get(1).path("error").path("code").intValue()).isEqualTo(-32601);
    HttpResponse<String> none = send("{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}");
    assertThat(none.statusCode()).isEqualTo(204);
    assertThat(none.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void blocksAndTransactionsAreConsistent() {
    Bytes32 hash =
        l2.sendRawTransaction(TestL1.transfer(6, 0, TestL1.somebody(301), BigInteger.valueOf(7)));
    Await.until("a receipt", () -> l2.receipt(hash).isPresent());
    long number = l2.receipt(hash).orElseThrow().blockNumber();
    JsonNode block =
        l2.rpc()
            .call(
                RpcRequest.idempotent(
                    "eth_getBlockByNumber", "0x" + Long.toHexString(number), true));
    JsonNode again =
        l2.rpc()
            .call(
                RpcRequest.idempotent(
                    "eth_getBlockByHash", block.path("hash").stringValue(), true));
    assertThat(again).isEqualTo(block);
    assertThat(block.path("transactions"))
        .anySatisfy(each -> assertThat(each.path("hash").stringValue()).isEqualTo(hash.toHex()));
    assertThat(l2.block(BlockId.number(number - 1)).orElseThrow().hash().toHex())
        .isEqualTo(block.path("parentHash").stringValue());
    assertThat(l2.block(BlockId.Tag.EARLIEST).orElseThrow().number()).isZero();
    assertThat(l2.block(BlockId.Tag.FINALIZED).orElseThrow().number()).isZero();
    assertThat(l2.block(BlockId.number(number + 1_000_000))).isEmpty();
    assertThat(l2.nonce(TestL1.key(6).address(), BlockId.number(number - 1))).isZero();
    assertThat(l2.nonce(TestL1.key(6).address(), BlockId.Tag.LATEST)).isEqualTo(1);
    assertThat(l2.feeHistory().nextBaseFee()).isPositive();
  }
}
