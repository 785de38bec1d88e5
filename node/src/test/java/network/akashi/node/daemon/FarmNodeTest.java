package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.Role;
import network.akashi.node.http.PeerClient;
import network.akashi.node.prover.Stage;
import network.akashi.testkit.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prover whose journal and farm are on PostgreSQL, from request to pay. */
class FarmNodeTest {
  @Test
  void aRequestIsProvenByAWorkerOfTheFarmAndPaid(@TempDir Path folder) {
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
      Node prover =
          network.start(onPostgres(network.config(10, proverPort, aggregators, Role.PROVER)));
      TestNetwork.await(
          "a committee",
          Duration.ofMinutes(1),
          () -> watcher.view().committee().members().size() == 1);
      network.request(10);
      TestNetwork.await(
          "the prover's pay",
          Duration.ofMinutes(2),
          () -> prover.jobs().stream().anyMatch(job -> job.stage() == Stage.PAID));
      assertThat(prover.metrics.text())
          .contains("akashi_farm_reachable 1")
          .contains("akashi_farm_workers 1")
          .contains("akashi_farm_results_refused_total 0");
      try (PeerClient client = new PeerClient()) {
        String status = client.text(prover.endpoint(), "/v1/status").orElseThrow();
        assertThat(status).contains("\"farm\":{\"reachable\":true").contains("\"done\":1");
      }
      assertThat(folder.resolve("node10").resolve("journal.db")).doesNotExist();
    }
  }

  private static NodeConfig onPostgres(NodeConfig config) {
    return new NodeConfig(
        config.roles(),
        config.rpc(),
        config.deployment(),
        config.data(),
        PostgresUrl.parse(Postgres.newSchema()),
        config.key(),
        config.blsSeed(),
        config.host(),
        config.port(),
        config.endpoint(),
        config.aggregators(),
        config.guests(),
        config.inputs(),
        config.rollup(),
        config.threads(),
        config.isWarmedUp(),
        Optional.of(
            new NodeConfig.FarmSource(
                PostgresUrl.parse(Postgres.newSchema()), List.of("here"), 0, 5, true)),
        config.isForced(),
        config.outbox(),
        config.limits(),
        config.requestsPerSecond());
  }
}
