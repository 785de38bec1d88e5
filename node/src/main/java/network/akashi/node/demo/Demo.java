package network.akashi.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.akashi.chain.Address;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.contracts.AttestationParameters;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.MarketStateParameters;
import network.akashi.chain.contracts.ProverRegistryParameters;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.Deployer;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.deploy.NetworkParameters;
import network.akashi.chain.deploy.RouterParameters;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.market.Deadlines;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.onchain.Enrolment;
import tools.jackson.databind.node.ObjectNode;

/** Runs the whole network on one machine and says what came of it. */
public final class Demo implements AutoCloseable {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final long WEEK = 7 * 86_400;
  private static final int ATTESTERS = 3;
  private static final long MOST_UNITS = 10_000;
  private static final BigInteger UNIT = ETHER.divide(BigInteger.valueOf(100));
  private static final int CROWD = 10;
  private static final long POLL_MILLIS = 50;
  private static final int MOST_TRIES = 20;
  private static final Duration PATIENCE_PER_REQUEST = Duration.ofSeconds(150);

  /** Of anvil's public mnemonic; nobody must ever use it on another chain. */
  private static final PrivateKey RICH =
      PrivateKey.fromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  private final DemoOptions options;
  private final Consumer<String> said;
  private final SecureRandom random = new SecureRandom();
  private final Ports ports = new Ports(random);
  private final List<NodeProcess> started = new ArrayList<>();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final List<Odds.Bidder> bidders = new ArrayList<>();

  /**
   * What came of a demo.
   *
   * @param success whether every request was settled, and rightly
   */
  public record Result(boolean success, String text, ObjectNode json) {}

  private Demo(DemoOptions options, Consumer<String> said) {
    this.options = options;
    this.said = said;
  }

  /** Runs a demo; {@code said} hears what happens, line by line. */
  public static Result run(DemoOptions options, Consumer<String> said) {
    try (Demo demo = new Demo(options, said)) {
      return demo.run();
    }
  }

  private <T extends AutoCloseable> T closeLater(T resource) {
    closing.push(resource);
    return resource;
  }

