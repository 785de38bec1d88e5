package network.akashi.node.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.store.DatabaseException;
import network.akashi.node.NodeError;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.Role;
import network.akashi.node.farm.FarmView;
import network.akashi.node.farm.GuestProver;
import network.akashi.node.farm.Needs;
import network.akashi.node.farm.ResultCheck;
import network.akashi.node.farm.SharedRuns;
import network.akashi.node.farm.TaskBoard;
import network.akashi.node.farm.Worker;
import network.akashi.node.farm.WorkerNames;
import network.akashi.node.farm.WorkerProfile;
import network.akashi.node.http.PeerClient;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.supervise.Loop;
import network.akashi.node.view.ChainView;
import network.akashi.node.work.BundleCheck;
import network.akashi.node.work.Farm;
import network.akashi.node.work.GuestFolder;
import network.akashi.node.work.LocalRuns;
import network.akashi.node.work.PartCheck;
import network.akashi.node.work.Programs;
import network.akashi.node.work.Runs;
import network.akashi.node.work.StackWork;
import network.akashi.node.work.Trial;
import network.akashi.node.work.WarmUp;
import network.akashi.node.work.WorkException;
import network.akashi.node.work.WorkSource;
import network.akashi.rollup.adapter.ReferenceAdapter;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.GenesisFile;
import network.akashi.rollup.l1.BlobArchive;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.service.SequencerService;
import network.akashi.zkvm.proof.RunVerifier;

/**
 * What all nodes of one process share: the look at the chain, programs, cores. So a hundred small
 * provers in a process ask the chain no more often than one does.
 */
public final class Host implements AutoCloseable {
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final ChainWatch watch;
  private final Optional<SharedRuns> shared;
  private final Farm farm;
  private final BundleCheck check;
  private final WorkSource source;
  private final Trial trial;
  private final Set<Bytes32> wanted = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final PeerClient peers = closeLater(new PeerClient());
  private final Pace pace = new Pace();
  private final WarmUp warmUp;
  private Optional<ChainView> seen = Optional.empty();
  private long seenAt;

  private Host(NodeConfig config) {
    create(config.data());
    HttpJsonRpc rpc =
        closeLater(
            new HttpJsonRpc(
                RpcConfig.of(config.rpc().toArray(URI[]::new)).withTimeout(RPC_TIMEOUT)));
    Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
    Contracts contracts = Contracts.of(DeploymentFile.read(config.deployment()));
    requireChain(config, ethereum.chainId(), contracts.chainId());
    this.watch =
        closeLater(ChainWatch.open(ethereum, contracts, config.data().resolve("events.db")));
    Programs programs = programs(config.guests());
    RunVerifier verifier = new RunVerifier(BundleCheck.MINIMUM_BITS);
    this.check = new BundleCheck(verifier);
    this.shared = config.farm().map(given -> shared(given, programs, verifier));
    LocalRuns local = new LocalRuns(programs, shared.isPresent() ? 1 : config.threads());
    shared.ifPresent(_ -> closeLater(local));
    this.farm = closeLater(new Farm(shared.<Runs>map(runs -> runs).orElse(local)));
    config.farm().filter(NodeConfig.FarmSource::isOwnCores).ifPresent(g -> work(g, config));
    this.trial = new Trial(programs);
    List<WorkSource> sources = new ArrayList<>();
    rollup(config, ethereum).ifPresent(sources::add);
    sources.add(new GuestFolder(programs, config.inputs()));
    this.source = WorkSource.firstOf(sources);
    this.warmUp = closeLater(new WarmUp(local, programs));
    boolean provesItself = config.roles().contains(Role.PROVER) && shared.isEmpty();
    if (config.isWarmedUp() && provesItself) {
      warmUp.start();
    }
    closeLater(Loop.of("head", pace::period, this::follow)).start();
  }

  /**
   * Opens what nodes like this one share.
   *
   * @param config of one of them, in whose folder the chain's events are kept
   */
  public static Host open(NodeConfig config) {
    return new Host(config);
  }

  private static void requireChain(NodeConfig config, long found, long wanted) {
    if (found != wanted) {
      throw new WorkException(
          NodeError.CHAIN_WRONG,
          "%s is of chain %d; the contracts in %s are on chain %d"
              .formatted(config.rpc().getFirst().getHost(), found, config.deployment(), wanted));
    }
  }

