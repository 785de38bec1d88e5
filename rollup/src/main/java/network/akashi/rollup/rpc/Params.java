package network.akashi.rollup.rpc;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import tools.jackson.databind.JsonNode;

/** The parameters of a request, with errors that name the place of what is wrong. */
public record Params(JsonNode json) {
  /** The address at {@code place}. */
  Address address(int place) {
    return required(
        place, "an address (0x and 40 hex digits)", text -> new Address(Bytes.fromHex(text)));
  }

  Bytes bytes(int place) {
    return required(place, "hex data (0x…)", Bytes::fromHex);
  }

  Bytes32 hash(int place) {
    return required(place, "a hash (0x and 64 hex digits)", Bytes32::fromHex);
  }

  /** A quantity, which some clients send as a plain number. */
  BigInteger quantity(int place) {
    JsonNode node = json.path(place);
    if (node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0) {
      return node.bigIntegerValue();
    }
    return required(place, "a quantity (0x and hex digits)", Hex::parseQuantity);
  }

  boolean flag(int place, boolean otherwise) {
    JsonNode node = json.path(place);
    if (isAbsent(node)) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw RpcFault.invalidParams("parameter %d must be true or false".formatted(place));
    }
    return node.booleanValue();
  }

  /** What stands at {@code place}, if anything does. */
  Optional<JsonNode> at(int place) {
    JsonNode node = json.path(place);
    return isAbsent(node) ? Optional.empty() : Optional.of(node);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private <T> T required(int place, String what, Function<String, T> parser) {
    return parse(json.path(place), "parameter " + place, what, parser);
  }

  /** The value in a node that has to be a string. */
  static <T> T parse(JsonNode node, String name, String what, Function<String, T> parser) {
    if (isAbsent(node)) {
      throw RpcFault.invalidParams("missing %s: %s".formatted(name, what));
    }
    if (!node.isString()) {
      throw RpcFault.invalidParams("%s must be %s".formatted(name, what));
    }
    try {
      return parser.apply(node.stringValue());
    } catch (IllegalArgumentException e) {
      throw RpcFault.invalidParams("%s must be %s: %s".formatted(name, what, e.getMessage()));
    }
  }
}
