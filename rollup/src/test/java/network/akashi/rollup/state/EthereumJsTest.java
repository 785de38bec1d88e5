package network.akashi.rollup.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.rollup.block.Block;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Random batches, executed by {@code @ethereumjs/vm} too: state, receipts, gas, base fee, hash. */
class EthereumJsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder() {
    Path folder = Path.of(System.getProperty("akashi.root", ".."), "rollup/ethereumjs");
    Assumptions.assumeTrue(
        Files.isDirectory(folder.resolve("node_modules/@ethereumjs/vm")),
        "no @ethereumjs/vm here; rollup/ethereumjs/install installs it (needs Node.js 20)");
    return folder;
  }

  @Test
  void computesTheSameBlocks() {
    Path folder = folder();
    ForAll.cases(4, random -> check(folder, new RandomBatches(random).batch(20, 14).batch()));
  }

  @Test
  void agreesOnBlocksThatRaiseTheBaseFee() {
    // More than half a block's gas each.
    RandomBatches batches = new RandomBatches(new SplittableRandom(11));
    ExecutedBatch batch = batches.ofTransfers(3, 900).batch();
    assertThat(batch.lastHeader().baseFee())
        .isGreaterThan(batch.blocks().getFirst().block().header().baseFee());
    check(folder(), batch);
  }

  private static void check(Path folder, ExecutedBatch batch) {
    JsonNode answer = ask(folder, task(batch));
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    assertThat(answer.get("genesisRoot").stringValue()).isEqualTo(batch.before().root().toHex());
    for (int i = 0; i < batch.blocks().size(); i++) {
      Header header = batch.blocks().get(i).block().header();
      JsonNode theirs = answer.get("blocks").get(i);
      assertThat(theirs.get("stateRoot").stringValue()).isEqualTo(header.stateRoot().toHex());
      assertThat(theirs.get("receiptsRoot").stringValue()).isEqualTo(header.receiptsRoot().toHex());
      assertThat(theirs.get("gasUsed").stringValue()).isEqualTo("" + header.gasUsed());
      assertThat(theirs.get("baseFee").stringValue()).isEqualTo(header.baseFee().toString());
      assertThat(theirs.get("hash").stringValue()).isEqualTo(header.hash().toHex());
    }
  }

  private static Map<String, Object> task(ExecutedBatch batch) {
    Map<String, String> alloc = new LinkedHashMap<>();
    for (int i = 0; i < TestKeys.count(); i++) {
      Address address = TestKeys.key(i).address();
      BigInteger balance = batch.before().account(address).balance();
      if (balance.signum() > 0) {
        alloc.put(address.toHex(), balance.toString());
      }
    }
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("chainId", RandomBatches.CHAIN_ID);
    task.put("alloc", alloc);
    task.put("genesis", rlp(new Block(batch.post().parent(), List.of(), List.of())));
    task.put("blocks", batch.blocks().stream().map(block -> rlp(block.block())).toList());
    return task;
  }

  /** A block as Ethereum has it: header, transactions, ommers, withdrawals. */
  private static String rlp(Block block) {
    List<byte[]> transactions = new ArrayList<>();
    block.transfers().forEach(t -> transactions.add(Rlp.string(t.raw().toArray())));
    List<byte[]> withdrawals = new ArrayList<>();
    block.deposits().forEach(d -> withdrawals.add(d.encoded().toArray()));
    return Bytes.of(
            Rlp.list(
                block.header().rlp().toArray(),
                Rlp.list(transactions),
                Rlp.list(),
                Rlp.list(withdrawals)))
        .toHex();
  }

  private static JsonNode ask(Path folder, Map<String, Object> task) {
    try {
      Process node =
          new ProcessBuilder("node", "execute.mjs")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = node.getOutputStream()) {
        in.write(JSON.writeValueAsString(task).getBytes(StandardCharsets.UTF_8));
      }
      String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      node.waitFor();
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
