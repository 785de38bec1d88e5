package network.akashi.market;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A chain in memory: blocks with randomness, accounts, a quorum that says what the test wants. */
final class World implements Payments, Verification {
  static final Address MARKET = Address.of(0x3a);
  static final Address ATTESTATION = Address.of(0xa7);
  static final BigInteger UNIT = ether("0.01");
  static final Bytes32 PROGRAM = Bytes32.of(1);
  static final Bytes32 OUTPUT = Bytes32.of(77);
  static final Bytes32 EVIDENCE = Bytes32.of(88);
  static final long WORK = 25_000_000_000L;
  static final long CAP = 2_000_000;
  static final Deadlines DEADLINES = new Deadlines(600, 900, 1200, 3600);
  static final RegistryParameters REGISTRY =
      new RegistryParameters(ether("0.1"), UNIT, 10_000_000, 604_800, 50);
  static final MarketParameters PARAMETERS =
      new MarketParameters(31_337, MARKET, 2, 300, 86_400, 604_800, 250_000, 1_500_000);

  final List<MarketEvent> events = new ArrayList<>();
  final Map<Address, BigInteger> paidOut = new HashMap<>();
  final Set<Address> refusing = new HashSet<>();
  final Set<Statement> attested = new HashSet<>();
  final Set<List<Object>> verdicts = new HashSet<>();
  final Map<List<Object>, ProofClass> proofs = new HashMap<>();
  final ProverRegistry registry;
  final ProofMarket market;
  Block block = new Block(1_000_000, 1_800_000_000, BigInteger.ZERO);
  boolean callbackSucceeds = true;
  int callbacks;

  World() {
    this(new SampledSecondPrice());
  }

  World(AssignmentRule rule) {
    registry = new ProverRegistry(REGISTRY, ATTESTATION, this, events::add);
    market =
        new ProofMarket(
            PARAMETERS,
            registry,
            rule,
            this,
            (target, gas, id, outcome, output) -> {
              callbacks++;
              return callbackSucceeds;
            },
            this,
            events::add);
  }

  static BigInteger ether(String amount) {
    return new java.math.BigDecimal(amount).movePointRight(18).toBigIntegerExact();
  }

  // --- Ports ---

  @Override
  public boolean pay(Address to, BigInteger amount) {
    if (refusing.contains(to)) {
      return false;
    }
    paidOut.merge(to, amount, BigInteger::add);
    return true;
  }

  @Override
  public boolean isAttested(Statement statement, byte[] proof) {
    return attested.contains(statement);
  }

  @Override
  public Optional<ProofClass> verify(Bytes32 programId, Bytes32 digest, byte[] proof) {
    return Optional.ofNullable(proofs.get(List.of(programId, digest)));
  }

  @Override
  public boolean isVerdict(Bytes32 requestId, Verdict verdict, long since, byte[] data) {
    return verdicts.contains(List.of(requestId, verdict, since));
  }

  /** Every block's randomness follows from its number. */
  Optional<Bytes32> randomness(long number) {
    return Optional.of(Hashes.keccak(Bytes32.of(0x5eed), Bytes32.of(number)));
  }

  // --- Time ---

  void skipBlocks(long count) {
    block = new Block(block.number() + count, block.timestamp() + 12 * count, block.baseFee());
  }

  void passSeconds(long seconds) {
    block =
        new Block(block.number() + 1 + seconds / 12, block.timestamp() + seconds, block.baseFee());
  }

  void toElapsed(Bytes32 id, long elapsed) {
    long start = market.requestState(block, id).clockStart();
    passSeconds(start + elapsed - block.timestamp());
  }

  // --- Acts ---

  static Address operator(int i) {
    return Address.of(0xa0000 + i);
  }

  int join(int i, BigInteger bond, long ask, long capacity) {
    return join(i, bond, new Terms(ask, ProofClass.ATTESTED.bit(), 0, false), capacity);
  }

  int join(int i, BigInteger bond, Terms terms, long capacity) {
    Registration registration =
        new Registration(
            operator(i), terms, capacity, Bytes32.of(0xb15 + i), true, "https://prover", "");
    return registry.register(block, operator(i), bond, registration);
  }

  /** Provers with equal bonds and asks 1.00, 1.01, … Mwei per cell. */
  void joinMany(int count) {
    for (int i = 0; i < count; i++) {
      join(i, ether("10"), 1_000_000 + 10_000L * i, 1000);
    }
    skipBlocks(3);
  }

  static ProofRequest request(long nonce) {
    return new ProofRequest(
        Address.of(0xc0ffee),
        nonce,
        PROGRAM,
        Bytes32.of(9000 + nonce),
        0,
        WORK,
        CAP,
        CAP,
        ether("0.01"),
        DEADLINES,
        new Policy(ProofClass.ATTESTED.bit(), 0, 0, 5),
        Callback.NONE);
  }

  Bytes32 open(ProofRequest request) {
    return market.request(block, request.requester(), request.escrow(), request);
  }

  void assign(ProofRequest request) {
    Bytes32 id = market.idOf(request);
    long seedBlock = market.requestState(block, id).sampleBlock() + PARAMETERS.seedDelay();
    if (block.number() < seedBlock) {
      skipBlocks(seedBlock - block.number());
    }
    market.assign(block, request, this::randomness);
  }

  Bytes32 openAndAssign(ProofRequest request) {
    Bytes32 id = open(request);
    assign(request);
    return id;
  }

  Fulfilment delivery(ProofRequest request, int role, Address payee, long work) {
    Fulfilment fulfilment =
        new Fulfilment(
            request,
            role,
            OUTPUT,
            payee,
            work,
            EVIDENCE,
            List.of(new ClassProof(ProofClass.ATTESTED.number(), new byte[0], new byte[0])),
            new byte[0]);
    attested.add(fulfilment.statement());
    return fulfilment;
  }

  Fulfilment deliveryBy(ProofRequest request, int role) {
    Address payee =
        role == Role.ANYONE
            ? Address.of(0x57)
            : registry.payoutOf(proverOf(market.idOf(request), role));
    return delivery(request, role, payee, request.maxWork() / 2);
  }

  void commitAs(ProofRequest request, int role) {
    Bytes32 id = market.idOf(request);
    int prover = proverOf(id, role);
    market.commit(
        block,
        registry.operatorOf(prover),
        request,
        role,
        Commitment.Hash.of(id, registry.payoutOf(prover), EVIDENCE));
  }

  void rule(Bytes32 id, Verdict verdict, long since) {
    verdicts.add(List.of(id, verdict, since));
  }

  int proverOf(Bytes32 id, int role) {
    return market.requestState(block, id).provers().get(role);
  }

  BigInteger bond(int id) {
    return registry.prover(id).bond();
  }
}
