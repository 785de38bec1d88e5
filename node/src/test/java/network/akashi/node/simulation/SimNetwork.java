package network.akashi.node.simulation;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.AggregatorDriver;
import network.akashi.node.aggregator.AggregatorEvent;
import network.akashi.node.aggregator.AggregatorMachine;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.aggregator.Shares;
import network.akashi.node.aggregator.VerdictDriver;
import network.akashi.node.aggregator.VerdictEvent;
import network.akashi.node.aggregator.VerdictMachine;
import network.akashi.node.attester.AttesterDriver;
import network.akashi.node.attester.AttesterEvent;
import network.akashi.node.attester.AttesterMachine;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.attester.Stance;
import network.akashi.node.attester.Vouch;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.attester.WitnessEvent;
import network.akashi.node.attester.WitnessMachine;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.journal.Journal;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.JobStore;
import network.akashi.node.prover.ProverDriver;
import network.akashi.node.prover.ProverEvent;
import network.akashi.node.prover.ProverPorts;
import network.akashi.node.prover.ProverSettings;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.Terms;
import network.akashi.node.watcher.Duties;

/**
 * Nodes in virtual time: the real machines and drivers, with ports that delay, lose and break what
 * goes through them. Everything follows from the seed.
 */
final class SimNetwork {
  static final URI SOMEWHERE = URI.create("http://sim");
  final SimChain chain;
  final List<SimProver> provers = new ArrayList<>();
  final List<SimAttester> attesters = new ArrayList<>();
  final Set<Bytes32> validProofs = new LinkedHashSet<>();
  final SimInputs inputs = new SimInputs();
  final List<String> trouble = new ArrayList<>();
  private final RandomGenerator random;
  private final double loss;
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final AggregatorDriver aggregator;
  private final VerdictDriver verdicts;
  private final Duties duties = new Duties(SimChain.RULES, 0, 0);
  private final network.akashi.market.Address watcher = SimChain.operator(900);
  private long order;
  private final Deque<ChainView> past = new ArrayDeque<>();

  /** How often the chain is not seen, or seen as it was some seconds ago. */
  double blindness;

