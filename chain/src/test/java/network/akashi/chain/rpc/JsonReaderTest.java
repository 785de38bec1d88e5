package network.akashi.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.chain.Log;
import network.akashi.chain.Receipt;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReaderTest {
  private static final String WORD = "0x" + "ab".repeat(32);
  private static final String ADDRESS = "0x" + "cd".repeat(20);
  private static final String LOG =
      """
      {"address": "%s", "topics": ["%s"], "data": "0x0102", "blockNumber": "0x10",
       "blockHash": "%s", "transactionHash": "%s", "logIndex": "0x2"}
      """
          .formatted(ADDRESS, WORD, WORD, WORD);
  private static final String RECEIPT =
      """
      {"transactionHash": "%s", "status": "0x1", "blockNumber": "0x10", "blockHash": "%s",
       "from": "%s", "to": null, "contractAddress": "%s", "gasUsed": "0x5208",
       "effectiveGasPrice": "0x3b9aca00", "logs": [%s]}
      """
          .formatted(WORD, WORD, ADDRESS, ADDRESS, LOG);

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void readsReceiptsAndLogs() {
    Receipt receipt = JsonReader.receipt(json(RECEIPT));

    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.to()).isEmpty();
    assertThat(receipt.contractAddress().orElseThrow().toHex()).isEqualTo(ADDRESS);
    assertThat(receipt.fee()).isEqualTo(21_000_000_000_000L);
    Log log = receipt.logs().getFirst();
    assertThat(log.topics()).hasSize(1);
    assertThat(log.logIndex()).isEqualTo(2);
    assertThat(JsonReader.logs(json("[%s,%s]".formatted(LOG, LOG)))).isEqualTo(List.of(log, log));
  }

  @Test
  void whatIsMissingOrMisshapenIsMalformed() {
    for (String each :
        List.of("{}", "null", "3", "[]", LOG.replace("0x2\"", "0x\""), LOG.replace("0x10", "16"))) {
      assertThatThrownBy(() -> JsonReader.log(json(each)))
          .isInstanceOf(RpcException.Malformed.class);
    }
    assertThatThrownBy(() -> JsonReader.logs(json("{}")))
        .isInstanceOf(RpcException.Malformed.class);
    assertThatThrownBy(() -> JsonReader.number(json("\"0xffffffffffffffff\"")))
        .isInstanceOf(RpcException.Malformed.class);
    assertThatThrownBy(() -> JsonReader.log(json(LOG.replace("0x2\"", "0x7fffffffff\""))))
        .isInstanceOf(RpcException.Malformed.class);
  }

  /** Whatever a node sends: a value, or Malformed. */
  @Test
  void rubbishThrowsNothingElse() {
    ForAll.cases(
        2_000,
        random -> {
          JsonNode json;
          try {
            json = json(damaged(random.nextBoolean() ? RECEIPT : LOG, random));
          } catch (JacksonException e) {
            return;
          }
          try {
            JsonReader.receipt(json);
            JsonReader.log(json);
            JsonReader.block(json);
          } catch (RpcException.Malformed expected) {
            assertThat(expected.getMessage()).isNotEmpty();
          }
        });
  }

  private static String damaged(String text, RandomGenerator random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      int at = random.nextInt(damaged.length());
      if (random.nextBoolean()) {
        damaged.setCharAt(at, "0x\"[]{},:zZ9-".charAt(random.nextInt(13)));
      } else {
        damaged.deleteCharAt(at);
      }
    }
    return damaged.toString();
  }
}
