package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.RequestStatus;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.config.Role;
import network.akashi.node.prover.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request on a real chain to its prover's pay, with nothing in between left out. */
class ThinPathTest {
  @Test
  void aRequestIsAssignedProvenAttestedAndPaid(@TempDir Path folder) {
    try (TestNetwork network = new TestNetwork(folder)) {
      int aggregatorPort = TestNetwork.freePort();
      List<URI> aggregators = List.of(TestNetwork.at(aggregatorPort));
      int proverPort = TestNetwork.freePort();
      network.register(10, proverPort, 1_000);
      int[] attesters = {TestNetwork.freePort(), TestNetwork.freePort(), TestNetwork.freePort()};
      for (int i = 0; i < attesters.length; i++) {
        network.enrol(20 + i, attesters[i]);
      }
      Node watcher =
          network.start(
              network.config(30, aggregatorPort, aggregators, Role.WATCHER, Role.AGGREGATOR));
      for (int i = 0; i < attesters.length; i++) {
        network.start(network.config(20 + i, attesters[i], aggregators, Role.ATTESTER));
      }
      Node prover = network.start(network.config(10, proverPort, aggregators, Role.PROVER));
      TestNetwork.await(
          "a committee",
          Duration.ofSeconds(20),
          () -> watcher.view().committee().members().size() == 3);

      long began = System.nanoTime();
      Bytes32 id = network.request(10);
      TestNetwork.await(
          "the prover's pay",
          Duration.ofSeconds(60),
          () -> prover.jobs().stream().anyMatch(job -> job.stage() == Stage.PAID));
      System.getLogger("test")
          .log(System.Logger.Level.INFO, "paid after {0} ms", (System.nanoTime() - began) / 1e6);

      assertThat(network.ethereum.call(network.contracts.market().requestState(id)).status())
          .isEqualTo(RequestStatus.FULFILLED);
      BigInteger credit =
          network.ethereum.call(network.contracts.market().creditOf(TestNetwork.key(10).address()));
      TestNetwork.await(
          "the watcher to see it",
          Duration.ofSeconds(10),
          () ->
              watcher.watch.history(id).stream()
                  .anyMatch(ProofMarketEvent.Fulfilled.class::isInstance));
      var paid =
          watcher.watch.history(id).stream()
              .filter(ProofMarketEvent.Fulfilled.class::isInstance)
              .map(ProofMarketEvent.Fulfilled.class::cast)
              .findFirst()
              .orElseThrow();
      assertThat(paid.role()).isZero();
      assertThat(credit).isPositive().isEqualTo(paid.paid());
      TestNetwork.await(
          "the audit",
          Duration.ofSeconds(20),
          () -> watcher.metrics.text().contains("akashi_audits_total{result=\"same\"} 1"));

      network.rpc.call(RpcRequest.once("anvil_mine", "0x180"));
      TestNetwork.await(
          "what is long over to be forgotten",
          Duration.ofSeconds(60),
          () -> watcher.watch.requestIds().isEmpty());
      assertThat(watcher.watch.history(id))
          .as("what happened can still be told")
          .anyMatch(ProofMarketEvent.Fulfilled.class::isInstance);
    }
  }
}
