package network.akashi.rollup.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.chain.Hex;
import network.akashi.rollup.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** RLPTests of ethereum-tests, all of them. */
class RlpVectorsTest {
  @TestFactory
  Stream<DynamicTest> encodesAndDecodes() {
    return Json.read("ethereum-tests/RLPTests/rlptest.json").properties().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  byte[] encoded = Hex.decode(entry.getValue().get("out").stringValue());
                  assertThat(encode(entry.getValue().get("in"))).isEqualTo(encoded);
                  RlpReader reader = RlpReader.of(encoded);
                  assertThat(reencoded(reader)).isEqualTo(encoded);
                  reader.end();
                }));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNotCanonical() {
    return Json.read("ethereum-tests/RLPTests/invalidRLPTest.json").properties().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  String digits = entry.getValue().get("out").stringValue();
                  byte[] bytes = Hex.decode(digits.startsWith("0x") ? digits : "0x" + digits);
                  assertThatThrownBy(
                          () -> {
                            RlpReader reader = RlpReader.of(bytes);
                            var _ = reencoded(reader);
                            reader.end();
                          })
                      .isInstanceOf(RlpException.class);
                }));
  }

  private static byte[] encode(JsonNode value) {
    if (value.isArray()) {
      List<byte[]> items = new ArrayList<>();
      value.forEach(item -> items.add(encode(item)));
      return Rlp.list(items);
    }
    if (value.isNumber()) {
      return Rlp.number(value.longValue());
    }
    String text = value.stringValue();
    return text.startsWith("#")
        ? Rlp.number(new BigInteger(text.substring(1)))
        : Rlp.string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next item, read to its leaves and written again. */
  private static byte[] reencoded(RlpReader reader) {
    if (!reader.nextIsList()) {
      return Rlp.string(reader.string());
    }
    RlpReader list = reader.list();
    List<byte[]> items = new ArrayList<>();
    while (list.hasNext()) {
      items.add(reencoded(list));
    }
    return Rlp.list(items);
  }
}
