package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.config.Role;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.WorkException;
import network.akashi.testkit.FaultyRpc;
import network.akashi.testkit.FaultyRpc.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes whose provider of the chain fails, lies and lags behind; and one key in two nodes. */
class FaultyProviderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(110);

  private static <T> List<T> events(Node node, Bytes32 id, Class<T> kind) {
    return node.watch.history(id).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void paidOnce(TestNetwork network, Node watcher, List<Bytes32> requests) {
    BigInteger paid = BigInteger.ZERO;
    for (Bytes32 id : requests) {
      TestNetwork.await(
          "pay for " + id,
          PATIENCE,
          () -> !events(watcher, id, ProofMarketEvent.Fulfilled.class).isEmpty());
    }
    long deep = watcher.view().block() + 6; // no reorganisation of these tests reaches so far
    TestNetwork.await("depth", PATIENCE, () -> watcher.view().block() >= deep);
    for (Bytes32 id : requests) {
      var fulfilled = events(watcher, id, ProofMarketEvent.Fulfilled.class);
      assertThat(fulfilled).as("paid once").hasSize(1);
      paid = paid.add(fulfilled.getFirst().paid());
      assertThat(events(watcher, id, ProofMarketEvent.Penalised.class)).as("slashes").isEmpty();
    }
    BigInteger credit =
        network.ethereum.call(network.contracts.market().creditOf(TestNetwork.key(10).address()));
    assertThat(credit).isEqualTo(paid);
  }

  @Test
  void aProverIsPaidOnceThroughWhateverItsProviderDoes(@TempDir Path folder) {
    try (TestNetwork network = new TestNetwork(folder);
        FaultyRpc proxy = FaultyRpc.before(network.anvil.address(), 0xfa01)) {
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
          network.start(
              network.config("node10", 10, proverPort, aggregators, proxy.address(), Role.PROVER));
      proxy.stallFor(6_000).suffer(0.15, FaultyRpc.EVERYTHING_BUT_ANOTHER_CHAIN);

      List<Bytes32> requests = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Bytes32 id = network.request(30 + i);
        requests.add(id);
        TestNetwork.await(
            "a commitment",
            PATIENCE,
            () -> !events(watcher, id, ProofMarketEvent.Committed.class).isEmpty());
        network.rpc.call(RpcRequest.once("anvil_reorg", 2, List.of())); // forgets it again
      }
      paidOnce(network, watcher, requests);
      assertThat(proxy.happened()).as("faults").hasSizeGreaterThan(5);
      assertThat(prover.outbox.foreignTransactions()).isZero();
      TestNetwork.await(
          "the prover to know",
          PATIENCE,
          () ->
              prover.jobs().stream().filter(job -> job.stage() == Stage.PAID).count()
                  == requests.size());
    }
  }

  @Test
  void aNodeDoesNotStartOnAnotherChain(@TempDir Path folder) {
    try (TestNetwork network = new TestNetwork(folder);
        FaultyRpc proxy =
            FaultyRpc.before(network.anvil.address(), 1).suffer(1, Set.of(Fault.WRONG_CHAIN))) {
      int port = TestNetwork.freePort();
      var config = network.config("node30", 30, port, List.of(), proxy.address(), Role.WATCHER);

      assertThatThrownBy(() -> Host.open(config))
          .isInstanceOf(WorkException.class)
          .hasMessageContaining("AK-047")
          .hasMessageContaining("1337")
          .hasMessageContaining("31337");
    }
  }

  @Test
  void theSecondNodeOfAKeyIsRefusedAndNothingIsPaidTwice(@TempDir Path folder) {
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
      var first = network.config(10, proverPort, aggregators, Role.PROVER);
      var second = network.config(10, TestNetwork.freePort(), aggregators, Role.PROVER);
      network.start(first);

      assertThatThrownBy(() -> network.start(second))
          .as("on one machine, with one folder")
          .isInstanceOf(RuntimeException.class);
      var elsewhere =
          network.config(
              "elsewhere",
              10,
              TestNetwork.freePort(),
              aggregators,
              network.anvil.address(),
              Role.PROVER);
      assertThatThrownBy(() -> network.start(elsewhere))
          .as("on another machine")
          .isInstanceOf(WorkException.class)
          .hasMessageContaining("AK-046")
          .hasMessageContaining(TestNetwork.at(proverPort).toString());
      paidOnce(network, watcher, List.of(network.request(40)));
    }
  }
}