  private Result run() {
    create(options.folder());
    Chain chain = closeLater(Chain.start(options.root(), options.blockSeconds(), said));
    HttpJsonRpc rpc = closeLater(new HttpJsonRpc(RpcConfig.of(chain.address())));
    Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
    Wallet rich = new Wallet(ethereum, RICH, Duration.ofSeconds(60));
    said.accept("a local chain runs at " + chain.address() + "; deploying the contracts");
    Path addresses = options.folder().resolve("addresses.json");
    Member sequencer =
        Member.create(options.folder(), "sequencer", ports.take(), List.of("watcher"), random);
    Optional<RollupWorkload> rollup =
        options.runs() ? Optional.empty() : Optional.of(closeLater(rollup()));
    Deployment deployment =
        new Deployer(ethereum, rich, options.folder().resolve("deployment.journal"), _ -> {})
            .deploy(
                parameters(
                    rich.address(), rollup.map(each -> each.config(sequencer.key().address()))));
    DeploymentFile.write(addresses, deployment);
    Contracts contracts = Contracts.of(deployment);
    rollup.ifPresent(each -> each.open(ethereum, deployment, rich, sequencer.key()));
    Workload workload =
        rollup
            .<Workload>map(each -> each)
            .orElseGet(() -> closeLater(runs(ethereum, contracts, rich)));
    List<Member> provers = members("prover", options.provers(), List.of("prover"));
    Map<String, ChaosProxy> proxies = new HashMap<>();
    if (options.chaos()) {
      provers = provers.stream().map(each -> behindProxy(each, proxies)).toList();
    }
    List<Member> attesters = members("attester", ATTESTERS, List.of("attester"));
    Member service =
        Member.create(
            options.folder(), "watcher", ports.take(), List.of("watcher", "aggregator"), random);
    Map<Long, String> names = new HashMap<>();
    Map<Address, String> payees = new HashMap<>();
    Map<Long, Member> ids =
        enrol(chain, ethereum, contracts, provers, attesters, service, names, payees);
    List<Member> all = new ArrayList<>(provers);
    all.addAll(attesters);
    all.add(service);
    for (Member member : all) {
      member.configure(
          chain.address(),
          addresses,
          List.of(service.endpoint()),
          workload.guests(),
          workload.inputs(),
          workload.configuration());
    }
    Map<Long, NodeProcess> processes = startProcesses(ids, attesters, service);
    ChainWatch watch =
        closeLater(
            ChainWatch.open(ethereum, contracts, options.folder().resolve("demo-events.db")));
    awaitNetwork(all, watch);
    Ledger ledger = new Ledger(watch, names, payees, said);
    Footprint footprint = new Footprint(Set.copyOf(processes.values()));
    Chaos chaos = chaos(ledger, processes, ids, proxies);
    Money.Start money =
        Money.start(
            ethereum,
            accounts(deployment, all, List.of(rich.address(), sequencer.key().address())));
    workload.start();
    watchUntilSettled(ledger, workload, chaos);
    boolean right =
        ledger.all().stream()
            .allMatch(line -> line.paid.isPresent() && workload.isRight(line.id, line.paid.get()));
    Verdict verdict =
        new Verdict(
            ledger.settled() == workload.requests(),
            right,
            Money.since(money, ethereum),
            options.chaos() ? ledger.innocents(chaos.guilt()) : List.of(),
            options.chaos() ? Optional.of(chaos.corrupted()) : Optional.empty());
    ledger.setAttested(ledger.attestations.byRequest(ethereum, contracts));
    Table table =
        new Table(
            ledger.all(),
            ledger.penalties,
            payees,
            Spread.of(Odds.primary(bidders, sampleSize()), ledger.primaries()),
            footprint,
            verdict,
            workload.conclusion());
    return new Result(verdict.isFine(), table.text(), table.json());
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With chaos short ones, so that lateness can be seen; else such as a slow machine can meet. */
  private Deadlines deadlines() {
    return options.chaos() ? new Deadlines(45, 110, 160, 900) : new Deadlines(120, 150, 180, 900);
  }

  private RollupWorkload rollup() {
    return new RollupWorkload(
        options.root().resolve("guests/elf/transfer-rollup.elf"),
        options.folder().resolve("rollup"),
        options.batches(),
        options.rate(),
        deadlines());
  }

  private Workload runs(Ethereum ethereum, Contracts contracts, Wallet rich) {
    Path guest = options.root().resolve("guests/elf/fibonacci.elf");
    return new RunsWorkload(
        guest,
        options.folder().resolve("inputs"),
        options.batches(),
        options.rate(),
        ethereum,
        contracts,
        rich,
        deadlines(),
        sampleSize());
  }

  private List<Member> members(String kind, int count, List<String> roles) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      members.add(Member.create(options.folder(), kind + "-" + i, ports.take(), roles, random));
    }
    return members;
  }

  /** Durations as short as the contracts allow, so that lateness can be seen in a minute. */
  private NetworkParameters parameters(Address owner, Optional<RollupConfig> rollup) {
    return new NetworkParameters(
        new RouterParameters(owner, owner, 2 * WEEK),
        new ProverRegistryParameters(ETHER, UNIT, BigInteger.valueOf(10_000_000), WEEK, 256),
        new AttestationParameters(0, 86_400, 3_600, 86_400, ETHER, ETHER),
        new MarketStateParameters(
            1, options.chaos() ? 30 : 180, 86_400, WEEK, 250_000, BigInteger.valueOf(1_000_000)),
        rollup);
  }

  private Map<Long, Member> enrol(
      Chain chain,
      Ethereum ethereum,
      Contracts contracts,
      List<Member> provers,
      List<Member> attesters,
      Member service,
      Map<Long, String> names,
      Map<Address, String> payees) {
    said.accept(
        "registering %d provers with bonds, seating %d attesters"
            .formatted(provers.size(), attesters.size()));
    Enrolment enrolment = new Enrolment(ethereum, contracts);
    Map<Long, Member> ids = new HashMap<>();
    BigInteger bond = UNIT.multiply(BigInteger.valueOf(MOST_UNITS));
    BigInteger forGas = ETHER.multiply(BigInteger.TEN);
    chain.give(ethereum, service.key().address(), forGas);
    provers.forEach(each -> chain.give(ethereum, each.key().address(), bond.add(forGas)));
    attesters.forEach(each -> chain.give(ethereum, each.key().address(), forGas.add(forGas)));
    List<Long> asks = asks(provers.size());
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < provers.size(); i++) {
      Member member = provers.get(i);
      long ask = asks.get(i);
      long units = units(i);
      waiting.add(
          Thread.ofVirtual()
              .start(() -> {
                long id =
                    persistently(() ->
                        enrolment.prover(
                            wallet(ethereum, member),
                            member.bls(),
                            ask,
                            units,
                            UNIT.multiply(BigInteger.valueOf(units)),
                            member.endpoint().toString()));
                synchronized (ids) {
                  ids.put(id, member);
                  bidders.add(new Odds.Bidder(id, ask, units));
                  names.put(id, member.name());
                  payees.put(member.key().address(), member.name());
                }
              }));
    }
    for (Member member : attesters) {
      waiting.add(
          Thread.ofVirtual()
              .start(() ->
                  persistently(() ->
                      enrolment.attester(
                          wallet(ethereum, member),
                          member.bls(),
                          ETHER.multiply(BigInteger.TEN),
                          member.endpoint().toString()))));
    }
    for (Thread each : waiting) {
      join(each);
    }
    if (ids.size() != provers.size()) {
      throw new DemoException("not all provers could be registered", "try again with --verbose");
    }
    return ids;
  }

  /**
   * What a registration costs depends on those before it; of many at the same time, some run out of
   * the gas that was estimated, and are sent again. An account is registered once in any case.
   */
  private static <T> T persistently(Supplier<T> registration) {
    for (int tries = 1; ; tries++) {
      try {
        return registration.get();
      } catch (RevertedException e) {
        if (tries >= MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Distinct, in any order. */
  private List<Long> asks(int count) {
    Set<Long> asks = new LinkedHashSet<>();
    while (asks.size() < count) {
      asks.add(600_000L + random.nextInt(800_000));
    }
    return List.copyOf(asks);
  }

  /** In a crowd, some back more work than others. */
  private long units(int prover) {
    return isCrowd() ? MOST_UNITS >> prover % 3 : MOST_UNITS;
  }

  private boolean isCrowd() {
    return options.provers() >= CROWD;
  }

  /** Of a few provers, two; so that the cheapest does not get everything. */
  private int sampleSize() {
    return isCrowd() ? 5 : 2;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", "start it again", e);
    }
  }

  private static Wallet wallet(Ethereum ethereum, Member member) {
    return new Wallet(ethereum, member.key(), Duration.ofSeconds(60));
  }

  private Map<Long, NodeProcess> startProcesses(
      Map<Long, Member> provers, List<Member> attesters, Member service) {
    int count = Math.min(options.processes(), provers.size());
    said.accept(
        "starting %d provers in %d processes, and one for attesters, aggregator and watcher"
            .formatted(provers.size(), count));
    Map<Long, NodeProcess> processes = new HashMap<>();
    List<Long> ids = provers.keySet().stream().sorted().toList();
    for (int i = 0; i < count; i++) {
      List<Long> here = new ArrayList<>();
      for (int j = i; j < ids.size(); j += count) {
        here.add(ids.get(j));
      }
      List<Member> nodes =
          here.stream().map(id -> Objects.requireNonNull(provers.get(id))).toList();
      String name = nodes.size() == 1 ? nodes.getFirst().name() : "provers-" + (i + 1);
      NodeProcess process =
          closeLater(
              new NodeProcess(
                  name,
                  nodes.stream().map(Member::configFile).toList(),
                  options.folder().resolve(name + ".log"),
                  options.runs() ? "2g" : "4g"));
      started.add(process);
      here.forEach(id -> processes.put(id, process));
    }
    List<Path> others = new ArrayList<>(List.of(service.configFile()));
    attesters.forEach(each -> others.add(each.configFile()));
    Path log = options.folder().resolve("services.log");
    started.add(closeLater(new NodeProcess("services", others, log, "1g")));
    return processes;
  }

  private void awaitNetwork(List<Member> all, ChainWatch watch) {
    try (PeerClient client = new PeerClient()) {
      for (Member member : all) {
        URI endpoint = member.endpoint();
        await(
            member.name() + " to answer",
            Duration.ofMinutes(3),
            () -> {
              started.forEach(NodeProcess::requireAlive);
              return client.text(endpoint, "/v1/status").filter(Demo::isWarm).isPresent();
            });
      }
    }
    await(
        "a committee",
        Duration.ofSeconds(60),
        () -> watch.observe(java.util.Set.of()).committee().members().size() == ATTESTERS);
  }

  private static boolean isWarm(String status) {
    return Wire.parse(status).filter(each -> each.path("warm").asBoolean(false)).isPresent();
  }

  private Member behindProxy(Member member, Map<String, ChaosProxy> proxies) {
    Member behind = member.behind(ports.take());
    ChaosProxy proxy = closeLater(new ChaosProxy(behind.door(), behind.address()));
    proxies.put(member.name(), proxy);
    return behind;
  }

  /** One that disturbs nobody if there is to be none. */
  private Chaos chaos(
      Ledger ledger,
      Map<Long, NodeProcess> processes,
      Map<Long, Member> ids,
      Map<String, ChaosProxy> proxies) {
    Map<Long, ChaosProxy> byId = new HashMap<>();
    ids.forEach((id, member) -> {
      ChaosProxy proxy = proxies.get(member.name());
      if (proxy != null) {
        byId.put(id, proxy);
      }
    });
    return new Chaos(ledger, options.chaos() ? processes : Map.of(), byId, options.seed());
  }

  /** All that ever have money; the zero address gets what validators get. */
  private static Set<Address> accounts(
      Deployment deployment, List<Member> members, List<Address> others) {
    Set<Address> accounts = new HashSet<>(others);
    accounts.add(Address.ZERO);
    deployment.contracts().forEach(each -> accounts.add(each.address()));
    members.forEach(each -> accounts.add(each.key().address()));
    return accounts;
  }

  private void watchUntilSettled(Ledger ledger, Workload workload, Chaos chaos) {
    Duration patience = PATIENCE_PER_REQUEST.multipliedBy(options.batches() + 1L);
    await(
        "all requests to be settled; logs are in " + options.folder(),
        patience,
        () -> {
          ledger.look();
          chaos.tick();
          return ledger.isFailed()
              || (workload.isAllRequested() && ledger.settled() == workload.requests());
        });
    chaos.end();
  }

  private static void await(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new DemoException(
            "waited %d s in vain for %s".formatted(patience.toSeconds(), what),
            "look into the logs there");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoException("interrupted", "start it again", e);
      }
    }
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) { // the edge: whatever one does, the others are closed
        System.getLogger(Demo.class.getName())
            .log(System.Logger.Level.WARNING, "while stopping", e);
      }
    }
  }
}
