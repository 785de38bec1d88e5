package network.akashi.rollup.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.akashi.chain.Bytes;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** TrieTests of ethereum-tests, all of them. */
class TrieVectorsTest {
  private record Entry(Bytes key, Bytes value) {}

  @TestFactory
  Stream<DynamicTest> inOrder() {
    return Stream.concat(
        tests("trietest.json", key -> key, false),
        tests("trietest_secureTrie.json", TrieVectorsTest::hashed, false));
  }

  @TestFactory
  Stream<DynamicTest> inAnyOrder() {
    return Stream.of(
            tests("trieanyorder.json", (UnaryOperator<Bytes>) key -> key, true),
            tests("trieanyorder_secureTrie.json", TrieVectorsTest::hashed, true),
            tests("hex_encoded_securetrie_test.json", TrieVectorsTest::hashed, true))
        .flatMap(tests -> tests);
  }

  @Test
  void findsNeighbours() {
    for (Map.Entry<String, JsonNode> test :
        Json.read("ethereum-tests/TrieTests/trietestnextprev.json").properties()) {
      Trie trie = Trie.empty();
      for (JsonNode key : test.getValue().get("in")) {
        trie = trie.put(bytes(key), bytes(key));
      }
      List<String> keys = new ArrayList<>();
      trie.forEach((key, value) -> {
        assertThat(value).isEqualTo(key);
        keys.add(new String(key.toArray(), StandardCharsets.UTF_8));
      });
      for (JsonNode expected : test.getValue().get("tests")) {
        String asked = expected.get(0).stringValue();
        String before = keys.stream().filter(k -> k.compareTo(asked) < 0).reduce("", (_, b) -> b);
        String after = keys.stream().filter(k -> k.compareTo(asked) > 0).findFirst().orElse("");
        assertThat(List.of(before, after))
            .isEqualTo(List.of(expected.get(1).stringValue(), expected.get(2).stringValue()));
      }
    }
  }

  private static Stream<DynamicTest> tests(
      String file, UnaryOperator<Bytes> keys, boolean anyOrder) {
    return Json.read("ethereum-tests/TrieTests/" + file).properties().stream()
        .map(test ->
            DynamicTest.dynamicTest(
                file + " " + test.getKey(), () -> check(test.getValue(), keys, anyOrder)));
  }

  private static void check(JsonNode test, UnaryOperator<Bytes> keys, boolean anyOrder) {
    List<Entry> entries = new ArrayList<>();
    JsonNode in = test.get("in");
    if (in.isArray()) {
      in.forEach(pair -> entries.add(entry(bytes(pair.get(0)), pair.get(1), keys)));
    } else {
      in.properties().forEach(e -> entries.add(entry(bytes(e.getKey()), e.getValue(), keys)));
    }
    for (int i = 0; i < (anyOrder ? 20 : 1); i++) {
      Trie trie = Trie.empty();
      for (Entry entry : entries) {
        trie = trie.put(entry.key, entry.value);
      }
      assertThat(trie.root().toHex()).isEqualTo(test.get("root").stringValue());
      Collections.shuffle(entries, new Random(i));
    }
  }

  private static Entry entry(Bytes key, JsonNode value, UnaryOperator<Bytes> keys) {
    return new Entry(keys.apply(key), value.isNull() ? Bytes.EMPTY : bytes(value));
  }

  private static Bytes hashed(Bytes key) {
    return Keccak256.hash(key).bytes();
  }

  private static Bytes bytes(JsonNode text) {
    return bytes(text.stringValue());
  }

  private static Bytes bytes(String text) {
    return text.startsWith("0x")
        ? Bytes.fromHex(text)
        : Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
