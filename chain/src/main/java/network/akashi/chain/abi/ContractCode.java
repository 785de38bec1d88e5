package network.akashi.chain.abi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.chain.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The compiled code of a contract.
 *
 * @param contract its name
 * @param creationCode what a deployment runs, before the encoded parameters
 * @param runtimeCode what then lies at its address, with zeros where immutables go
 * @param immutables where immutables go
 */
public record ContractCode(
    String contract, Bytes creationCode, Bytes runtimeCode, List<Place> immutables) {
  /** Most bytes of code that a contract may have (EIP-170). */
  public static final int MAX_CODE_BYTES = 24_576;

  /** Most bytes that a creation may bring, parameters included (EIP-3860). */
  public static final int MAX_CREATION_BYTES = 49_152;

  /** A range of code: its first byte and its length. */
  public record Place(int start, int length) {}

  public ContractCode {
    immutables = List.copyOf(immutables);
  }

  /**
   * The code of an Akashi contract, by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ContractCode of(String contract) {
    String resource = "/network/akashi/chain/contracts/" + contract + ".json";
    try (InputStream stream = ContractCode.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no contract is called '" + contract + "'");
      }
      JsonNode json = JsonMapper.shared().readTree(stream);
      List<Place> immutables = new ArrayList<>();
      for (JsonNode each : json.path("immutables")) {
        immutables.add(new Place(each.get(0).intValue(), each.get(1).intValue()));
      }
      return new ContractCode(
          contract,
          Bytes.fromHex(json.path("creationCode").stringValue()),
          Bytes.fromHex(json.path("runtimeCode").stringValue()),
          immutables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether {@code deployed}, as read from a chain, is this code with some immutables filled in.
   */
  public boolean matches(Bytes deployed) {
    byte[] code = deployed.toArray();
    if (code.length != runtimeCode.size()) {
      return false;
    }
    for (Place each : immutables) {
      Arrays.fill(code, each.start(), each.start() + each.length(), (byte) 0);
    }
    return runtimeCode.equals(Bytes.of(code));
  }
}
