package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import network.akashi.market.Address;
import network.akashi.market.Bytes32;
import network.akashi.market.ProofClass;
import network.akashi.market.ProverView;
import network.akashi.market.Registration;
import network.akashi.market.Terms;

/** Makes up what provers do in the registry. */
final class ProverActs {
  private final Lane lane;
  private final Model model;
  private final RandomGenerator random;

  ProverActs(Lane lane, Model model, RandomGenerator random) {
    this.lane = lane;
    this.model = model;
    this.random = random;
  }

  Act any() {
    int caller = random.nextInt(12);
    for (int tries = 0; tries < 3 && model.registry.idOf(lane.actors.get(caller)) == 0; tries++) {
      caller = random.nextInt(12);
    }
    return any(caller);
  }

  private Act any(int caller) {
    Address by = lane.actors.get(caller);
    return switch (random.nextInt(16)) {
      case 0, 1 -> register(random.nextInt(10), random.nextInt(3) == 0);
      case 2, 3 -> topUp(caller);
      case 4, 5, 6 -> unbond(caller, by);
      case 7 ->
          Act.of(
              "cancel unbonding",
              caller,
              lane.registry.cancelUnbond(),
              m -> Improviser.nothing(() -> m.registry.cancelUnbond(m.block(), by)));
      case 8, 9, 10 ->
          Act.of(
              "withdraw bond",
              caller,
              lane.registry.withdraw(),
              m -> m.registry.withdraw(m.block(), by));
      case 11, 12 -> {
        Terms terms = terms(random.nextInt(10) == 0);
        yield Act.of(
            "change terms",
            caller,
            lane.registry.setTerms(Wire.of(terms)),
            m -> Improviser.nothing(() -> m.registry.setTerms(m.block(), by, terms)));
      }
      case 13 -> {
        long capacity = random.nextInt(6) == 0 ? (1L << 27) * random.nextInt(2) : capacity();
        yield Act.of(
            "change capacity",
            caller,
            lane.registry.setCapacity(capacity),
            m -> Improviser.nothing(() -> m.registry.setCapacity(m.block(), by, capacity)));
      }
      case 14 -> {
        Address payout =
            random.nextInt(6) == 0 ? Address.ZERO : lane.actors.get(random.nextInt(Lane.ACTORS));
        yield Act.of(
            "change payout",
            caller,
            lane.registry.setPayout(Wire.of(payout)),
            m -> Improviser.nothing(() -> m.registry.setPayout(by, payout)));
      }
      default -> listing(caller, by);
    };
  }

  private Act listing(int caller, Address by) {
    if (random.nextInt(4) == 0) {
      return Act.of(
          "change metadata",
          caller,
          lane.registry.setMetadata("https://new", "{}"),
          m -> Improviser.nothing(() -> m.registry.setMetadata(by, "https://new", "{}")));
    }
    Bytes32 program = Bytes32.of(1L + random.nextInt(2));
    boolean served = random.nextInt(3) != 0;
    return Act.of(
        "list program",
        caller,
        lane.registry.setProgram(Wire.of(program), served),
        m -> Improviser.nothing(() -> m.registry.setProgram(m.block(), by, program, served)));
  }

  /** A registration; with faults, something about it may not be as it must. */
  Act register(int operator, boolean faults) {
    int keyOf = faults && random.nextInt(3) == 0 ? random.nextInt(Lane.ACTORS) : operator;
    Lane.Key key = lane.keys.get(keyOf);
    Terms terms = terms(faults && random.nextInt(6) == 0);
    BigInteger unit = lane.registryParameters.weiPerUnit();
    // Some so small that a slash is felt.
    int units = random.nextInt(3) == 0 ? 10 + random.nextInt(40) : 20 + random.nextInt(800);
    BigInteger bond =
        faults && random.nextInt(6) == 0
            ? BigInteger.valueOf(random.nextLong(1L << 56))
            : unit.multiply(BigInteger.valueOf(units))
                .add(BigInteger.valueOf(random.nextLong(1L << 50)));
    Registration registration =
        new Registration(
            faults && random.nextInt(8) == 0
                ? Address.ZERO
                : lane.actors.get(random.nextInt(4) == 0 ? 12 : operator),
            terms,
            faults && random.nextInt(8) == 0 ? 0 : capacity(),
            Lane.hash(key.point()),
            keyOf == operator,
            "https://prover",
            "{\"region\":\"somewhere\"}");
    Address by = lane.actors.get(operator);
    return Act.of(
        "register",
        operator,
        lane.registry
            .register(Wire.of(registration, key.point(), key.possession()))
            .withValue(bond),
        m -> m.registry.register(m.block(), by, bond, registration));
  }

  private Terms terms(boolean faults) {
    int classes =
        ProofClass.ATTESTED.bit() | (random.nextBoolean() ? ProofClass.EXTERNAL.bit() : 0);
    return new Terms(
        // Few different asks, so that some are equal.
        800_000 + 10_007L * random.nextInt(120),
        faults ? random.nextInt(2) : classes,
        random.nextInt(4),
        random.nextInt(5) == 0);
  }

  private long capacity() {
    return 1L + random.nextInt(random.nextInt(4) == 0 ? 30 : 900);
  }

  private Act topUp(int caller) {
    int id = 1 + random.nextInt(10);
    BigInteger amount =
        switch (random.nextInt(10)) {
          case 0 -> BigInteger.ZERO;
          case 1 -> BigInteger.ONE.shiftLeft(96).subtract(model.registry.prover(id).bond());
          default -> BigInteger.valueOf(random.nextLong(1L << 62));
        };
    return Act.of(
        "top up",
        caller,
        lane.registry.topUp(id).withValue(amount),
        m -> Improviser.nothing(() -> m.registry.topUp(m.block(), id, amount)));
  }

  private Act unbond(int caller, Address by) {
    ProverView prover = model.registry.prover(model.registry.idOf(by));
    BigInteger staying = prover.bond().subtract(prover.unbonding());
    BigInteger amount =
        switch (random.nextInt(6)) {
          case 0 -> BigInteger.ZERO;
          case 1, 2 -> staying;
          case 3 -> staying.subtract(lane.registryParameters.minBond()).max(BigInteger.ONE);
          case 4 -> staying.add(BigInteger.ONE);
          default -> BigInteger.valueOf(random.nextLong(1L << 61));
        };
    return Act.of(
        "unbond",
        caller,
        lane.registry.unbond(amount),
        m -> Improviser.nothing(() -> m.registry.unbond(m.block(), by, amount)));
  }
}
