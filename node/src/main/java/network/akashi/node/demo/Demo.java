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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import network.akashi.chain.Address;
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
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.onchain.Enrolment;
import tools.jackson.databind.node.ObjectNode;

/** Runs the whole network on one machine and says what came of it. */
public final class Demo implements AutoCloseable {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final long WEEK = 7 * 86_400;
  private static final int ATTESTERS = 3;
  private static final Duration PATIENCE_PER_REQUEST = Duration.ofSeconds(150);

  /** Of anvil's public mnemonic; nobody must ever use it on another chain. */
  private static final PrivateKey RICH =
      PrivateKey.fromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  private final DemoOptions options;
  private final Consumer<String> said;
  private final SecureRandom random = new SecureRandom();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();

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
    Chain chain = closeLater(Chain.start(options.root(), said));
    HttpJsonRpc rpc = closeLater(new HttpJsonRpc(RpcConfig.of(chain.address())));
    Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
    Wallet rich = new Wallet(ethereum, RICH, Duration.ofSeconds(60));
    said.accept("a local chain runs at " + chain.address() + "; deploying the contracts");
    Path addresses = options.folder().resolve("addresses.json");
    Member sequencer = Member.create(options.folder(), "sequencer", List.of("watcher"), random);
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
    List<Member> attesters = members("attester", ATTESTERS, List.of("attester"));
    Member service =
        Member.create(options.folder(), "watcher", List.of("watcher", "aggregator"), random);
    Map<Long, String> names = new HashMap<>();
    Map<Address, String> payees = new HashMap<>();
    Map<Long, Member> ids =
        enrol(ethereum, contracts, rich, provers, attesters, service, names, payees);
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
    workload.start();
    watchUntilSettled(ledger, workload, processes);
    boolean right =
        ledger.all().stream()
            .allMatch(line -> line.paid.isPresent() && workload.isRight(line.id, line.paid.get()));
    Table table = new Table(ledger.all(), ledger.penalties, payees, right, workload.conclusion());
    boolean success = right && table.settled() == workload.requests();
    return new Result(success, table.text(), table.json().put("success", success));
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
    return options.chaos() ? new Deadlines(40, 64, 88, 900) : new Deadlines(120, 150, 180, 900);
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
        deadlines());
  }

  private List<Member> members(String kind, int count, List<String> roles) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      members.add(Member.create(options.folder(), kind + "-" + i, roles, random));
    }
    return members;
  }

  /** Durations as short as the contracts allow, so that lateness can be seen in a minute. */
  private NetworkParameters parameters(Address owner, Optional<RollupConfig> rollup) {
    return new NetworkParameters(
        new RouterParameters(owner, owner, 2 * WEEK),
        new ProverRegistryParameters(
            ETHER,
            ETHER.divide(BigInteger.valueOf(100)),
            BigInteger.valueOf(10_000_000),
            WEEK,
            256),
        new AttestationParameters(0, 86_400, 3_600, 86_400, ETHER, ETHER),
        new MarketStateParameters(
            1, options.chaos() ? 40 : 180, 86_400, WEEK, 250_000, BigInteger.valueOf(1_000_000)),
        rollup);
  }

  private Map<Long, Member> enrol(
      Ethereum ethereum,
      Contracts contracts,
      Wallet rich,
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
    BigInteger bond = ETHER.multiply(BigInteger.valueOf(100));
    rich.transfer(service.key().address(), ETHER.multiply(BigInteger.TEN));
    List<Thread> waiting = new ArrayList<>();
    for (Member member : provers) {
      rich.transfer(member.key().address(), bond.add(ETHER.multiply(BigInteger.TEN)));
    }
    for (Member member : attesters) {
      rich.transfer(
          member.key().address(), ETHER.multiply(BigInteger.TWO).multiply(BigInteger.TEN));
    }
    for (Member member : provers) {
      long ask = 600_000L + random.nextInt(800_000);
      waiting.add(
          Thread.ofVirtual()
              .start(() -> {
                long id =
                    enrolment.prover(
                        wallet(ethereum, member),
                        member.bls(),
                        ask,
                        10_000,
                        bond,
                        member.endpoint().toString());
                synchronized (ids) {
                  ids.put(id, member);
                  names.put(id, member.name());
                  payees.put(member.key().address(), member.name());
                }
              }));
    }
    for (Member member : attesters) {
      waiting.add(
          Thread.ofVirtual()
              .start(() ->
                  enrolment.attester(
                      wallet(ethereum, member),
                      member.bls(),
                      ETHER.multiply(BigInteger.TEN),
                      member.endpoint().toString())));
    }
    for (Thread each : waiting) {
      join(each);
    }
    if (ids.size() != provers.size()) {
      throw new DemoException("not all provers could be registered", "try again with --verbose");
    }
    return ids;
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
    said.accept(
        "starting %d prover processes, and one for attesters, aggregator and watcher"
            .formatted(provers.size()));
    Map<Long, NodeProcess> processes = new HashMap<>();
    provers.forEach((id, member) ->
        processes.put(
            id,
            closeLater(
                new NodeProcess(
                    member.name(),
                    List.of(member.configFile()),
                    options.folder().resolve(member.name() + ".log"),
                    "4g"))));
    List<Path> others = new ArrayList<>(List.of(service.configFile()));
    attesters.forEach(each -> others.add(each.configFile()));
    closeLater(new NodeProcess("services", others, options.folder().resolve("services.log"), "1g"));
    return processes;
  }

  private void awaitNetwork(List<Member> all, ChainWatch watch) {
    try (PeerClient client = new PeerClient()) {
      for (Member member : all) {
        URI endpoint = member.endpoint();
        await(
            member.name() + " to answer",
            Duration.ofMinutes(3),
            () -> client.text(endpoint, "/v1/status").isPresent());
      }
    }
    await(
        "a committee",
        Duration.ofSeconds(60),
        () -> watch.observe(java.util.Set.of()).committee().members().size() == ATTESTERS);
  }

  private void watchUntilSettled(
      Ledger ledger, Workload workload, Map<Long, NodeProcess> processes) {
    Optional<Chaos> chaos =
        options.chaos() ? Optional.of(new Chaos(ledger, processes)) : Optional.empty();
    Duration patience = PATIENCE_PER_REQUEST.multipliedBy(options.batches() + 1L);
    await(
        "all requests to be settled; logs are in " + options.folder(),
        patience,
        () -> {
          ledger.look();
          chaos.ifPresent(Chaos::tick);
          return ledger.isFailed()
              || (workload.isAllRequested() && ledger.settled() == workload.requests());
        });
    chaos.ifPresent(Chaos::end);
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
        Thread.sleep(200);
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
