package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.market.Address;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.market.Callbacks;
import network.akashi.market.MarketEvent;
import network.akashi.market.MarketParameters;
import network.akashi.market.Payments;
import network.akashi.market.ProofClass;
import network.akashi.market.ProofMarket;
import network.akashi.market.ProofOutcome;
import network.akashi.market.ProverRegistry;
import network.akashi.market.RefusedException;
import network.akashi.market.RegistryParameters;
import network.akashi.market.SampledSecondPrice;
import network.akashi.market.Statement;
import network.akashi.market.Verdict;
import network.akashi.market.Verification;

/** The Java rules with a world around them that is told what the one on the chain is told. */
final class Model implements Payments, Verification, Callbacks {
  static final BigInteger ENDOWMENT = BigInteger.TEN.pow(30);

  /** The version under which the router knows the believing verifier. */
  static final byte[] VERSION = {0, 0, 3, 1};

  final ProverRegistry registry;
  final ProofMarket market;
  final Set<Address> refusesMoney = new HashSet<>();
  final Set<Address> failsCallbacks = new HashSet<>();
  final Set<Statement> attested = new HashSet<>();
  final Set<List<Object>> verdicts = new HashSet<>();
  final Set<List<Object>> proven = new HashSet<>();
  final Map<Long, Bytes32> randao = new HashMap<>();
  final Map<Address, BigInteger> balances = new HashMap<>();
  final List<Job> jobs = new ArrayList<>();
  private final List<MarketEvent> events = new ArrayList<>();
  private Block block = new Block(0, 0, BigInteger.ZERO);

  Model(
      RegistryParameters registryParameters,
      MarketParameters marketParameters,
      Address attestation,
      List<Address> actors) {
    registry = new ProverRegistry(registryParameters, attestation, this, events::add);
    market =
        new ProofMarket(
            marketParameters, registry, new SampledSecondPrice(), this, this, this, events::add);
    actors.forEach(actor -> balances.put(actor, ENDOWMENT));
    balances.put(Address.BURN, BigInteger.ZERO);
  }

  /** How an act ended: what it returned, or why it was refused. */
  sealed interface Outcome {
    /** It was done. */
    record Done(Object result) implements Outcome {}

    /** It was not. */
    record Refused(RefusedException reason) implements Outcome {}
  }

  void enter(Block next, Bytes32 randomness) {
    block = next;
    randao.put(next.number(), randomness);
  }

  Block block() {
    return block;
  }

  /** What somebody has outside the market, wei. */
  BigInteger balance(Address account) {
    return balances.getOrDefault(account, BigInteger.ZERO);
  }

  Outcome play(Act act, Address actor) {
    events.clear();
    try {
      Object result = act.effect().apply(this);
      balances.merge(actor, act.value().negate(), BigInteger::add);
      return new Outcome.Done(result);
    } catch (RefusedException refused) {
      return new Outcome.Refused(refused);
    }
  }

  List<MarketEvent> events() {
    return events;
  }

  @Override
  public boolean pay(Address to, BigInteger amount) {
    if (refusesMoney.contains(to)) {
      return false;
    }
    balances.merge(to, amount, BigInteger::add);
    return true;
  }

  @Override
  public boolean isAttested(Statement statement, byte[] proof) {
    return proof.length == 0 && attested.contains(statement);
  }

  @Override
  public Optional<ProofClass> verify(Bytes32 programId, Bytes32 digest, byte[] proof) {
    return proof.length >= VERSION.length
            && Arrays.equals(Arrays.copyOf(proof, VERSION.length), VERSION)
            && proven.contains(List.of(programId, digest))
        ? Optional.of(ProofClass.EXTERNAL)
        : Optional.empty();
  }

  @Override
  public boolean isVerdict(Bytes32 requestId, Verdict verdict, long since, byte[] data) {
    return verdicts.contains(List.of(requestId, verdict, since));
  }

  @Override
  public boolean onProof(
      Address target, long gas, Bytes32 requestId, ProofOutcome outcome, byte[] output) {
    return !failsCallbacks.contains(target);
  }
}
