package network.akashi.chain.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Log;
import network.akashi.chain.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * Reads the chain's values out of JSON. Whatever a node sends, the outcome is a value or {@link
 * RpcException.Malformed}.
 */
final class JsonReader {
  private JsonReader() {}

  static Block block(JsonNode json) {
    return new Block(
        number(json, "number"),
        bytes32(json, "hash"),
        bytes32(json, "parentHash"),
        number(json, "timestamp"),
        number(json, "gasLimit"),
        present(json, "baseFeePerGas") ? quantity(json.path("baseFeePerGas")) : BigInteger.ZERO);
  }

  static SentTransaction sent(JsonNode json) {
    return new SentTransaction(
        bytes32(json, "hash"),
        address(json, "from"),
        number(json, "nonce"),
        number(json, "blockNumber"),
        bytes32(json, "blockHash"));
  }

  static Log log(JsonNode json) {
    List<Bytes32> topics = new ArrayList<>();
    json.path("topics").forEach(each -> topics.add(read(each, "topics", Bytes32::fromHex)));
    return new Log(
        address(json, "address"),
        topics,
        bytes(json.path("data")),
        number(json, "blockNumber"),
        bytes32(json, "blockHash"),
        bytes32(json, "transactionHash"),
        index(json));
  }

  private static int index(JsonNode json) {
    long index = number(json, "logIndex");
    if (index > Integer.MAX_VALUE) {
      throw new RpcException.Malformed("no block has " + index + " logs", null);
    }
    return (int) index;
  }

  static List<Log> logs(JsonNode json) {
    if (!json.isArray()) {
      throw new RpcException.Malformed("logs are a list, not " + shortened(json), null);
    }
    List<Log> logs = new ArrayList<>(json.size());
    json.forEach(each -> logs.add(log(each)));
    return logs;
  }

  static Receipt receipt(JsonNode json) {
    return new Receipt(
        bytes32(json, "transactionHash"),
        number(json, "status") == 1,
        number(json, "blockNumber"),
        bytes32(json, "blockHash"),
        address(json, "from"),
        present(json, "to") ? Optional.of(address(json, "to")) : Optional.empty(),
        present(json, "contractAddress")
            ? Optional.of(address(json, "contractAddress"))
            : Optional.empty(),
        number(json, "gasUsed"),
        quantity(json.path("effectiveGasPrice")),
        logs(json.path("logs")));
  }

  static BigInteger quantity(JsonNode json) {
    return read(json, "a quantity", Hex::parseQuantity);
  }

  static long number(JsonNode json) {
    BigInteger value = quantity(json);
    if (value.bitLength() > 63) {
      throw new RpcException.Malformed("too large for a number: " + shortened(json), null);
    }
    return value.longValue();
  }

  static Bytes bytes(JsonNode json) {
    return read(json, "data", Bytes::fromHex);
  }

  static Bytes32 bytes32(JsonNode json) {
    return read(json, "a hash", Bytes32::fromHex);
  }

  private static long number(JsonNode json, String field) {
    return number(json.path(field));
  }

  private static Bytes32 bytes32(JsonNode json, String field) {
    return read(json.path(field), field, Bytes32::fromHex);
  }

  private static Address address(JsonNode json, String field) {
    return read(json.path(field), field, text -> new Address(Bytes.fromHex(text)));
  }

  private static boolean present(JsonNode json, String field) {
    return json.hasNonNull(field);
  }

  private static <T> T read(JsonNode json, String what, Function<String, T> parser) {
    if (!json.isString()) {
      throw new RpcException.Malformed(what + " should be a string, is " + shortened(json), null);
    }
    try {
      return parser.apply(json.stringValue());
    } catch (IllegalArgumentException e) {
      throw new RpcException.Malformed(what + ": " + e.getMessage(), e);
    }
  }

  private static String shortened(JsonNode json) {
    String text = json.isMissingNode() ? "absent" : json.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
