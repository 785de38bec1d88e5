package network.akashi.node.simulation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes;
import network.akashi.market.Address;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.market.Callback;
import network.akashi.market.Callbacks;
import network.akashi.market.ClassProof;
import network.akashi.market.Commitment;
import network.akashi.market.Deadlines;
import network.akashi.market.Fulfilment;
import network.akashi.market.MarketEvent;
import network.akashi.market.MarketParameters;
import network.akashi.market.Payments;
import network.akashi.market.Policy;
import network.akashi.market.ProofClass;
import network.akashi.market.ProofMarket;
import network.akashi.market.ProofRequest;
import network.akashi.market.ProverRegistry;
import network.akashi.market.RefusedException;
import network.akashi.market.Registration;
import network.akashi.market.RegistryParameters;
import network.akashi.market.RequestEvent;
import network.akashi.market.RequestStatus;
import network.akashi.market.RequestView;
import network.akashi.market.SampledSecondPrice;
import network.akashi.market.Statement;
import network.akashi.market.Terms;
import network.akashi.market.Verdict;
import network.akashi.market.Verification;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.MarketRules;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * A chain in virtual time with the market's own rules on it: a block a second, transactions that
 * take a while, and refusals as on chain.
 */
final class SimChain implements Verification {
  static final MarketRules RULES = new MarketRules(1, 256, 20, 150);
  static final Deadlines DEADLINES = new Deadlines(24, 48, 72, 120);
  static final long WORK = 1_000_000;
  private static final long FINAL = 8;
  static final Address SELF = Address.of(0x3a);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  final List<MarketEvent> events = new ArrayList<>();
  final Set<network.akashi.chain.Bytes32> roots = new HashSet<>();
  final Map<Bytes32, ProofRequest> requests = new LinkedHashMap<>();
  private final Map<Long, Long> openedIn = new HashMap<>();
  private final Map<String, Sent> sent = new HashMap<>();
  private final RandomGenerator random;
  private ProverRegistry registry;
  private ProofMarket market;
  private final Block genesis = new Block(1_000, 1_800_000_000, BigInteger.ONE);
  private final List<Mined> blocks = new ArrayList<>();
  private final Map<Long, Long> salts = new HashMap<>();
  private boolean remembersBlocks;
  private int forks;
  private BigInteger paidIn = BigInteger.ZERO;
  private BigInteger slashedBefore = BigInteger.ZERO;
  private final Map<Bytes32, Long> endedAt = new HashMap<>();
  private Optional<ChainView> view = Optional.empty();
  private Block block = genesis;
  private Committee committee = Committee.NONE;

  /** A block, and what is done in it, in order. */
  private record Mined(Block block, List<Runnable> acts, List<Sent> included) {}

  /** A transaction on its way. */
  private static final class Sent {
    final Command command;
    final Address from;
    long includedAt;
    Progress progress = Progress.SENT;

    Sent(Command command, Address from, long includedAt) {
      this.command = command;
      this.from = from;
      this.includedAt = includedAt;
    }
  }

  SimChain(RandomGenerator random) {
    this.random = random;
    blocks.add(new Mined(genesis, new ArrayList<>(), new ArrayList<>()));
    begin();
  }

  private void begin() {
    registry =
        new ProverRegistry(
            new RegistryParameters(
                ETHER, ETHER.divide(BigInteger.valueOf(100)), 10_000_000, 604_800, 256),
            Address.of(0xa7),
            Payments.ACCEPTED,
            events::add);
    market =
        new ProofMarket(
            new MarketParameters(31_337, SELF, 1, 20, RULES.maxStop(), 604_800, 250_000, 1_000_000),
            registry,
            new SampledSecondPrice(),
            this,
            Callbacks.NONE,
            Payments.ACCEPTED,
            events::add);
  }

  static Address operator(int i) {
    return Address.of(0xa0000 + i);
  }

  static network.akashi.chain.Address chain(Address address) {
    return network.akashi.chain.Address.of(address.toBytes());
  }

