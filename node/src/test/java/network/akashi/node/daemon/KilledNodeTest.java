package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.config.ConfigTemplate;
import network.akashi.node.config.Role;
import network.akashi.node.prover.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A prover that is killed (SIGKILL) at each stage of a job, and a chain that forgets its blocks.
 */
class KilledNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FORGOTTEN_BLOCKS = 2;

  /** A prover in a JVM of its own. */
  private static final class Child {
    private final Path config;
    private final Path log;
    private Process process;

    Child(Path config, Path log) {
      this.config = config;
      this.log = log;
      this.process = launch();
    }

    private Process launch() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
        if (flag.startsWith("--") || flag.startsWith("-XX")) {
          command.add(flag);
        }
      }
      command.addAll(
          List.of(
              "-Xmx2g",
              "-cp",
              System.getProperty("java.class.path"),
              "network.akashi.node.daemon.Main",
              config.toString()));
      try {
        return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void kill() {
      process.destroyForcibly();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void restart() {
      process = launch();
    }

    boolean said(Bytes32 request, Stage stage) {
      return log().contains("request %s: %s".formatted(request, stage));
    }

    String lastWords() {
      String all = log();
      return all.substring(Math.max(0, all.length() - 4_000));
    }

    private String log() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path configure(TestNetwork network, int i, int port, List<URI> aggregators)
      throws IOException {
    Path folder = Files.createDirectories(network.folder.resolve("child" + i));
    Files.writeString(folder.resolve("key"), TestNetwork.keyHex(i));
    Files.writeString(folder.resolve("bls.seed"), TestNetwork.seed(i).toHex());
    String text =
        ConfigTemplate.fill(
            Map.ofEntries(
                Map.entry("roles", "[\"prover\"]"),
                Map.entry("data", "\"data\""),
                Map.entry("key", "\"key\""),
                Map.entry("bls-seed", "\"bls.seed\""),
                Map.entry("rpc", ConfigTemplate.list(List.of(network.anvil.address().toString()))),
                Map.entry("deployment", ConfigTemplate.quoted(network.deployment.toString())),
                Map.entry("confirmations", "4"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("endpoint", ConfigTemplate.quoted(TestNetwork.at(port).toString())),
                Map.entry(
                    "aggregators",
                    ConfigTemplate.list(aggregators.stream().map(URI::toString).toList())),
                Map.entry("guests", ConfigTemplate.list(List.of(TestNetwork.GUEST.toString()))),
                Map.entry("inputs", ConfigTemplate.quoted(network.inputs.toString()))));
    Path file = folder.resolve("node.toml");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void whoeverKillsItAtWhateverStageTheJobIsDoneOnceAndNobodyIsSlashed(@TempDir Path folder)
      throws IOException {
    try (TestNetwork network = new TestNetwork(folder)) {
      int aggregatorPort = TestNetwork.freePort();
      List<URI> aggregators = List.of(TestNetwork.at(aggregatorPort));
      int proverPort = TestNetwork.freePort();
      network.register(10, proverPort, 1_000);
      int attesterPort = TestNetwork.freePort();
      network.enrol(20, attesterPort);
      Node watcher =
          network.start(
              network.config(30, aggregatorPort, aggregators, Role.WATCHER, Role.AGGREGATOR));
      network.start(network.config(20, attesterPort, aggregators, Role.ATTESTER));
      Child prover =
          new Child(configure(network, 10, proverPort, aggregators), folder.resolve("prover.log"));
      try {
        long number = 20;
        for (Stage stage : List.of(Stage.PREPARING, Stage.PROVING, Stage.PROVEN, Stage.CERTIFIED)) {
          Bytes32 id = network.request(number++);
          long openedBy = network.head();
          TestNetwork.await(stage.toString(), PATIENCE, () -> prover.said(id, stage));
          prover.kill();
          if (stage == Stage.PROVEN) {
            // Nobody here opens a forgotten request again: what the nodes sent may be forgotten.
            long deep = openedBy + FORGOTTEN_BLOCKS;
            TestNetwork.await("block " + deep, PATIENCE, () -> network.head() >= deep);
            network.rpc.call(RpcRequest.once("anvil_reorg", FORGOTTEN_BLOCKS, List.of()));
          }
          prover.restart();
          awaitPay(watcher, id, stage, prover);
        }
      } finally {
        prover.kill();
      }
      for (Bytes32 id : watcher.watch.requestIds()) {
        assertThat(watcher.watch.history(id))
            .filteredOn(ProofMarketEvent.Fulfilled.class::isInstance)
            .hasSize(1);
        assertThat(watcher.watch.history(id))
            .as("slashes")
            .doesNotHaveAnyElementsOfTypes(ProofMarketEvent.Penalised.class);
      }
    }
  }

  private static void awaitPay(Node watcher, Bytes32 id, Stage stage, Child prover) {
    try {
      TestNetwork.await("pay after " + stage, PATIENCE, () -> isPaid(watcher, id));
    } catch (AssertionError e) {
      throw new AssertionError(
          "request %s: %s%nthe prover said:%n%s"
              .formatted(id, watcher.watch.history(id), prover.lastWords()),
          e);
    }
  }

  private static boolean isPaid(Node watcher, Bytes32 id) {
    return watcher.watch.history(id).stream()
        .anyMatch(ProofMarketEvent.Fulfilled.class::isInstance);
  }
}
