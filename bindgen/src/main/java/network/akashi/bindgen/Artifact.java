package network.akashi.bindgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known about one contract.
 *
 * @param contract its name
 * @param enums members of the enumerations that its ABI mentions, by name
 * @param entries the ABI
 */
record Artifact(String contract, Map<String, List<String>> enums, List<Entry> entries) {

  /**
   * An entry of an ABI: {@code kind} is function, event, error, constructor, receive or fallback.
   */
  record Entry(
      String kind,
      String name,
      List<Parameter> inputs,
      List<Parameter> outputs,
      String mutability) {
    String signature() {
      return name + Parameter.canonicalTuple(inputs);
    }

    boolean isPayable() {
      return mutability.equals("payable");
    }
  }

  static Artifact read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Artifact parse(String json) {
    JsonNode root = JsonMapper.shared().readTree(json);
    Map<String, List<String>> enums = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : root.path("enums").properties()) {
      List<String> members = new ArrayList<>();
      each.getValue().forEach(member -> members.add(member.asString()));
      enums.put(each.getKey(), List.copyOf(members));
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode each : root.path("abi")) {
      entries.add(
          new Entry(
              each.path("type").asString(),
              each.path("name").asString(""),
              Parameter.listOf(each.path("inputs")),
              Parameter.listOf(each.path("outputs")),
              each.path("stateMutability").asString("")));
    }
    return new Artifact(root.path("contract").asString(), enums, List.copyOf(entries));
  }

  List<Entry> of(String kind) {
    return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }
}
