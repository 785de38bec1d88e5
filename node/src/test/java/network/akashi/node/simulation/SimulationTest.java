package network.akashi.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.market.Bytes32;
import network.akashi.market.RequestEvent;
import network.akashi.market.RequestStatus;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/**
 * The real machines and drivers, on the market's own rules, in virtual time. A failing seed is
 * printed with how to replay it.
 */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("akashi.node.seeds", 1_000);
  private static final int PROVERS = 5;
  private static final int ATTESTERS = 4;

  @Test
  void whoeverIsHonestAndUpIsPaidOrNotNeeded() {
    ForAll.cases(SEEDS, SimulationTest::quietNetwork);
  }

  @Test
  void whateverBreaksEveryRequestIsSettledOnceAndNoMoneyIsLost() {
    ForAll.cases(SEEDS, SimulationTest::troubledNetwork);
  }

  private static void quietNetwork(RandomGenerator random) {
    SimNetwork network = new SimNetwork(random, PROVERS, ATTESTERS, 0);
    Set<Bytes32> requests = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      if (i % 10 == 0 && i < 30) {
        requests.add(network.chain.open(i));
      }
      network.second();
    }
    check(network, requests);
    assertThat(network.chain.events)
        .filteredOn(RequestEvent.Penalised.class::isInstance)
        .as("nobody is slashed")
        .isEmpty();
    assertThat(network.chain.events)
        .filteredOn(RequestEvent.Fulfilled.class::isInstance)
        .allSatisfy(each -> assertThat(((RequestEvent.Fulfilled) each).role()).isZero());
  }

  @Test
  void reorganisationsAndBlindMomentsLoseNothing() {
    ForAll.cases(SEEDS, SimulationTest::shakyChain);
  }

  /** The last blocks vanish now and then; nodes do not see the chain, or an old one. */
  private static void shakyChain(RandomGenerator random) {
    SimNetwork network = new SimNetwork(random, PROVERS, ATTESTERS, random.nextDouble(0.2));
    network.chain.rememberBlocks();
    network.blindness = random.nextDouble(0.4);
    Set<Bytes32> requests = new HashSet<>();
    for (int i = 0; i < 260; i++) {
      if (i % 12 == 0 && i < 36) {
        requests.add(network.chain.open(i));
      }
      if (i < 200 && random.nextInt(8) == 0) {
        network.chain.reorganise(1 + random.nextInt(4));
      }
      network.second();
    }
    check(network, requests);
  }

  private static void troubledNetwork(RandomGenerator random) {
    SimNetwork network = new SimNetwork(random, PROVERS, ATTESTERS, random.nextDouble(0.3));
    network.provers.get(random.nextInt(PROVERS)).isRogue = random.nextBoolean();
    network.attesters.get(0).signsRubbish = random.nextBoolean();
    SimNetwork.SimProver safe =
        network.provers.stream().filter(each -> !each.isRogue).findFirst().orElseThrow();
    Set<Bytes32> requests = new HashSet<>();
    for (int i = 0; i < 260; i++) {
      if (i % 12 == 0 && i < 36) {
        requests.add(network.chain.open(i));
      }
      disturb(network, random, safe);
      network.second();
    }
    check(network, requests);
  }

  /** Kills, restarts, breaks disks; leaves one prover and enough attesters alone. */
  private static void disturb(
      SimNetwork network, RandomGenerator random, SimNetwork.SimProver safe) {
    SimNetwork.SimProver prover = network.provers.get(random.nextInt(PROVERS));
    if (prover != safe && random.nextInt(12) == 0) {
      if (prover.isDown) {
        prover.restart();
      } else {
        prover.kill();
      }
    }
    if (prover != safe) {
      prover.isDiskBroken = random.nextInt(10) == 0;
    }
    SimNetwork.SimAttester attester = network.attesters.get(0);
    if (random.nextInt(20) == 0) {
      if (attester.isDown) {
        attester.restart();
      } else {
        attester.kill();
      }
    }
  }

  private static void check(SimNetwork network, Set<Bytes32> requests) {
    assertThat(network.trouble).isEmpty();
    for (Bytes32 id : requests) {
      assertThat(network.chain.status(id)).isEqualTo(RequestStatus.FULFILLED);
    }
    List<Bytes32> paid =
        network.chain.events.stream()
            .filter(RequestEvent.Fulfilled.class::isInstance)
            .map(each -> ((RequestEvent.Fulfilled) each).requestId())
            .toList();
    assertThat(paid).doesNotHaveDuplicates().hasSameSizeAs(requests);
    assertThat(network.chain.isBalanced()).as("money is conserved").isTrue();
  }
}
