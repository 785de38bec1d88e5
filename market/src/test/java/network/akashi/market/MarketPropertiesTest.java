package network.akashi.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** What holds whatever anybody does, checked after every act of random histories. */
class MarketPropertiesTest {
  private static final int PROVERS = 8;
  private static final int ACTS = 120;

  @Test
  void moneyIsConservedAndLocksAreBackedObligations() {
    ForAll.cases(60, random -> new History(random).play());
  }

  /** A random history with books kept beside it. */
  private static final class History {
    private final RandomGenerator random;
    private final World world = new World();
    private final List<ProofRequest> requests = new ArrayList<>();
    private final Set<Address> accounts =
        new HashSet<>(List.of(Address.of(0xc0ffee), Address.of(0x57)));
    private final Map<Bytes32, Integer> payments = new HashMap<>();
    private BigInteger paidIn = BigInteger.ZERO;

    History(RandomGenerator random) {
      this.random = random;
    }

    void play() {
      for (int i = 0; i < PROVERS; i++) {
        BigInteger bond =
            units(20 + random.nextInt(400)).add(BigInteger.valueOf(random.nextInt(1000)));
        world.join(i, bond, 1_000_000 + random.nextInt(900_000), 1L + random.nextInt(500));
        paidIn = paidIn.add(bond);
        accounts.add(World.operator(i));
      }
      world.skipBlocks(3);
      open();
      for (int act = 0; act < ACTS; act++) {
        attempt(this::act);
        check();
      }
    }

    private void attempt(Runnable act) {
      BigInteger before = total();
      int told = world.events.size();
      try {
        act.run();
      } catch (RefusedException refused) {
        assertThat(total()).as("money after %s", refused.getMessage()).isEqualTo(before);
        assertThat(world.events).as("events after %s", refused.getMessage()).hasSize(told);
      }
    }

    private void act() {
      switch (random.nextInt(12)) {
        case 0, 1 -> open();
        case 2, 3 -> assign(any());
        case 4 -> world.commitAs(any(), random.nextInt(3));
        case 5, 6 -> deliver(any());
        case 7 -> end(any());
        case 8 -> registry();
        case 9 -> money();
        default -> world.passSeconds(1 + random.nextInt(random.nextInt(4) == 0 ? 1500 : 120));
      }
    }

    private ProofRequest any() {
      return requests.get(random.nextInt(requests.size()));
    }

    private void open() {
      ProofRequest request = World.request(requests.size());
      world.open(request);
      requests.add(request);
      paidIn = paidIn.add(request.escrow());
    }

    private void assign(ProofRequest request) {
      world.assign(request);
    }

    private void deliver(ProofRequest request) {
      Bytes32 id = world.market.idOf(request);
      Fulfilment fulfilment = world.deliveryBy(request, random.nextInt(4));
      world.market.fulfil(world.block, fulfilment);
      payments.merge(id, 1, Integer::sum);
    }

    private void end(ProofRequest request) {
      Bytes32 id = world.market.idOf(request);
      switch (random.nextInt(3)) {
        case 0 -> world.market.expire(world.block, request);
        case 1 -> {
          world.rule(id, Verdict.UNPROVABLE, 1);
          world.market.annul(world.block, request, 1, new byte[1]);
        }
        default -> {
          long since = world.block.timestamp() - random.nextInt(50);
          world.rule(id, Verdict.UNAVAILABLE, since);
          world.market.stopClock(world.block, request, since, new byte[1]);
        }
      }
    }

    private void registry() {
      Address operator = World.operator(random.nextInt(PROVERS));
      switch (random.nextInt(5)) {
        case 0 -> {
          BigInteger amount = BigInteger.valueOf(1 + random.nextLong(1L << 60));
          world.registry.topUp(world.block, 1 + random.nextInt(PROVERS), amount);
          paidIn = paidIn.add(amount);
        }
        case 1 ->
            world.registry.unbond(
                world.block, operator, BigInteger.valueOf(1 + random.nextLong(1L << 60)));
        case 2 -> world.registry.cancelUnbond(world.block, operator);
        case 3 -> {
          world.passSeconds(World.REGISTRY.unbondingDelay());
          world.registry.withdraw(world.block, operator);
        }
        default -> world.registry.condemn(world.block, 1 + random.nextInt(PROVERS));
      }
    }

