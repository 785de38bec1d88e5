package network.akashi.chain.rpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a node sends is a value or Malformed. Runs its seeds in ordinary builds, a fuzzer with
 * JAZZER_FUZZ=1.
 */
class JsonReaderFuzzTest {
  @FuzzTest
  void receipts(byte[] body) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return;
    }
    try {
      JsonReader.block(json);
      JsonReader.receipt(json);
    } catch (RpcException.Malformed expected) {
      Objects.requireNonNull(expected.getMessage(), "says what is wrong");
    }
  }
}