  static network.akashi.chain.Bytes32 chain(Bytes32 word) {
    return network.akashi.chain.Bytes32.of(word.toBytes());
  }

  private static Bytes32 market(network.akashi.chain.Bytes32 word) {
    return Bytes32.of(word.toArray());
  }

  int join(int i, long ask) {
    Registration registration =
        new Registration(
            operator(i),
            new Terms(ask, ProofClass.ATTESTED.bit(), 0, false),
            1_000,
            Bytes32.of(0xb15 + i),
            true,
            "",
            "");
    Block now = block;
    BigInteger bond = ETHER.multiply(BigInteger.TEN);
    blocks.getLast().acts().add(() -> registry.register(now, operator(i), bond, registration));
    return registry.register(now, operator(i), bond, registration);
  }

  void seat(List<Committee.Member> members) {
    committee = new Committee(1, members, BigInteger.ZERO, true, false);
  }

  Bytes32 open(long nonce) {
    ProofRequest request =
        new ProofRequest(
            Address.of(0xc0ffee),
            nonce,
            Bytes32.of(1),
            Bytes32.of(9_000 + nonce),
            0,
            WORK,
            2_000_000,
            2_000_000,
            ETHER,
            DEADLINES,
            new Policy(ProofClass.ATTESTED.bit(), 0, 0, 3),
            Callback.NONE);
    Bytes32 id = place(request);
    requests.put(id, request);
    view = Optional.empty();
    return id;
  }

  private Bytes32 place(ProofRequest request) {
    Block now = block;
    openedIn.put(request.nonce(), now.number());
    paidIn = paidIn.add(request.escrow());
    if (remembersBlocks) {
      blocks
          .getLast()
          .acts()
          .add(() -> market.request(now, request.requester(), request.escrow(), request));
    }
    return market.request(now, request.requester(), request.escrow(), request);
  }

  /** From now on blocks can be reorganised away. */
  void rememberBlocks() {
    remembersBlocks = true;
  }

  /**
   * The last blocks are replaced by one: what was in them is sent anew, opened anew, or never was.
   */
  void reorganise(int depth) {
    List<Mined> dropped = new ArrayList<>();
    while (dropped.size() < depth && blocks.size() > 1) {
      dropped.addFirst(blocks.removeLast());
    }
    List<ProofRequest> again =
        requests.values().stream().filter(each -> wasOpenedIn(each, dropped)).toList();
    long seconds = block.timestamp();
    forks++;
    events.clear();
    roots.clear();
    begin();
    for (Mined each : blocks) {
      block = each.block();
      each.acts().forEach(Runnable::run);
    }
    for (Mined each : dropped) {
      salts.remove(each.block().number());
      for (Sent lost : each.included()) {
        lost.progress = Progress.SENT;
        lost.includedAt = block.number() + 1 + random.nextInt(3);
      }
    }
    begin(new Block(block.number() + 1, seconds + 1, block.baseFee()));
    again.forEach(each -> {
      paidIn = paidIn.subtract(each.escrow());
      place(each);
    });
  }

  private boolean wasOpenedIn(ProofRequest request, List<Mined> dropped) {
    long since = dropped.isEmpty() ? Long.MAX_VALUE : dropped.getFirst().block().number();
    return openedIn.getOrDefault(request.nonce(), 0L) >= since;
  }

  private void begin(Block next) {
    block = next;
    view = Optional.empty();
    salts.put(block.number(), (long) forks);
    if (remembersBlocks) {
      blocks.add(new Mined(block, new ArrayList<>(), new ArrayList<>()));
    }
  }

  private Bytes32 randomness(long number) {
    return Bytes32.of(number * 0x9e3779b9L + salts.getOrDefault(number, 0L) * 0x85ebca6bL);
  }