    private void money() {
      if (random.nextBoolean()) {
        world.market.burn();
      } else {
        world.market.withdrawFor(World.operator(random.nextInt(PROVERS)));
      }
    }

    private BigInteger total() {
      return world.paidOut.values().stream()
          .reduce(BigInteger.ZERO, BigInteger::add)
          .add(world.market.balance())
          .add(world.registry.balance());
    }

    private void check() {
      assertThat(total()).as("money in = money out + held").isEqualTo(paidIn);
      assertThat(payments.values()).as("paid at most once").allMatch(times -> times == 1);

      BigInteger owed = world.market.pendingBurn();
      Map<Integer, Long> obligations = new HashMap<>();
      for (ProofRequest request : requests) {
        RequestView view = world.market.requestState(world.block, world.market.idOf(request));
        if (view.status().running()) {
          owed = owed.add(request.escrow());
        }
        if (view.status() == RequestStatus.ASSIGNED) {
          ProofRequest.Units units = request.units(World.REGISTRY);
          for (int role = 0; role < Role.COUNT; role++) {
            long locked = role == Role.PRIMARY ? units.primary() : units.standby();
            obligations.merge(view.provers().get(role), locked, Long::sum);
          }
        }
      }
      for (Address account : accounts) {
        owed = owed.add(world.market.creditOf(account));
      }
      assertThat(world.market.balance()).as("held = owed").isEqualTo(owed);

      BigInteger bonds = BigInteger.ZERO;
      long weights = 0;
      for (int id = 1; id <= world.registry.idLimit(); id++) {
        ProverView prover = world.registry.prover(id);
        bonds = bonds.add(prover.bond());
        weights += prover.weight();
        assertThat(prover.bond()).isGreaterThanOrEqualTo(units(prover.lockedUnits()));
        assertThat(prover.lockedUnits())
            .as("locks of %d = open obligations", id)
            .isEqualTo(obligations.getOrDefault(id, 0L));
        assertThat(prover.weight()).isLessThanOrEqualTo(prover.capacity());
      }
      assertThat(world.registry.balance()).as("held = bonds").isEqualTo(bonds);
      assertThat(world.registry.totalWeightAt(world.block.number()))
          .as("no weight without a prover")
          .isEqualTo(weights);
    }

    private static BigInteger units(long count) {
      return World.UNIT.multiply(BigInteger.valueOf(count));
    }
  }

  @Test
  void nobodyLosesBondWithoutADefault() {
    ForAll.cases(
        200,
        random -> {
          World world = new World();
          world.joinMany(PROVERS);
          ProofRequest request = World.request(random.nextLong());
          Bytes32 id = world.openAndAssign(request);
          int role = random.nextInt(3);
          long due = World.DEADLINES.due(role);
          long from = World.DEADLINES.windowStart(role);
          world.toElapsed(id, from + random.nextLong(Math.min(due, 1199) - from + 1));
          int prover = world.proverOf(id, role);
          if (random.nextBoolean()) {
            world.commitAs(request, role);
            world.passSeconds(random.nextInt(300));
          }
          world.market.fulfil(world.block, world.deliveryBy(request, role));
          assertThat(world.bond(prover)).isEqualTo(World.ether("10"));
        });
  }

  @Test
  void selfDefaultNeverPays() {
    ForAll.cases(
        300,
        random -> {
          World world = new World();
          world.joinMany(3 + random.nextInt(6));
          ProofRequest request = World.request(random.nextLong());
          Bytes32 id = world.openAndAssign(request);
          RequestView view = world.market.requestState(world.block, id);
          // One hand holds the whole assignment and delivers as whoever, whenever it likes.
          int role = 1 + random.nextInt(3);
          long work = 1 + random.nextLong(request.maxWork());
          world.toElapsed(
              id,
              World.DEADLINES.windowStart(role == 3 ? 2 : role)
                  + (role == 3 ? 299 : random.nextInt(250)));
          Address payee =
              role == 3 ? Address.of(0x57) : world.registry.payoutOf(view.provers().get(role));
          world.market.fulfil(world.block, world.delivery(request, role, payee, work));
          BigInteger lost = BigInteger.ZERO;
          for (int prover : view.provers()) {
            lost = lost.add(World.ether("10").subtract(world.bond(prover)));
          }
          BigInteger honest = BigInteger.valueOf(work).multiply(BigInteger.valueOf(view.price()));
          assertThat(world.market.creditOf(payee).subtract(lost)).isLessThan(honest);
        });
  }
}
