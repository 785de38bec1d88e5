package network.akashi.bindgen;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * An input, output or struct member in an ABI.
 *
 * @param name as in Solidity; {@code argN} where it has none
 * @param type the ABI's type, {@code tuple} for structs
 * @param internalType Solidity's type, which names structs and enumerations
 * @param components the members of a struct
 * @param indexed whether an event carries it as a topic
 */
record Parameter(
    String name, String type, String internalType, List<Parameter> components, boolean indexed) {

  static List<Parameter> listOf(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> of(array.get(i), i)).toList();
  }

  private static Parameter of(JsonNode json, int index) {
    String name = json.path("name").asString("");
    String type = json.path("type").asString("");
    return new Parameter(
        name.isEmpty() ? "arg" + index : name,
        type,
        json.path("internalType").asString(type),
        listOf(json.path("components")),
        json.path("indexed").asBoolean(false));
  }

  /** The type as it stands in a signature: structs as lists of their members' types. */
  String canonicalType() {
    return type.startsWith("tuple")
        ? canonicalTuple(components) + type.substring("tuple".length())
        : type;
  }

  static String canonicalTuple(List<Parameter> parameters) {
    return "(" + String.join(",", parameters.stream().map(Parameter::canonicalType).toList()) + ")";
  }
}
