package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.market.Verdict;
import network.akashi.node.config.Role;
import network.akashi.node.demo.TestRollup;
import network.akashi.node.http.PeerClient;
import network.akashi.testkit.FaultyRpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real batch in a real blob that the sequencer has and shows to nobody; then it does. */
class WithheldBlobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTESTERS = 3;
  private static final String BLOBS = "anvil_getBlobByHash";

  private static boolean happened(Node node, Bytes32 id, Class<?> kind) {
    return node.watch.history(id).stream().anyMatch(kind::isInstance);
  }

  @Test
  void theClockStandsUntilTheBlobIsThere(@TempDir Path folder) {
    Path guest = TestNetwork.GUEST.resolveSibling("transfer-rollup.elf");
    try (TestRollup rollup = new TestRollup(guest, folder.resolve("rollup"));
        TestNetwork network = new TestNetwork(folder, rollup, guest);
        FaultyRpc proxy = FaultyRpc.before(network.anvil.address(), 1).withhold(BLOBS);
        PeerClient peers = new PeerClient()) {
      URI chain = proxy.address();
      int aggregatorPort = TestNetwork.freePort();
      List<URI> aggregators = List.of(TestNetwork.at(aggregatorPort));
      int proverPort = TestNetwork.freePort();
      network.register(10, proverPort, 1_000);
      int[] ports = new int[ATTESTERS];
      for (int i = 0; i < ATTESTERS; i++) {
        ports[i] = TestNetwork.freePort();
        network.enrol(20 + i, ports[i]);
      }
      Node watcher =
          network.start(
              network.config(
                  "watcher",
                  30,
                  aggregatorPort,
                  aggregators,
                  chain,
                  Role.WATCHER,
                  Role.AGGREGATOR));
      for (int i = 0; i < ATTESTERS; i++) {
        network.start(
            network.config("attester" + i, 20 + i, ports[i], aggregators, chain, Role.ATTESTER));
      }
      Node prover =
          network.start(network.config("prover", 10, proverPort, aggregators, chain, Role.PROVER));

      network.startRollup(rollup);
      TestNetwork.await("a batch", PATIENCE, () -> !watcher.watch.requestIds().isEmpty());
      Bytes32 id = watcher.watch.requestIds().getFirst();
      TestNetwork.await(
          "the clock to stop",
          PATIENCE,
          () -> happened(watcher, id, ProofMarketEvent.ClockStopped.class));
      prover.close(); // what it would do then takes longer than a test should

      proxy.show(BLOBS);
      TestNetwork.await(
          "the clock to go on",
          PATIENCE,
          () -> {
            peers.appeal(aggregators.getFirst(), id, Verdict.AVAILABLE);
            return happened(watcher, id, ProofMarketEvent.ClockResumed.class);
          });
      assertThat(happened(watcher, id, ProofMarketEvent.Penalised.class)).isFalse();
    }
  }
}
