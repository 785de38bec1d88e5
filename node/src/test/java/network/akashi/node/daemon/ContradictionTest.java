package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.contracts.ClassProof;
import network.akashi.chain.contracts.Fulfilment;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.market.RequestStatus;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.config.Role;
import network.akashi.node.http.PeerClient;
import network.akashi.node.view.Terms;
import network.akashi.node.work.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quorum that signs a lie beside the truth, on a real chain; and a watcher that notices. */
class ContradictionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LIARS = 3;
  private static final int HONEST = 23;

  private static Certificate certified(PeerClient peers, URI aggregator, Claim claim, URI source) {
    List<Certificate> found = new CopyOnWriteArrayList<>();
    TestNetwork.await(
        "a certificate",
        PATIENCE,
        () -> {
          peers
              .announce(aggregator, claim, source)
              .filter(Answer.Certified.class::isInstance)
              .ifPresent(answer -> found.add(((Answer.Certified) answer).certificate()));
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  private static boolean isCondemned(TestNetwork network, int i) {
    Bytes key = BlsKey.fromSeed(TestNetwork.seed(i)).publicKey();
    return network.ethereum.call(network.contracts.attestation().condemned(Keccak256.hash(key)));
  }

  private static BigInteger stake(TestNetwork network, int i) {
    long id =
        network.ethereum.call(network.contracts.registry().idOf(TestNetwork.key(i).address()));
    return network.ethereum.call(network.contracts.registry().stakeOf(id));
  }

  private static Claim claim(Terms terms, Bytes32 output) {
    return new Claim(
        terms.id(),
        terms.programId(),
        terms.inputCommitment(),
        output,
        TestNetwork.key(10).address(),
        1_000_000,
        Sha256.of(output.toArray()));
  }

  @Test
  void whoSignsTheTruthAndALieLosesItsBondAndNobodyElseDoes(@TempDir Path folder) {
    List<RogueAttester> liars = new ArrayList<>();
    try (TestNetwork network = new TestNetwork(folder);
        PeerClient peers = new PeerClient()) {
      int aggregatorPort = TestNetwork.freePort();
      URI aggregator = TestNetwork.at(aggregatorPort);
      URI prover = TestNetwork.at(TestNetwork.freePort());
      network.register(10, prover.getPort(), 1_000);
      for (int i = 0; i < LIARS; i++) {
        int port = TestNetwork.freePort();
        network.enrol(20 + i, port);
        liars.add(new RogueAttester(network, 20 + i, port, each -> each));
      }
      int honestPort = TestNetwork.freePort();
      network.enrol(HONEST, honestPort);
      Node watcher =
          network.start(
              network.config(
                  30, aggregatorPort, List.of(aggregator), Role.WATCHER, Role.AGGREGATOR));
      network.start(network.config(HONEST, honestPort, List.of(aggregator), Role.ATTESTER));

      Bytes32 id = network.request(50);
      TestNetwork.await(
          "the assignment",
          PATIENCE,
          () ->
              watcher
                  .view()
                  .request(id)
                  .filter(each -> each.standing().status() == RequestStatus.ASSIGNED)
                  .isPresent());
      Terms terms = watcher.view().request(id).orElseThrow().terms();
      Claim truth = claim(terms, watcher.source.fetch(terms).outputDigest());
      Claim lie = claim(terms, Sha256.of(new byte[] {1}));
      certified(peers, aggregator, truth, prover);
      Certificate certificate = certified(peers, aggregator, lie, prover);

      network
          .wallet(TestNetwork.key(10))
          .send(network.contracts.market().fulfil(fulfilment(watcher, lie, certificate)));
      TestNetwork.await(
          "three condemned",
          PATIENCE,
          () -> isCondemned(network, 20) && isCondemned(network, 21) && isCondemned(network, 22));

      assertThat(isCondemned(network, HONEST)).isFalse();
      assertThat(stake(network, 20)).isZero();
      assertThat(stake(network, HONEST)).isPositive();
      assertThat(stake(network, 10)).as("the prover's bond is not what signed").isPositive();
      assertThat(
              network.ethereum.call(network.contracts.attestation().frozenUntil(terms.programId())))
          .as("the program is frozen: quorums contradict each other")
          .isPositive();
      BigInteger before =
          network.ethereum.balance(TestNetwork.key(30).address(), BlockId.Tag.LATEST);
      TestNetwork.await(
          "the reward",
          PATIENCE,
          () ->
              network
                      .ethereum
                      .balance(TestNetwork.key(30).address(), BlockId.Tag.LATEST)
                      .subtract(before)
                      .compareTo(TestNetwork.ETHER)
                  > 0);
    } finally {
      liars.forEach(RogueAttester::close);
    }
  }

  private static Fulfilment fulfilment(Node watcher, Claim claim, Certificate certificate) {
    ProofMarketEvent.Requested requested =
        (ProofMarketEvent.Requested) watcher.watch.history(claim.requestId()).getFirst();
    return new Fulfilment(
        requested.request(),
        0,
        claim.outputDigest(),
        claim.payee(),
        BigInteger.valueOf(claim.work()),
        claim.evidence(),
        List.of(new ClassProof(1, Bytes.EMPTY, certificate.data())),
        Bytes.EMPTY);
  }
}
