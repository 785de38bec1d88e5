package network.akashi.bindgen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which imports a text needs: those whose simple names occur in it. */
final class Imports {
  private static final Map<String, String> KNOWN = new TreeMap<>();

  static {
    for (String each :
        List.of(
            "com.esaulpaugh.headlong.abi.Tuple",
            "java.math.BigInteger",
            "java.util.List",
            "java.util.Optional",
            "network.akashi.chain.Address",
            "network.akashi.chain.Bytes",
            "network.akashi.chain.Bytes32",
            "network.akashi.chain.Log",
            "network.akashi.chain.abi.AbiEvent",
            "network.akashi.chain.abi.AbiException",
            "network.akashi.chain.abi.AbiFunction",
            "network.akashi.chain.abi.AbiValues",
            "network.akashi.chain.abi.ContractCall",
            "network.akashi.chain.abi.ContractCreation",
            "network.akashi.chain.abi.ErrorCatalog",
            "network.akashi.chain.abi.NoValue")) {
      KNOWN.put(each.substring(each.lastIndexOf('.') + 1), each);
    }
  }

  private Imports() {}

  static List<String> of(String body) {
    return KNOWN.entrySet().stream()
        .filter(each -> Pattern.compile("(?<![\\w.])" + each.getKey() + "\\b").matcher(body).find())
        .map(Map.Entry::getValue)
        .toList();
  }
}