  private <T extends AutoCloseable> T closeLater(T resource) {
    closing.addFirst(resource);
    return resource;
  }

  private static SharedRuns shared(
      NodeConfig.FarmSource given, Programs programs, RunVerifier verifier) {
    Needs needs = new Needs(given.labels(), given.memoryMib(), given.attempts());
    try {
      FarmView view = FarmView.open(given.url());
      ResultCheck check = new ResultCheck(new PartCheck(verifier));
      return new SharedRuns(TaskBoard.open(given.url()), view, programs, check, needs);
    } catch (DatabaseException e) {
      throw new WorkException(NodeError.FARM_UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /** This machine's cores, as one worker among others; it has what its own node needs. */
  private void work(NodeConfig.FarmSource given, NodeConfig config) {
    WorkerProfile profile =
        new WorkerProfile(
            "node-" + WorkerNames.ofThisProcess(),
            given.labels(),
            Math.max(given.memoryMib(), WorkerNames.heapMib()),
            List.of(),
            WorkerProfile.LEASE);
    GuestProver prover = closeLater(new GuestProver(config.threads()));
    closeLater(Worker.start(given.url(), profile, prover));
  }

  /** The farm's database, if there is one. */
  Optional<SharedRuns> shared() {
    return shared;
  }

  private Optional<WorkSource> rollup(NodeConfig config, Ethereum ethereum) {
    if (config.rollup().isEmpty()) {
      return Optional.empty();
    }
    NodeConfig.RollupSource given = config.rollup().get();
    Deployment deployment = DeploymentFile.read(config.deployment());
    Rollup rollup =
        new Rollup(
            deployment
                .address("Rollup")
                .orElseThrow(
                    () -> new IllegalArgumentException(config.deployment() + " has no Rollup")));
    Genesis genesis;
    try {
      genesis = GenesisFile.parse(Files.readString(given.genesis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BlobFetcher blobs =
        new BlobFetcher(
            Optional.of(new BlobArchive(config.data().resolve("blobs"))),
            SequencerService.sources(ethereum, given.beacon(), given.archives()));
    ReferenceAdapter adapter =
        closeLater(
            ReferenceAdapter.open(
                ethereum,
                rollup,
                deployment.firstBlock(),
                genesis,
                config.data().resolve("rollup-events.db"),
                blobs));
    return Optional.of(new StackWork(adapter, ethereum.call(rollup.programId())));
  }

  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Programs programs(List<Path> guests) {
    Programs programs = new Programs();
    for (Path elf : guests) {
      try {
        programs.add(Files.readAllBytes(elf));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return programs;
  }

  /** Has {@code listener} called after each new block. */
  void onBlock(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  /** The pause between two looks at the chain. */
  Duration pace() {
    return pace.period();
  }

  private void follow() {
    Optional<ChainView> before = seen();
    ChainView now = look();
    if (!Optional.of(now).equals(before)) {
      listeners.forEach(Runnable::run);
    }
  }

  private synchronized Optional<ChainView> seen() {
    return seen;
  }

  /**
   * The chain, as it is or was a moment ago. Who asks while the loop cannot see it, asks the chain.
   */
  synchronized ChainView observe(Set<Bytes32> more) {
    boolean known = wanted.containsAll(more);
    wanted.addAll(more);
    boolean fresh = System.nanoTime() - seenAt < STALE.toNanos();
    return seen.isPresent() && known && fresh ? seen.get() : look();
  }

  private synchronized ChainView look() {
    ChainView now = watch.observe(wanted);
    seen = Optional.of(now);
    seenAt = System.nanoTime();
    pace.saw(now.block(), seenAt);
    wanted.removeIf(id -> now.request(id).filter(f -> f.standing().status().running()).isEmpty());
    return now;
  }

  /** How nodes ask others. */
  PeerClient peers() {
    return peers;
  }

  /** Whether provers are as fast as they will be. */
  boolean isWarm() {
    return warmUp.isOver();
  }

  ChainWatch watch() {
    return watch;
  }

  Farm farm() {
    return farm;
  }

  BundleCheck check() {
    return check;
  }

  Trial trial() {
    return trial;
  }

  WorkSource source() {
    return source;
  }

  @Override
  public void close() {
    Node.closeAll(closing);
  }
}
