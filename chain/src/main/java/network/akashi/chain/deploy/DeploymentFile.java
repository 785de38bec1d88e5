package network.akashi.chain.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.AtomicFile;
import network.akashi.chain.Bytes32;
import network.akashi.chain.deploy.Deployment.Deployed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Deployment} as JSON: the one file by which everything else finds the contracts. */
public final class DeploymentFile {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.shared();

  private DeploymentFile() {}

  /** The document. */
  public static String json(Deployment deployment) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("chainId", deployment.chainId());
    json.put("deployer", deployment.deployer().toChecksummed());
    json.put("firstBlock", deployment.firstBlock());
    ObjectNode contracts = json.putObject("contracts");
    for (Deployed each : deployment.contracts()) {
      ObjectNode node = contracts.putObject(each.name());
      node.put("address", each.address().toChecksummed());
      node.put("transaction", each.transaction().toHex());
      node.put("blockNumber", each.blockNumber());
      node.put("gasUsed", each.gasUsed());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  /**
   * The deployment in a document.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Deployment parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.path("format").asInt(0) != FORMAT) {
        throw new IllegalArgumentException("no deployment file of format %d".formatted(FORMAT));
      }
      List<Deployed> contracts = new ArrayList<>();
      for (Map.Entry<String, JsonNode> each : json.path("contracts").properties()) {
        JsonNode node = each.getValue();
        contracts.add(
            new Deployed(
                each.getKey(),
                Address.fromHex(node.path("address").asString("")),
                Bytes32.fromHex(node.path("transaction").asString("")),
                node.path("blockNumber").longValue(),
                node.path("gasUsed").longValue()));
      }
      return new Deployment(
          json.path("chainId").longValue(),
          Address.fromHex(json.path("deployer").asString("")),
          contracts);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no deployment file: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes the document all at once: there is never a half of it. */
  public static void write(Path file, Deployment deployment) {
    AtomicFile.write(file, json(deployment) + System.lineSeparator());
  }

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Deployment read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
