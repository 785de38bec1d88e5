package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.node.config.Role;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on a real chain, and inputs that are not there, or that nobody can prove. */
class VerdictTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTESTERS = 3;

  private static <T> boolean happened(Node node, Bytes32 id, Class<T> kind) {
    return node.watch.history(id).stream().anyMatch(kind::isInstance);
  }

  private static void await(Node node, Bytes32 id, Class<?> kind) {
    TestNetwork.await(kind.getSimpleName(), PATIENCE, () -> happened(node, id, kind));
  }

  private static byte[] input(long number) {
    return java.nio.ByteBuffer.allocate(8)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(number)
        .array();
  }

  @Test
  void clocksStandStillWhileAnInputIsMissingAndWhatCannotBeProvenIsAnnulled(@TempDir Path folder)
      throws Exception {
    try (TestNetwork network = new TestNetwork(folder)) {
      int aggregatorPort = TestNetwork.freePort();
      List<URI> aggregators = List.of(TestNetwork.at(aggregatorPort));
      int proverPort = TestNetwork.freePort();
      network.register(10, proverPort, 1_000);
      int[] attesters = new int[ATTESTERS];
      for (int i = 0; i < ATTESTERS; i++) {
        attesters[i] = TestNetwork.freePort();
        network.enrol(20 + i, attesters[i]);
      }
      Node watcher =
          network.start(
              network.config(30, aggregatorPort, aggregators, Role.WATCHER, Role.AGGREGATOR));
      for (int i = 0; i < ATTESTERS; i++) {
        network.start(network.config(20 + i, attesters[i], aggregators, Role.ATTESTER));
      }
      Node prover = network.start(network.config(10, proverPort, aggregators, Role.PROVER));

      byte[] withheld = input(11);
      Bytes32 missing = network.request(network.programId, Sha256.of(withheld));
      Bytes32 hopeless = network.request(Long.MAX_VALUE);
      await(watcher, missing, ProofMarketEvent.ClockStopped.class);
      await(watcher, hopeless, ProofMarketEvent.Annulled.class);

      Files.write(network.inputs.resolve(Sha256.of(withheld).toHex()), withheld);
      TestNetwork.await(
          "pay",
          PATIENCE,
          () ->
              prover.jobs().stream()
                  .anyMatch(j -> j.requestId().equals(missing) && j.stage() == Stage.PAID));
      for (Bytes32 id : List.of(missing, hopeless)) {
        assertThat(watcher.watch.history(id))
            .as("slashes")
            .doesNotHaveAnyElementsOfTypes(ProofMarketEvent.Penalised.class);
      }
    }
  }
}