  /** Makes a block: time passes, and what is due is included. */
  void mine() {
    begin(new Block(block.number() + 1, block.timestamp() + 1, block.baseFee()));
    for (Sent each : List.copyOf(sent.values())) {
      if (each.progress == Progress.SENT && each.includedAt <= block.number()) {
        include(each);
      } else if (each.progress == Progress.INCLUDED && each.includedAt + FINAL <= block.number()) {
        each.progress = Progress.DONE;
      }
    }
  }

  private void include(Sent each) {
    try {
      apply(block, each.command, each.from);
      if (remembersBlocks) {
        Block now = block;
        blocks.getLast().acts().add(() -> apply(now, each.command, each.from));
        blocks.getLast().included().add(each);
      }
      each.includedAt = block.number();
      each.progress = Progress.INCLUDED;
    } catch (RefusedException refused) {
      each.progress = Progress.FAILED;
    }
  }

  private void apply(Block block, Command command, Address from) {
    switch (command) {
      case Command.Assign c ->
          market.assign(block, request(c.requestId()), number -> Optional.of(randomness(number)));
      case Command.AssignEarly c -> {
        market.assign(
            block,
            request(c.requestId()),
            number ->
                number == block.number() ? Optional.of(randomness(number)) : Optional.empty());
      }
      case Command.Commit c ->
          market.commit(
              block,
              from,
              request(c.requestId()),
              c.role(),
              new Commitment.Hash(Address.of(c.hash().toArray())));
      case Command.Fulfil c -> market.fulfil(block, fulfilment(c));
      case Command.Expire c -> market.expire(block, request(c.requestId()));
      case Command.Annul c -> market.annul(block, request(c.requestId()), 0, new byte[0]);
      case Command.Attest c -> roots.add(c.root());
      case Command.Enforce c -> enforce(c.judgement());
      case Command.Report _, Command.CollectReward _, Command.Exclude _ ->
          throw new IllegalStateException("nobody lies in these simulations");
      case Command.Rotate _, Command.SetCapacity _ -> {}
    }
  }

  private void enforce(Judgement judgement) {
    ProofRequest request = request(judgement.requestId());
    byte[] root = Leaf.of(judgement, chain(SELF)).toArray();
    switch (judgement.verdict()) {
      case UNAVAILABLE -> market.stopClock(block, request, judgement.since(), root);
      case AVAILABLE -> market.resumeClock(block, request, judgement.since(), root);
      case UNPROVABLE -> market.annul(block, request, judgement.since(), root);
    }
  }

  private ProofRequest request(network.akashi.chain.Bytes32 id) {
    return requests.get(market(id));
  }

  private Fulfilment fulfilment(Command.Fulfil c) {
    Claim claim = c.claim();
    return new Fulfilment(
        request(claim.requestId()),
        c.role(),
        market(claim.outputDigest()),
        Address.of(claim.payee().toArray()),
        claim.work(),
        market(claim.evidence()),
        List.of(
            new ClassProof(
                ProofClass.ATTESTED.number(), new byte[0], c.certificate().data().toArray())),
        new byte[0]);
  }

  void submit(Command command, Address from) {
    sent.computeIfAbsent(
        from + command.key(), _ -> new Sent(command, from, block.number() + 1 + random.nextInt(3)));
  }

  Progress progress(String key, Address from) {
    Sent each = sent.get(from + key);
    return each == null ? Progress.NONE : each.progress;
  }

  @Override
  public boolean isAttested(Statement statement, byte[] proof) {
    Claim claim =
        new Claim(
            network.akashi.chain.Bytes32.ZERO,
            chain(statement.programId()),
            chain(statement.inputCommitment()),
            chain(statement.outputDigest()),
            chain(statement.payee()),
            statement.work(),
            chain(statement.evidence()));
    Bytes data = Bytes.of(proof);
    network.akashi.chain.Bytes32 root =
        network.akashi.chain.Bytes32.of(data.slice(0, 32).toArray());
    List<network.akashi.chain.Bytes32> path = new ArrayList<>();
    for (int at = 32; at < data.size(); at += 32) {
      path.add(network.akashi.chain.Bytes32.of(data.slice(at, at + 32).toArray()));
    }
    network.akashi.chain.Bytes32 node = Leaf.of(claim);
    for (network.akashi.chain.Bytes32 sibling : new Certificate(root, path).path()) {
      node = Leaf.root(List.of(node, sibling));
    }
    return node.equals(root) && roots.contains(root);
  }

