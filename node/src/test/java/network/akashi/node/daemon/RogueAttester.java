package network.akashi.node.daemon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import network.akashi.chain.Bytes;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.command.Leaf;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.NodeServer;
import network.akashi.node.http.Wire;

/** An attester that looks at nothing: it signs whatever it is asked to, or sends something else. */
final class RogueAttester implements AutoCloseable {
  private final NodeServer server;

  RogueAttester(TestNetwork network, int i, int port, UnaryOperator<Bytes> signature) {
    BlsKey key = BlsKey.fromSeed(TestNetwork.seed(i));
    Bouncer all = new Bouncer(InstantSource.system(), 1_000, 1_000, Duration.ofMinutes(1));
    server =
        NodeServer.bind("127.0.0.1", port, all)
            .on(
                "POST",
                "/v1/sign",
                call -> {
                  SignRequest asked =
                      Wire.parse(call.body()).flatMap(Wire::signRequest).orElseThrow();
                  Bytes message =
                      Leaf.message(
                          network.contracts.chainId(),
                          network.contracts.attestation().address(),
                          asked.committee(),
                          Leaf.root(asked.claims().stream().map(Leaf::of).toList()));
                  return NodeServer.Reply.json(
                      200,
                      Wire.signAnswer(
                          new Wire.SignAnswer(
                              Optional.of(signature.apply(key.sign(message))), List.of())));
                })
            .start();
  }

  @Override
  public void close() {
    server.close();
  }
}
