package network.akashi.rollup.block;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import network.akashi.chain.Address;
import network.akashi.chain.Hex;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that a rollup starts from:
 *
 * <pre>{@code
 * {
 *   "chainId": 901,
 *   "timestamp": 1764000000,
 *   "baseFee": "1000000000",
 *   "alloc": {"0xf39F…2266": "10000000000000000000000"}
 * }
 * }</pre>
 *
 * <p>Amounts are wei, decimal or {@code 0x…}, as text, for numbers of JSON are not exact
 * everywhere. What is not known is refused, and so is what is there twice.
 */
public final class GenesisFile {
  private static final Set<String> FIELDS = Set.of("chainId", "timestamp", "baseFee", "alloc");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private GenesisFile() {}

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Genesis parse(String text) {
    JsonNode file;
    try {
      file = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("genesis is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!file.isObject()) {
      throw new IllegalArgumentException("genesis must be a JSON object");
    }
    for (String name : file.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException("genesis has an unknown field: " + name);
      }
    }
    return new Genesis(
        integer(file, "chainId"),
        integer(file, "timestamp"),
        wei("baseFee", field(file, "baseFee")),
        alloc(field(file, "alloc")));
  }

  /** The file's text. */
  public static String format(Genesis genesis) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("chainId", genesis.chainId());
    file.put("timestamp", genesis.timestamp());
    file.put("baseFee", genesis.baseFee().toString());
    Map<String, String> alloc = new LinkedHashMap<>();
    genesis.alloc().forEach((who, wei) -> alloc.put(who.toChecksummed(), wei.toString()));
    file.put("alloc", alloc);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
  }

  private static Map<Address, BigInteger> alloc(JsonNode alloc) {
    if (!alloc.isObject()) {
      throw new IllegalArgumentException("genesis: alloc must be an object of addresses");
    }
    Map<Address, BigInteger> balances =
        new TreeMap<>(Comparator.comparing(address -> address.toHex()));
    for (Map.Entry<String, JsonNode> entry : alloc.properties()) {
      Address address = Address.fromHex(entry.getKey());
      if (balances.put(address, wei("alloc of " + address, entry.getValue())) != null) {
        throw new IllegalArgumentException("genesis: alloc has %s twice".formatted(address));
      }
    }
    return balances;
  }

  private static JsonNode field(JsonNode file, String name) {
    JsonNode value = file.get(name);
    if (value == null) {
      throw new IllegalArgumentException("genesis lacks " + name);
    }
    return value;
  }

  private static long integer(JsonNode file, String name) {
    JsonNode value = field(file, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("genesis: %s must be an integer".formatted(name));
    }
    return value.longValue();
  }

  private static BigInteger wei(String name, JsonNode value) {
    String text = value.isString() ? value.stringValue() : "";
    if (text.matches("0|[1-9][0-9]{0,77}")) {
      return new BigInteger(text);
    }
    if (text.startsWith("0x")) {
      return Hex.parseQuantity(text);
    }
    throw new IllegalArgumentException(
        "genesis: %s must be wei in quotes, decimal or 0x..., not %s".formatted(name, value));
  }
}
