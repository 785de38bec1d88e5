package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.command.Claim;
import network.akashi.node.config.Role;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.NodeServer;
import network.akashi.node.http.PeerClient;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provers that send rubbish, old and stolen proofs, and an attester that signs none of it. */
class RogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int HONEST_ATTESTERS = 3;
  private static final Address THIEF = TestNetwork.key(12).address();

  /** A registered prover that serves whatever it likes. */
  private static final class Thief implements AutoCloseable {
    final URI address;
    private final Map<String, byte[]> shelf = new ConcurrentHashMap<>();
    private final NodeServer server;

    Thief(TestNetwork network, int i) {
      int port = TestNetwork.freePort();
      address = TestNetwork.at(port);
      network.register(i, port, 1_000_000);
      Bouncer all = new Bouncer(InstantSource.system(), 1_000, 1_000, Duration.ofMinutes(1));
      server =
          NodeServer.bind("127.0.0.1", port, all)
              .on(
                  "GET",
                  "/v1/artifacts/",
                  call ->
                      new NodeServer.Reply(
                          200,
                          "application/octet-stream",
                          shelf.getOrDefault(call.rest(), new byte[1])))
              .start();
    }

    /** Puts bytes on the shelf, under their name. */
    Bytes32 offer(byte[] bytes) {
      Bytes32 name = Sha256.of(bytes);
      shelf.put(name.toHex(), bytes);
      return name;
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static Claim claim(Claim like, Bytes32 request, Address payee, Bytes32 evidence) {
    return new Claim(
        request,
        like.programId(),
        like.inputCommitment(),
        like.outputDigest(),
        payee,
        like.work(),
        evidence);
  }

  private static NodeError refusal(PeerClient peers, URI aggregator, Claim claim, Thief thief) {
    List<NodeError> found = new CopyOnWriteArrayList<>();
    TestNetwork.await(
        "a refusal of " + claim,
        PATIENCE,
        () -> {
          peers
              .announce(aggregator, claim, thief.address)
              .ifPresent(answer -> {
                assertThat(answer).isNotInstanceOf(Answer.Certified.class);
                if (answer instanceof Answer.Refused(NodeError error)) {
                  found.add(error);
                }
              });
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  @Test
  void nobodyIsPaidForRubbishOldOrStolenProofs(@TempDir Path folder) {
    try (TestNetwork network = new TestNetwork(folder);
        PeerClient peers = new PeerClient();
        Thief first = new Thief(network, 12);
        Thief second = new Thief(network, 13)) {
      int aggregatorPort = TestNetwork.freePort();
      URI aggregator = TestNetwork.at(aggregatorPort);
      int proverPort = TestNetwork.freePort();
      network.register(10, proverPort, 1_000);
      int rubbishPort = TestNetwork.freePort();
      network.enrol(23, rubbishPort);
      BlsKey stranger = BlsKey.fromSeed(TestNetwork.seed(99));
      try (RogueAttester _ = new RogueAttester(network, 23, rubbishPort, stranger::sign)) {
        int[] ports = new int[HONEST_ATTESTERS];
        for (int i = 0; i < HONEST_ATTESTERS; i++) {
          ports[i] = TestNetwork.freePort();
          network.enrol(20 + i, ports[i]);
        }
        Node watcher =
            network.start(
                network.config(
                    30, aggregatorPort, List.of(aggregator), Role.WATCHER, Role.AGGREGATOR));
        for (int i = 0; i < HONEST_ATTESTERS; i++) {
          network.start(network.config(20 + i, ports[i], List.of(aggregator), Role.ATTESTER));
        }
        Node prover =
            network.start(network.config(10, proverPort, List.of(aggregator), Role.PROVER));

        Bytes32 paid = network.request(60);
        TestNetwork.await(
            "pay, in spite of an attester that signs rubbish",
            PATIENCE,
            () -> prover.jobs().stream().anyMatch(job -> job.stage() == Stage.PAID));
        Claim honest = prover.jobs().getFirst().claim().orElseThrow();
        byte[] bundle = prover.artifacts.get(honest.evidence()).orElseThrow();
        prover.close();

        Bytes32 again = network.request(60);
        Bytes32 other = network.request(61);
        TestNetwork.await(
            "the requests",
            PATIENCE,
            () ->
                watcher.view().request(again).isPresent()
                    && watcher.view().request(other).isPresent());
        var asked = watcher.view().request(other).orElseThrow().terms();

        byte[] spoilt = bundle.clone();
        spoilt[bundle.length / 2] ^= 1;
        byte[] half = Arrays.copyOf(bundle, bundle.length / 2);
        assertThat(
                refusal(peers, aggregator, claim(honest, again, THIEF, first.offer(bundle)), first))
            .as("somebody else's proof")
            .isEqualTo(NodeError.PROOF_OF_ANOTHER);
        assertThat(
                refusal(peers, aggregator, claim(honest, again, THIEF, first.offer(half)), first))
            .as("half a bundle")
            .isEqualTo(NodeError.PROOF_MALFORMED);
        assertThat(
                refusal(peers, aggregator, claim(honest, again, THIEF, first.offer(spoilt)), first))
            .as("a proof with one bit changed")
            .isEqualTo(NodeError.PROOF_REJECTED);
        assertThat(
                refusal(
                    peers,
                    aggregator,
                    claim(honest, again, THIEF, Bytes32.of(BigInteger.TWO)),
                    second))
            .as("bytes of another name")
            .isEqualTo(NodeError.PROOF_CORRUPT);
        assertThat(
                refusal(
                    peers,
                    aggregator,
                    new Claim(
                        other,
                        asked.programId(),
                        asked.inputCommitment(),
                        honest.outputDigest(),
                        honest.payee(),
                        honest.work(),
                        second.offer(bundle)),
                    second))
            .as("an old proof for a new input")
            .isEqualTo(NodeError.CLAIM_FALSE);
        for (Bytes32 id : List.of(again, other)) {
          assertThat(watcher.watch.history(id))
              .doesNotHaveAnyElementsOfTypes(ProofMarketEvent.Fulfilled.class);
        }
        assertThat(watcher.watch.history(paid))
            .filteredOn(ProofMarketEvent.Fulfilled.class::isInstance)
            .hasSize(1);
      }
    }
  }
}
