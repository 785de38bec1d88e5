package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.NodeError;
import network.akashi.node.config.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interlock that closes for a real reason, on a real chain: its clock runs ahead. */
class InterlockedNodeTest {
  @TempDir private Path folder;

  @Test
  void aProverWhoseClockIsSkewedIsHardlyDrawn() {
    int port = TestNetwork.freePort();
    try (TestNetwork network = new TestNetwork(folder)) {
      network.register(10, port, 700_000);
      Node node = network.start(network.config(10, port, List.of(), Role.PROVER));
      var registry = network.contracts.registry();
      assertThat(network.ethereum.call(registry.prover(node.proverId)).capacity())
          .isEqualTo(10_000);

      network.rpc.call(RpcRequest.once("evm_increaseTime", 3_600));
      TestNetwork.await(
          "the interlock",
          Duration.ofSeconds(60),
          () -> node.interlocks.closed().contains(NodeError.CLOCK_SKEWED));
      TestNetwork.await(
          "the capacity on chain to be lowered",
          Duration.ofMinutes(2),
          () ->
              network.ethereum.call(registry.prover(node.proverId)).capacity()
                  == CapacityKeeper.LEAST);
    }
  }
}
