package network.akashi.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.market.Bytes32;
import network.akashi.market.RequestEvent;
import network.akashi.market.RequestStatus;
import network.akashi.market.Verdict;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Inputs that are withheld, shown late, or cannot be proven: nobody pays for others' faults. */
class VerdictSimulationTest {
  private static final int SEEDS = Integer.getInteger("akashi.node.seeds", 1_000) / 4;
  private static final int PROVERS = 5;
  private static final int ATTESTERS = 4;
  private static final int REQUESTS = 3;
  private static final int SECONDS = 330;
  private static final List<Verdict> VERDICTS =
      List.of(Verdict.UNAVAILABLE, Verdict.AVAILABLE, Verdict.UNPROVABLE);

  /** A network, and the requests that were opened in it. */
  private record Scene(SimNetwork network, List<Bytes32> requests) {
    static Scene of(RandomGenerator random, double loss) {
      return new Scene(new SimNetwork(random, PROVERS, ATTESTERS, loss), new ArrayList<>());
    }

    network.akashi.chain.Bytes32 open(int nonce) {
      Bytes32 id = network.chain.open(nonce);
      requests.add(id);
      return SimChain.chain(network.chain.requests.get(id).inputCommitment());
    }

    void pass(int seconds) {
      for (int i = 0; i < seconds; i++) {
        network.second();
      }
    }

    void ended(RequestStatus status) {
      assertThat(network.trouble).isEmpty();
      assertThat(requests).allSatisfy(id -> assertThat(network.chain.status(id)).isEqualTo(status));
      assertThat(network.chain.isBalanced()).as("money is conserved").isTrue();
    }

    void nobodyIsSlashed() {
      assertThat(network.chain.events)
          .as("slashes")
          .doesNotHaveAnyElementsOfTypes(RequestEvent.Penalised.class);
    }

    <T> List<T> events(Class<T> kind) {
      return network.chain.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  @Test
  void whatTheSequencerShowsToNobodyStopsClocksAndIsAnnulled() {
    ForAll.cases(
        SEEDS,
        random -> {
          Scene scene = Scene.of(random, 0);
          for (int i = 0; i < REQUESTS; i++) {
            scene.network().inputs.withhold(scene.open(i), 0, Long.MAX_VALUE);
          }
          scene.pass(SECONDS);
          scene.ended(RequestStatus.ANNULLED);
          scene.nobodyIsSlashed();
          assertThat(scene.events(RequestEvent.ClockStopped.class)).hasSize(REQUESTS);
        });
  }

  @Test
  void whatTheSequencerShowsLateIsProvenAndNobodyPaysForTheWaiting() {
    ForAll.cases(
        SEEDS,
        random -> {
          Scene scene = Scene.of(random, 0);
          for (int i = 0; i < REQUESTS; i++) {
            long shown = scene.network().chain.seconds() + 5 + random.nextInt(100);
            scene.network().inputs.withhold(scene.open(i), 0, shown);
          }
          scene.pass(SECONDS);
          scene.ended(RequestStatus.FULFILLED);
          scene.nobodyIsSlashed();
          assertThat(scene.events(RequestEvent.Fulfilled.class))
              .allSatisfy(each -> assertThat(each.role()).isZero());
        });
  }

  @Test
  void whatCannotBeProvenIsAnnulledAtTheRequestersCost() {
    ForAll.cases(
        SEEDS,
        random -> {
          Scene scene = Scene.of(random, 0);
          for (int i = 0; i < REQUESTS; i++) {
            scene.network().inputs.spoil(scene.open(i));
          }
          scene.pass(40);
          scene.ended(RequestStatus.ANNULLED);
          scene.nobodyIsSlashed();
        });
  }

  @Test
  void nobodyWithoutAQuorumStopsAClockOrAnnulsWhatCanBeProven() {
    ForAll.cases(
        SEEDS,
        random -> {
          Scene scene = Scene.of(random, 0);
          scene.network().attesters.get(0).signsAnyVerdict = true;
          for (int i = 0; i < REQUESTS; i++) {
            scene.open(i);
          }
          for (int i = 0; i < 60; i++) {
            Bytes32 id = scene.requests().get(random.nextInt(REQUESTS));
            Verdict verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
            scene.network().appeal(SimChain.chain(id), verdict);
            scene.pass(1);
          }
          scene.ended(RequestStatus.FULFILLED);
          scene.nobodyIsSlashed();
          assertThat(scene.events(RequestEvent.ClockStopped.class)).isEmpty();
        });
  }

  @Test
  void inANetworkThatLosesMessagesToo() {
    ForAll.cases(
        SEEDS,
        random -> {
          Scene scene = Scene.of(random, random.nextDouble(0.3));
          SimNetwork network = scene.network();
          network.attesters.get(random.nextInt(ATTESTERS)).signsRubbish = random.nextBoolean();
          boolean isForEver = random.nextBoolean();
          for (int i = 0; i < REQUESTS; i++) {
            var input = scene.open(i);
            long shown =
                isForEver ? Long.MAX_VALUE : network.chain.seconds() + 5 + random.nextInt(100);
            network.inputs.withhold(input, 0, shown);
          }
          scene.pass(SECONDS);
          scene.ended(isForEver ? RequestStatus.ANNULLED : RequestStatus.FULFILLED);
          if (isForEver) {
            scene.nobodyIsSlashed();
          }
        });
  }
}
