package network.akashi.rollup.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.rollup.l1.AnvilBlobs;
import network.akashi.rollup.l1.BatchPoster;
import network.akashi.rollup.l1.BeaconBlobs;
import network.akashi.rollup.l1.BlobArchive;
import network.akashi.rollup.l1.BlobArchiveServer;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.BlobSource;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.l1.RemoteArchive;
import network.akashi.rollup.l1.RollupIdentity;
import network.akashi.rollup.rpc.EthereumMethods;
import network.akashi.rollup.rpc.RpcServer;
import network.akashi.rollup.sequencer.L2Chain;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.sequencer.Step;
import network.akashi.rollup.store.FolderLock;
import network.akashi.rollup.store.RollupStore;

/**
 * A running sequencer with its RPC. Its folder:
 *
 * <pre>
 *   lock           held while it runs
 *   rollup.db      transactions, blocks, cuts
 *   l1-events.db   what the contract said
 *   l1-outbox.db   what was sent to L1
 *   blobs/         the archive
 * </pre>
 */
public final class SequencerService implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long CHAIN_ID_OF_ANVIL = 31_337;

  private final Sequencer sequencer;
  private final RpcServer rpc;
  private final Optional<BlobArchiveServer> archive;
  private final Deque<AutoCloseable> parts;

  private SequencerService(
      Sequencer sequencer,
      RpcServer rpc,
      Optional<BlobArchiveServer> archive,
      Deque<AutoCloseable> parts) {
    this.sequencer = sequencer;
    this.rpc = rpc;
    this.archive = archive;
    this.parts = parts;
  }

  /**
   * Starts a sequencer.
   *
   * @param key with which it posts
   * @throws IllegalArgumentException if genesis and contract do not belong together
   * @throws network.akashi.rollup.store.StoreException if the folder cannot be used
   * @throws network.akashi.chain.rpc.RpcException if L1 cannot be asked
   * @throws UncheckedIOException if an address cannot be listened on
   */
  public static SequencerService start(ServiceConfig config, Ethereum l1, PrivateKey key) {
    return start(config, l1, key, _ -> {});
  }

  static SequencerService start(
      ServiceConfig config, Ethereum l1, PrivateKey key, Consumer<Step> steps) {
    Rollup rollup = new Rollup(config.rollup());
    Bytes32 identity = RollupIdentity.require(l1, rollup, config.genesis());
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean started = false;
    try {
      SequencerService service = start(config, l1, key, identity, parts, steps);
      started = true;
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started) {
        close(parts);
      }
    }
  }

  private static SequencerService start(
      ServiceConfig config,
      Ethereum l1,
      PrivateKey key,
      Bytes32 identity,
      Deque<AutoCloseable> parts,
      Consumer<Step> steps)
      throws IOException {
    Path folder = config.folder();
    Rollup rollup = new Rollup(config.rollup());
    parts.push(FolderLock.of(folder));
    RollupStore store = RollupStore.open(folder.resolve("rollup.db"), identity);
    parts.push(store);
    L2Chain chain = new L2Chain(store, config.genesis());
    BlobArchive blobs = new BlobArchive(folder.resolve("blobs"));
    BlobFetcher fetcher = new BlobFetcher(Optional.of(blobs), sources(config, l1));
    InboxFollower follower =
        InboxFollower.open(
            l1, config.rollup(), config.firstBlock(), folder.resolve("l1-events.db"));
    parts.push(follower);
    BatchPoster poster =
        BatchPoster.open(l1, rollup, key, folder.resolve("l1-outbox.db"), config.outbox());
    parts.push(poster);
    Sequencer sequencer =
        new Sequencer(
            chain,
            config.sequencer(),
            l1,
            rollup,
            follower,
            poster,
            fetcher,
            InstantSource.system(),
            steps);
    parts.push(sequencer);
    Optional<BlobArchiveServer> archive = Optional.empty();
    if (config.archive().isPresent()) {
      archive = Optional.of(BlobArchiveServer.start(blobs, config.archive().get()));
      parts.push(archive.get());
    }
    RpcServer rpc = RpcServer.start(config.rpc(), new EthereumMethods(sequencer), config.limits());
    parts.push(rpc);
    sequencer.start();
    return new SequencerService(sequencer, rpc, archive, parts);
  }

  /** Where blobs of others are looked for. */
  public static List<BlobSource> sources(Ethereum l1, List<URI> beacon, List<URI> archives) {
    List<BlobSource> sources = new ArrayList<>();
    if (l1.chainId() == CHAIN_ID_OF_ANVIL) {
      sources.add(new AnvilBlobs(l1));
    }
    beacon.forEach(each -> sources.add(new BeaconBlobs(each, l1, TIMEOUT)));
    archives.forEach(each -> sources.add(new RemoteArchive(each, TIMEOUT)));
    return sources;
  }

  private static List<BlobSource> sources(ServiceConfig config, Ethereum l1) {
    return sources(l1, config.beacon(), config.archives());
  }

  public Sequencer sequencer() {
    return sequencer;
  }

  /** Where it answers JSON-RPC. */
  public InetSocketAddress rpcAddress() {
    return rpc.address();
  }

  /** Where its archive is served, if it is. */
  public Optional<InetSocketAddress> archiveAddress() {
    return archive.map(BlobArchiveServer::address);
  }

  @Override
  public void close() {
    close(parts);
  }

  /** Last opened, first closed; what fails to close does not keep others open. */
  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(SequencerService.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not close", e);
      }
    }
  }
}
