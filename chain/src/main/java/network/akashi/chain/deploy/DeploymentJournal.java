package network.akashi.chain.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.AtomicFile;
import network.akashi.chain.Bytes32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deployment has sent so far, written before each transaction is handed to a node: from it a
 * deployment that was broken off goes on, without paying for any contract twice.
 *
 * @param plan what is deployed where; a journal serves no other
 * @param firstNonce of the deployer's transactions, one for each contract
 * @param sent for each contract the transactions that were signed for it
 */
record DeploymentJournal(Plan plan, long firstNonce, List<List<Bytes32>> sent) {
  /** A chain, who deploys, and the hash of all that is deployed. */
  record Plan(long chainId, Address deployer, Bytes32 digest) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  DeploymentJournal {
    sent = sent.stream().map(List::copyOf).toList();
  }

  static DeploymentJournal start(Plan plan, long firstNonce) {
    return new DeploymentJournal(plan, firstNonce, List.of());
  }

  /** The same with one more transaction for the contract number {@code step}. */
  DeploymentJournal with(int step, Bytes32 transaction) {
    List<List<Bytes32>> more = new ArrayList<>(sent);
    while (more.size() <= step) {
      more.add(List.of());
    }
    List<Bytes32> all = new ArrayList<>(more.get(step));
    all.add(transaction);
    more.set(step, all);
    return new DeploymentJournal(plan, firstNonce, more);
  }

  List<Bytes32> transactionsFor(int step) {
    return step < sent.size() ? sent.get(step) : List.of();
  }

  void write(Path file) {
    ObjectNode json = JSON.createObjectNode();
    json.put("chainId", plan.chainId());
    json.put("deployer", plan.deployer().toHex());
    json.put("digest", plan.digest().toHex());
    json.put("firstNonce", firstNonce);
    ArrayNode steps = json.putArray("sent");
    for (List<Bytes32> each : sent) {
      ArrayNode step = steps.addArray();
      each.forEach(hash -> step.add(hash.toHex()));
    }
    AtomicFile.write(file, json.toString());
  }

  /**
   * The journal in a file.
   *
   * @throws IllegalArgumentException if there is none in it
   */
  static DeploymentJournal read(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      List<List<Bytes32>> sent = new ArrayList<>();
      for (JsonNode step : json.path("sent")) {
        List<Bytes32> hashes = new ArrayList<>();
        step.forEach(each -> hashes.add(Bytes32.fromHex(each.asString(""))));
        sent.add(hashes);
      }
      return new DeploymentJournal(
          new Plan(
              json.path("chainId").asLong(-1),
              Address.fromHex(json.path("deployer").asString("")),
              Bytes32.fromHex(json.path("digest").asString(""))),
          json.path("firstNonce").asLong(-1),
          sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a journal of a deployment", e);
    }
  }
}