  @Override
  public Optional<ProofClass> verify(Bytes32 programId, Bytes32 digest, byte[] proof) {
    return Optional.empty();
  }

  @Override
  public boolean isVerdict(Bytes32 requestId, Verdict verdict, long since, byte[] data) {
    Judgement judgement = new Judgement(chain(requestId), verdict, since);
    network.akashi.chain.Bytes32 root = network.akashi.chain.Bytes32.of(data);
    return Leaf.of(judgement, chain(SELF)).equals(root) && roots.contains(root);
  }

  long seconds() {
    return block.timestamp();
  }

  RequestStatus status(Bytes32 id) {
    return market.requestState(block, id).status();
  }

  /** Wei that came in equal wei that are there: nothing is made, nothing is lost. */
  boolean isBalanced() {
    BigInteger slashed = slashedBefore;
    for (MarketEvent event : events) {
      if (event instanceof RequestEvent.Penalised penalised) {
        slashed = slashed.add(penalised.amount());
      }
    }
    return market.balance().equals(paidIn.add(slashed));
  }

  /** Lets go of what a node that watches a real chain would not see any more. */
  void trim() {
    requests
        .keySet()
        .forEach(id -> {
          if (!status(id).running()) {
            endedAt.putIfAbsent(id, block.number());
          }
        });
    requests.keySet().removeIf(id -> isLongOver(endedAt.getOrDefault(id, Long.MAX_VALUE)));
    endedAt.values().removeIf(this::isLongOver);
    openedIn.values().removeIf(this::isLongOver);
    salts.keySet().removeIf(this::isLongOver);
    sent.values().removeIf(each -> isLongOver(each.includedAt + 600));
    while (events.size() > 500) {
      if (events.removeFirst() instanceof RequestEvent.Penalised penalised) {
        slashedBefore = slashedBefore.add(penalised.amount());
      }
    }
    view = Optional.empty();
  }

  private boolean isLongOver(long number) {
    return number < block.number() - 256;
  }

  ChainView view() {
    if (view.isEmpty()) {
      view = Optional.of(look());
    }
    return view.get();
  }

  private ChainView look() {
    Map<network.akashi.chain.Bytes32, RequestFacts> facts = new HashMap<>();
    requests.forEach((id, request) -> {
      if (status(id) != RequestStatus.NONE) {
        facts.put(chain(id), facts(id, request));
      }
    });
    return new ChainView(block.number(), block.timestamp(), facts, committee, roots);
  }

  private RequestFacts facts(Bytes32 id, ProofRequest request) {
    RequestView view = market.requestState(block, id);
    Optional<Standing.Open> open =
        view.committedAt() == 0
            ? Optional.empty()
            : Optional.of(
                new Standing.Open(
                    view.committedRole(),
                    Bytes.of(view.commitment().value().toBytes()),
                    view.committedAt() + RULES.proofWindow()));
    Optional<network.akashi.chain.Address> payee =
        events.stream()
            .filter(RequestEvent.Fulfilled.class::isInstance)
            .map(RequestEvent.Fulfilled.class::cast)
            .filter(each -> each.requestId().equals(id))
            .map(each -> chain(each.payee()))
            .findFirst();
    return new RequestFacts(
        new network.akashi.node.view.Terms(
            chain(id),
            chain(request.programId()),
            chain(request.inputCommitment()),
            request.maxWork(),
            request.maxPrice(),
            request.deadlines()),
        new Standing(
            view.status(),
            view.sampleBlock(),
            view.price(),
            view.clockStart(),
            view.stoppedAt(),
            view.provers().stream().map(Integer::longValue).toList(),
            view.defaulted(),
            open,
            payee));
  }
}