  /** Something that happens later. */
  private record Due(long at, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  SimNetwork(RandomGenerator random, int proverCount, int attesterCount, double loss) {
    this.random = random;
    this.loss = loss;
    this.chain = new SimChain(random);
    for (int i = 0; i < proverCount; i++) {
      int id = chain.join(i, 600_000 + random.nextInt(800_000));
      provers.add(new SimProver(i, id));
    }
    List<Committee.Member> members = new ArrayList<>();
    for (int i = 0; i < attesterCount; i++) {
      SimAttester attester = new SimAttester(i);
      attesters.add(attester);
      members.add(new Committee.Member(100 + i, attester.key, BigInteger.TEN, Integer.toString(i)));
    }
    chain.seat(members);
    aggregator = new AggregatorDriver(new AggregatorMachine(new SimShares()), new SimAsks());
    verdicts =
        new VerdictDriver(
            new VerdictMachine(new SimShares(), SimChain.chain(SimChain.SELF)), new SimHearing());
  }

  private static Bytes hash(String text) {
    return Keccak256.hash(Bytes.of(text.getBytes(StandardCharsets.UTF_8))).bytes();
  }

  /** The output that executing an input gives. */
  static Bytes32 output(Bytes32 input) {
    return Keccak256.hash(Bytes.of(new byte[] {1}), input.bytes());
  }

  private void later(long most, Runnable what) {
    agenda.add(new Due(chain.seconds() + 1 + random.nextLong(most), order++, what));
  }

  /** A message, which may be lost. */
  private void message(Runnable what) {
    if (random.nextDouble() >= loss) {
      later(2, what);
    }
  }

  /** One second. */
  void second() {
    past.addFirst(chain.view());
    if (past.size() > 6) {
      past.removeLast();
    }
    chain.mine();
    while (!agenda.isEmpty() && agenda.peek().at() <= chain.seconds()) {
      agenda.poll().what().run();
    }
    Instant now = Instant.ofEpochSecond(chain.seconds());
    for (SimProver each : provers) {
      each.tick(now);
    }
    try {
      aggregator.tick(sight(), now);
      verdicts.tick(sight(), now);
      duties
          .due(sight(), key -> chain.progress(key, watcher))
          .forEach(command -> chain.submit(command, watcher));
    } catch (IllegalStateException chainUnseen) {
      // the next second
    }
  }

  /** Lets go of what only the test remembers, so that it does not look like a leak of nodes. */
  void trim() {
    chain.trim();
    for (SimProver each : provers) {
      each.disk.keySet().removeIf(id -> chain.view().request(id).isEmpty());
      keepLast(each.proofs);
    }
    keepLast(validProofs);
  }

  private static void keepLast(Set<Bytes32> set) {
    while (set.size() > 500) {
      set.remove(set.iterator().next());
    }
  }

  /** Claims that wait for signatures. */
  long waiting() {
    return aggregator.waiting();
  }

  /** The chain as a node gets to see it. */
  private ChainView sight() {
    double luck = random.nextDouble();
    if (luck < blindness / 2) {
      throw new IllegalStateException("the chain does not answer");
    }
    return luck < blindness && !past.isEmpty()
        ? List.copyOf(past).get(random.nextInt(past.size()))
        : chain.view();
  }

  /** Somebody asks for a verdict, with or without a reason. */
  void appeal(Bytes32 requestId, Verdict verdict) {
    verdicts.tell(new VerdictEvent.Appealed(requestId, verdict));
  }

  /** A prover: what is in memory dies with it, what is on disk does not. */
  final class SimProver implements ProverPorts, JobStore {
    final int number;
    final int id;
    final network.akashi.market.Address operator;
    final Map<Bytes32, Job> disk = new HashMap<>();
    final Set<Bytes32> proofs = new LinkedHashSet<>();
    boolean isDown;
    boolean isRogue;
    boolean wasDisturbed;
    boolean isDiskBroken;
    private ProverDriver driver;
    private int life;
    private Optional<Journal> journal = Optional.empty();
    private Optional<ArtifactStore> artifacts = Optional.empty();

    SimProver(int number, int id) {
      this.number = number;
      this.id = id;
      this.operator = SimChain.operator(number);
      this.driver = start();
    }

    private ProverDriver start() {
      Address payee = SimChain.chain(operator);
      return new ProverDriver(new ProverSettings(id, payee, true, 1, 3_000, 3, 5), this, this);
    }

    /** From now on with files. */
    void useDisk(Journal file, ArtifactStore store) {
      journal = Optional.of(file);
      artifacts = Optional.of(store);
      driver = start();
    }

    /** How many jobs it has in mind. */
    int remembered() {
      return driver.jobs().size();
    }

    void kill() {
      isDown = true;
      wasDisturbed = true;
      life++;
    }

    void restart() {
      isDown = false;
      driver = start();
    }

    void tick(Instant now) {
      if (isDown) {
        return;
      }
      try {
        driver.tick(sight(), now, false);
      } catch (IllegalStateException diskIsBrokenOrChainUnseen) {
        wasDisturbed = true;
      }
    }

    private void tell(int inLife, ProverEvent event) {
      if (!isDown && life == inLife) {
        driver.tell(event);
      }
    }

    @Override
    public List<Job> load() {
      return journal.map(Journal::load).orElseGet(() -> List.copyOf(disk.values()));
    }

    @Override
    public void save(List<Job> jobs) {
      if (isDiskBroken) {
        throw new IllegalStateException("disk full");
      }
      jobs.forEach(job -> disk.put(job.requestId(), job));
      journal.ifPresent(file -> file.save(jobs));
    }

    @Override
    public void prepare(Terms terms) {
      int now = life;
      boolean fails = random.nextDouble() < loss;
      later(
          2,
          () -> {
            SimInputs.State input = inputs.of(terms.inputCommitment(), chain.seconds());
            tell(
                now,
                fails || input == SimInputs.State.WITHHELD
                    ? new ProverEvent.PrepareFailed(terms.id(), NodeError.DATA_UNAVAILABLE)
                    : input == SimInputs.State.UNPROVABLE
                        ? new ProverEvent.PrepareFailed(terms.id(), NodeError.UNPROVABLE)
                        : new ProverEvent.Prepared(terms.id(), 3_000));
          });
    }

    @Override
    public void prove(Terms terms) {
      int now = life;
      later(
          4,
          () -> {
            if (life != now || isDown) {
              return;
            }
            Bytes32 output = output(terms.inputCommitment());
            Bytes32 evidence =
                Keccak256.hash(terms.id().bytes(), hash("proof of " + number + " in life " + now));
            proofs.add(evidence);
            artifacts.ifPresent(store -> store.put(evidence.toArray()));
            if (!isRogue) {
              validProofs.add(evidence);
            }
            Claim claim =
                new Claim(
                    terms.id(),
                    terms.programId(),
                    terms.inputCommitment(),
                    isRogue && random.nextBoolean() ? Keccak256.hash(output.bytes()) : output,
                    SimChain.chain(operator),
                    SimChain.WORK / 2,
                    evidence);
            tell(now, new ProverEvent.Proved(claim, Bytes.EMPTY));
          });
    }

    @Override
    public void drop(Bytes32 requestId) {}

    @Override
    public void announce(Claim claim) {
      int now = life;
      message(() -> {
        Answer answer = aggregator.announce(claim, SOMEWHERE);
        message(() -> {
          switch (answer) {
            case Answer.Pending() -> {}
            case Answer.Certified(var certificate) ->
                tell(now, new ProverEvent.Certified(claim.requestId(), certificate));
            case Answer.Refused(NodeError error) ->
                tell(now, new ProverEvent.ClaimRefused(claim.requestId(), error));
          }
        });
      });
    }

    @Override
    public void appeal(Bytes32 requestId, Verdict verdict) {
      message(() -> verdicts.tell(new VerdictEvent.Appealed(requestId, verdict)));
    }

    /** What goes on chain must be in the journal, and its proof on disk. */
    @Override
    public void submit(Command command) {
      switch (command) {
        case Command.Commit c -> {
          Optional<Claim> claim = Optional.ofNullable(disk.get(c.requestId())).flatMap(Job::claim);
          boolean known =
              claim.isPresent()
                  && proofs.contains(claim.get().evidence())
                  && Leaf.commitment(c.requestId(), claim.get().payee(), claim.get().evidence())
                      .equals(c.hash());
          if (!known) {
            trouble.add("prover %d commits to what is not journaled".formatted(number));
          }
        }
        case Command.Fulfil c -> {
          if (disk.get(c.claim().requestId()) == null) {
            trouble.add("prover %d delivers what is not journaled".formatted(number));
          }
        }
        default -> {}
      }
      chain.submit(command, operator);
    }

    @Override
    public Progress progress(String key) {
      return chain.progress(key, operator);
    }
  }

  /** An attester: its vouches are on disk. */
  final class SimAttester implements AttesterDriver.Ports, WitnessDriver.Ports {
    final Bytes key;
    final List<Vouch> disk = new ArrayList<>();
    boolean isDown;
    boolean signsRubbish;
    boolean signsAnyVerdict;
    private AttesterDriver driver;
    private WitnessDriver witness;

    SimAttester(int number) {
      this.key = hash("attester " + number);
      this.driver = start();
      this.witness = new WitnessDriver(new WitnessMachine(key), this);
    }

    private AttesterDriver start() {
      return new AttesterDriver(new AttesterMachine(key, disk), this);
    }

    void kill() {
      isDown = true;
    }

    void restart() {
      isDown = false;
      driver = start();
      witness = new WitnessDriver(new WitnessMachine(key), this);
    }

    @Override
    public void look(Terms terms) {
      WitnessDriver asked = witness;
      Bytes32 id = terms.id();
      boolean isBlind = random.nextDouble() < loss;
      later(
          2,
          () ->
              asked.tell(
                  isBlind
                      ? new WitnessEvent.Blind(id, NodeError.CHAIN_UNREACHABLE)
                      : switch (inputs.of(terms.inputCommitment(), chain.seconds())) {
                        case THERE -> new WitnessEvent.Found(id);
                        case WITHHELD -> new WitnessEvent.Missing(id);
                        case UNPROVABLE -> new WitnessEvent.Hopeless(id);
                      }));
    }

    /** What is signed must be true of the input. */
    @Override
    public Bytes sign(long committee, Judgement judgement) {
      Bytes32 input =
          chain.view().request(judgement.requestId()).orElseThrow().terms().inputCommitment();
      SimInputs.State state =
          judgement.verdict() == Verdict.UNPROVABLE
              ? inputs.of(input, chain.seconds())
              : inputs.of(input, judgement.since());
      boolean isTrue =
          switch (judgement.verdict()) {
            case UNAVAILABLE -> state == SimInputs.State.WITHHELD;
            case AVAILABLE -> state != SimInputs.State.WITHHELD;
            case UNPROVABLE -> state == SimInputs.State.UNPROVABLE;
          };
      if (!isTrue && !signsAnyVerdict) {
        trouble.add("an attester signs a false verdict: " + judgement);
      }
      return sign(committee, Leaf.of(judgement, SimChain.chain(SimChain.SELF)));
    }

    AttesterDriver.Answer ask(SignRequest request) {
      return driver.ask(chain.view(), request);
    }

    @Override
    public void check(Claim claim, URI source) {
      AttesterDriver asked = driver;
      later(
          3,
          () -> {
            boolean holds =
                validProofs.contains(claim.evidence())
                    && claim.outputDigest().equals(output(claim.inputCommitment()));
            asked.tell(
                holds
                    ? new AttesterEvent.Verified(Leaf.of(claim))
                    : new AttesterEvent.Rejected(Leaf.of(claim), NodeError.PROOF_REJECTED));
          });
    }

    @Override
    public Bytes sign(long committee, Bytes32 root) {
      return signsRubbish ? hash("rubbish") : share(key, committee, root);
    }

    @Override
    public void vouch(List<Vouch> vouches) {
      for (Vouch vouch : vouches) {
        boolean contradicts =
            disk.stream()
                .anyMatch(each -> each.subject().equals(vouch.subject()) && !each.equals(vouch));
        if (contradicts || !vouch.outputDigest().equals(output(vouch.inputCommitment()))) {
          trouble.add("an attester vouches for a lie");
        }
        disk.add(vouch);
      }
    }
  }

  private static Bytes share(Bytes key, long committee, Bytes32 root) {
    return Keccak256.hash(key, Bytes.of(new byte[] {(byte) committee}), root.bytes()).bytes();
  }

  /** Signatures that are hashes. */
  private static final class SimShares implements Shares {
    @Override
    public boolean verify(Bytes key, long committee, Bytes32 root, Bytes signature) {
      return share(key, committee, root).equals(signature);
    }

    @Override
    public Bytes aggregate(List<Bytes> signatures) {
      return Keccak256.hash(signatures.toArray(Bytes[]::new)).bytes();
    }
  }

  /** Asks attesters for verdicts. */
  private final class SimHearing implements VerdictDriver.Ports {
    @Override
    public void ask(long committee, int seat, String endpoint, Judgement judgement) {
      SimAttester attester = attesters.get(seat);
      message(() -> {
        if (attester.isDown) {
          return;
        }
        WitnessDriver.Answer answer =
            attester.signsAnyVerdict
                ? new WitnessDriver.Answer(
                    Optional.of(attester.sign(committee, judgement)), new Stance.Agrees())
                : attester.witness.ask(chain.view(), committee, judgement);
        message(() ->
            verdicts.tell(
                answer
                    .signature()
                    .<VerdictEvent>map(s -> new VerdictEvent.Signed(judgement, committee, seat, s))
                    .orElse(new VerdictEvent.Stated(judgement, committee, seat, answer.stance()))));
      });
    }

    @Override
    public void ban(String endpoint) {}

    @Override
    public void submit(Command command) {
      chain.submit(command, watcher);
    }

    @Override
    public Progress progress(String key) {
      return chain.progress(key, watcher);
    }
  }

  private final class SimAsks implements AggregatorDriver.Ports {
    @Override
    public void ask(Bytes32 root, int seat, String endpoint, SignRequest request) {
      SimAttester attester = attesters.get(seat);
      message(() -> {
        if (attester.isDown) {
          return;
        }
        AttesterDriver.Answer answer = attester.ask(request);
        message(() ->
            aggregator.tell(
                answer
                    .signature()
                    .<AggregatorEvent>map(s -> new AggregatorEvent.Signed(root, seat, s))
                    .orElse(new AggregatorEvent.Declined(root, seat, answer.opinions()))));
      });
    }

    @Override
    public void ban(String endpoint) {}

    @Override
    public void submit(Command command) {
      chain.submit(command, watcher);
    }

    @Override
    public Progress progress(String key) {
      return chain.progress(key, watcher);
    }
  }
}
