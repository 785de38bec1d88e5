package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.AggregatorDriver;
import network.akashi.node.aggregator.AggregatorMachine;
import network.akashi.node.aggregator.Shares;
import network.akashi.node.aggregator.VerdictDriver;
import network.akashi.node.aggregator.VerdictEvent;
import network.akashi.node.aggregator.VerdictMachine;
import network.akashi.node.attester.AttesterDriver;
import network.akashi.node.attester.AttesterMachine;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.attester.WitnessEvent;
import network.akashi.node.attester.WitnessMachine;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.bls.Signatures;
import network.akashi.node.command.Leaf;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.Role;
import network.akashi.node.farm.SharedRuns;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.NodeServer;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import network.akashi.node.interlock.Interlocks;
import network.akashi.node.journal.Journal;
import network.akashi.node.metrics.Metrics;
import network.akashi.node.onchain.ChainOutbox;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.ProverDriver;
import network.akashi.node.prover.ProverSettings;
import network.akashi.node.prover.Step;
import network.akashi.node.supervise.Loop;
import network.akashi.node.view.ChainView;
import network.akashi.node.watcher.Duties;
import network.akashi.node.work.WorkSource;

/**
 * A running node. One loop looks at the chain and has each role take its step; everything slow is
 * done beside it and heard of at a later step.
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Node.class.getName());
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_WITH_CHECKS = Duration.ofMillis(1_500);
  private static final Duration KEEP = Duration.ofDays(8);
  private static final long PROVER_PATIENCE_SECONDS = 6;
  private static final int BALANCE_EVERY = 25;

  private final NodeConfig config;
  private final InstantSource clock;
  private final Host host;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final Metrics metrics = new Metrics();
  final EventLog events;
  final Interlocks interlocks;
  final ChainWatch watch;
  final ChainOutbox outbox;
  final Journal journal;
  final ArtifactStore artifacts;
  final NodeServer server;
  final WorkSource source;
  final long proverId;
  final String instance = UUID.randomUUID().toString();
  private final Health health;
  private final Duties duties;
  final Optional<ProverDriver> prover;
  final Optional<AttesterDriver> attester;
  final Optional<AggregatorDriver> aggregator;
  final Optional<WitnessDriver> witness;
  final Optional<VerdictDriver> hearing;
  private final Optional<Prosecution> prosecution;
  private final Optional<Audit> audit;
  private final Loop loop;
  private final Housekeeping housekeeping;
  private final Optional<CapacityKeeper> capacity;
  private final Signal checked = new Signal();
  private volatile ChainView view;
  private volatile BigInteger balance = BigInteger.ZERO;
  private int turns;
  private boolean paused;

  private Node(NodeConfig config, Host host, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.host = host;
    this.events = new EventLog(clock);
    this.interlocks = new Interlocks(config.limits());
    this.health = new Health(config.data(), clock);
    Host.create(config.data());
    this.watch = host.watch();
    this.source = host.source();
    this.journal = closeLater(Journal.open(config.journal(), clock));
    this.outbox =
        closeLater(
            ChainOutbox.open(
                watch, config.key(), config.data().resolve("outbox.db"), config.outbox()));
    this.artifacts = new ArtifactStore(config.data().resolve("proofs"));
    Bouncer callers =
        new Bouncer(
            clock,
            config.requestsPerSecond(),
            4 * config.requestsPerSecond(),
            Duration.ofMinutes(5));
    this.server = closeLater(NodeServer.bind(config.host(), config.port(), callers));
    this.proverId = watch.proverOf(config.key().address());
    PeerClient peers = host.peers();
    Bouncer members = new Bouncer(clock, Double.MAX_VALUE, Double.MAX_VALUE, Duration.ofMinutes(5));
    this.prover = prover(peers);
    this.attester = attester(peers, members);
    this.aggregator = aggregator(peers, members);
    this.witness = witness();
    this.hearing = hearing(peers, members);
    this.prosecution =
        has(Role.WATCHER)
            ? Optional.of(new Prosecution(watch, outbox, peers, config.aggregators(), threads))
            : Optional.empty();
    this.audit = has(Role.WATCHER) ? Optional.of(audit()) : Optional.empty();
    long patience = has(Role.WATCHER) ? 0 : PROVER_PATIENCE_SECONDS;
    this.duties = new Duties(watch.rules(), patience, (int) proverId);
    this.view = host.observe(Set.of());
    this.capacity = capacity();
    this.housekeeping = new Housekeeping(journal, artifacts, clock, KEEP);
    this.loop = closeLater(Loop.of("chain", this::period, this::turn));
  }

  /** Starts a node in a process. The host stays the caller's. */
  public static Node start(NodeConfig config, Host host) {
    Node node = new Node(config, host, InstantSource.system());
    boolean opened = false;
    try {
      node.open();
      opened = true;
      return node;
    } finally {
      if (!opened) {
        node.close();
      }
    }
  }

  private void open() {
    new Api(this).install();
    server.start();
    if (proverId != 0) {
      Twin.refuse(host.peers(), watch.endpointOf(proverId), config.key().address(), instance);
    }
    loop.start();
    Runnable wake = this::wake;
    host.onBlock(wake);
    closeLater(() -> host.remove(wake));
    LOG.log(Level.INFO, "listening at {0}; roles {1}", endpoint(), config.roles());
  }

  private <T extends AutoCloseable> T closeLater(T resource) {
    closing.addFirst(resource);
    return resource;
  }

  private boolean has(Role role) {
    return config.roles().contains(role);
  }

  /** Where others reach this node. */
  public URI endpoint() {
    return config.endpoint().isEmpty() ? server.address() : URI.create(config.endpoint());
  }

  private Optional<ProverDriver> prover(PeerClient peers) {
    if (!has(Role.PROVER)) {
      return Optional.empty();
    }
    var payee =
        proverId == 0
            ? config.key().address()
            : watch.ethereum().call(watch.contracts().registry().payoutOf(proverId));
    ProverSettings settings =
        new ProverSettings(
            proverId,
            payee,
            config.isForced(),
            1,
            ProverSettings.of(0, payee).unknownEstimateMillis(),
            ProverSettings.of(0, payee).slackSeconds(),
            ProverSettings.of(0, payee).mostFailures());
    Workshop workshop =
        closeLater(
            new Workshop(
                source,
                host.farm(),
                artifacts,
                host.check(),
                payee,
                event ->
                    prover()
                        .ifPresent(p -> {
                          p.tell(event);
                          wake();
                        })));
    NodeProverPorts ports =
        new NodeProverPorts(
            workshop,
            outbox,
            peers,
            config.aggregators(),
            endpoint(),
            threads,
            event ->
                prover()
                    .ifPresent(p -> {
                      p.tell(event);
                      wake();
                    }));
    return Optional.of(new ProverDriver(settings, journal, ports));
  }

  private Optional<ProverDriver> prover() {
    return prover;
  }

  private Optional<AttesterDriver> attester(PeerClient peers, Bouncer senders) {
    if (!has(Role.ATTESTER)) {
      return Optional.empty();
    }
    BlsKey key = BlsKey.fromSeed(config.blsSeed());
    AttesterMachine machine = new AttesterMachine(key.publicKey(), journal.vouches());
    return Optional.of(
        new AttesterDriver(
            machine,
            new NodeAttesterPorts(
                watch,
                this::view,
                source,
                host.check(),
                peers,
                senders,
                key,
                journal,
                threads,
                event -> tellAttester(event))));
  }

  private void tellAttester(network.akashi.node.attester.AttesterEvent event) {
    attester.ifPresent(each -> each.tell(event));
    checked.raise();
  }

  private Optional<WitnessDriver> witness() {
    if (!has(Role.ATTESTER)) {
      return Optional.empty();
    }
    BlsKey key = BlsKey.fromSeed(config.blsSeed());
    return Optional.of(
        new WitnessDriver(
            new WitnessMachine(key.publicKey()),
            new NodeWitnessPorts(
                watch, source, host.trial(), key, threads, event -> tellWitness(event))));
  }

  private void tellWitness(WitnessEvent event) {
    witness.ifPresent(each -> each.tell(event));
  }

  private Optional<VerdictDriver> hearing(PeerClient peers, Bouncer members) {
    if (!has(Role.AGGREGATOR)) {
      return Optional.empty();
    }
    VerdictMachine machine = new VerdictMachine(shares(), watch.contracts().market().address());
    return Optional.of(
        new VerdictDriver(
            machine,
            new NodeVerdictPorts(outbox, peers, members, threads, event -> tellHearing(event))));
  }

  private void tellHearing(VerdictEvent event) {
    hearing.ifPresent(each -> {
      each.tell(event);
      wake();
    });
  }

  private Optional<AggregatorDriver> aggregator(PeerClient peers, Bouncer members) {
    if (!has(Role.AGGREGATOR)) {
      return Optional.empty();
    }
    AggregatorMachine machine = new AggregatorMachine(shares());
    return Optional.of(
        new AggregatorDriver(
            machine,
            new NodeAggregatorPorts(outbox, peers, members, threads, this::tellAggregator)));
  }

  private Shares shares() {
    var contracts = watch.contracts();
    return new Shares() {
      @Override
      public boolean verify(Bytes key, long committee, Bytes32 root, Bytes signature) {
        Bytes message =
            Leaf.message(contracts.chainId(), contracts.attestation().address(), committee, root);
        return Signatures.verify(key, message, signature);
      }

      @Override
      public Bytes aggregate(List<Bytes> signatures) {
        return Signatures.aggregate(signatures);
      }
    };
  }

  private void tellAggregator(network.akashi.node.aggregator.AggregatorEvent event) {
    aggregator.ifPresent(each -> {
      each.tell(event);
      wake();
    });
  }

  /** An attester's answer; waits a little while a proof is being checked. */
  AttesterDriver.Answer sign(SignRequest request) {
    AttesterDriver driver = attester.orElseThrow();
    long end = System.nanoTime() + PATIENCE_WITH_CHECKS.toNanos();
    try {
      while (true) {
        long seen = checked.count();
        AttesterDriver.Answer answer = driver.ask(view, request);
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!answer.isPending() || left.isNegative() || !checked.await(seen, left)) {
          return answer;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AttesterDriver.Answer(Optional.empty(), List.of());
    }
  }

  private Optional<CapacityKeeper> capacity() {
    boolean isDrawn = has(Role.PROVER) && proverId != 0;
    var file = config.data().resolve("capacity-before");
    return isDrawn
        ? Optional.of(new CapacityKeeper(new NodeCapacityPorts(watch, outbox, proverId, file)))
        : Optional.empty();
  }

  private Audit audit() {
    return new Audit(
        watch, source, metrics, events, id -> prosecution.ifPresent(each -> each.suspect(id)));
  }

  void wake() {
    loop.wake();
  }

  /** The chain as of the last look. */
  public ChainView view() {
    return view;
  }

  NodeConfig config() {
    return config;
  }

  Optional<SharedRuns> farm() {
    return host.shared();
  }

  BigInteger balance() {
    return balance;
  }

  /** Whether proving is as fast as it will be. */
  boolean isWarm() {
    return host.isWarm();
  }

  Loop loop() {
    return loop;
  }

  /** All jobs of the prover. */
  public List<Job> jobs() {
    return prover.map(ProverDriver::jobs).orElse(List.of());
  }

  /**
   * Blocks wake the loop; between them it turns only while something may happen beside the chain.
   */
  private Duration period() {
    boolean busy =
        aggregator.filter(each -> each.waiting() > 0).isPresent()
            || jobs().stream().anyMatch(each -> !each.stage().isOver());
    return busy ? host.pace() : IDLE;
  }

  private void turn() {
    try {
      observe();
    } finally {
      judge();
    }
    Instant now = clock.instant();
    prover.ifPresent(each -> hear(each.tick(view, now, paused)));
    aggregator.ifPresent(each -> each.tick(view, now));
    hearing.ifPresent(each -> each.tick(view, now));
    if (has(Role.WATCHER) || has(Role.PROVER)) {
      duties.due(view, outbox).forEach(outbox::submit);
    }
    capacity.ifPresent(each -> each.tick(interlocks.closed(), view.block(), now));
    outbox.tick();
    audit.ifPresent(each -> each.tick(view));
    housekeeping.tick();
    prosecution.ifPresent(each -> each.tick(view, now));
  }

  private void observe() {
    Set<Bytes32> wanted = new HashSet<>();
    for (Job job : jobs()) {
      if (!job.stage().isOver()) {
        wanted.add(job.requestId());
      }
    }
    view = host.observe(wanted);
    if (turns++ % BALANCE_EVERY == 0) {
      balance = watch.ethereum().balance(config.key().address(), BlockId.Tag.LATEST);
    }
  }

  /** Interlocks are judged even when the chain cannot be asked: that is one of them. */
  private void judge() {
    Set<NodeError> before = interlocks.closed();
    Set<NodeError> closed =
        interlocks.judge(
            health.vitals(view, loop().failuresInARow(), balance, outbox.foreignTransactions()));
    if (!closed.equals(before)) {
      LOG.log(Level.WARNING, "interlocks: {0}", closed);
      events.add("interlocks", Wire.object().put("closed", closed.toString()));
    }
    paused = !closed.isEmpty();
  }

  private void hear(Step step) {
    for (Job job : step.changed()) {
      health.heard(job);
      metrics.count("akashi_job_changes_total{stage=\"%s\"}".formatted(job.stage()), 1);
      job.error()
          .ifPresent(e -> metrics.count("akashi_errors_total{code=\"%s\"}".formatted(e.code()), 1));
      LOG.log(
          Level.INFO,
          "request {0}: {1}{2}",
          job.requestId(),
          job.stage(),
          job.error().map(e -> " (" + e.describe() + ")").orElse(""));
      events.add(
          "job",
          Wire.object()
              .put("requestId", job.requestId().toHex())
              .put("stage", job.stage().name())
              .put("role", job.role())
              .put("error", job.error().map(NodeError::code).orElse("")));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    closeAll(closing);
  }

  static void closeAll(Iterable<AutoCloseable> parts) {
    for (AutoCloseable each : parts) {
      try {
        each.close();
      } catch (Exception e) { // the edge: whatever one does, the others are closed
        LOG.log(Level.WARNING, "while stopping", e);
      }
    }
  }
}
