package network.akashi.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.StoreLocation;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.node.interlock.Limits;

/**
 * Everything a node is told.
 *
 * @param roles what it does
 * @param rpc nodes of the chain, the preferred one first
 * @param deployment file with the contracts' addresses
 * @param data folder of ledger, events and proofs
 * @param journal where the journal is
 * @param key that sends transactions; a prover's operator
 * @param blsSeed of the attester's key
 * @param host to listen at
 * @param port to listen at; zero for any
 * @param endpoint where others reach this node; where it listens, if empty
 * @param aggregators that are told of proofs
 * @param guests ELF files that can be proven
 * @param inputs folder of inputs of requests about single runs
 * @param rollup whose batches are proven, if the deployment has one
 * @param threads that prove
 * @param isWarmedUp whether a prover proves something on its own at start
 * @param farm whose workers prove; empty if this machine does
 * @param isForced whether to deliver, from T3 on, what nobody else does
 * @param outbox how eagerly transactions are sent
 * @param limits of the interlocks
 * @param requestsPerSecond that each sender may make
 */
public record NodeConfig(
    Set<Role> roles,
    List<URI> rpc,
    Path deployment,
    Path data,
    StoreLocation journal,
    PrivateKey key,
    Bytes32 blsSeed,
    String host,
    int port,
    String endpoint,
    List<URI> aggregators,
    List<Path> guests,
    Path inputs,
    Optional<RollupSource> rollup,
    int threads,
    boolean isWarmedUp,
    Optional<FarmSource> farm,
    boolean isForced,
    OutboxConfig outbox,
    Limits limits,
    double requestsPerSecond) {
  /**
   * A rollup of the deployment.
   *
   * @param genesis file
   * @param beacon consensus nodes that have blobs
   * @param archives of blobs
   */
  public record RollupSource(Path genesis, List<URI> beacon, List<URI> archives) {
    public RollupSource {
      beacon = List.copyOf(beacon);
      archives = List.copyOf(archives);
    }
  }

  /**
   * A farm of proving workers.
   *
   * @param url of its database
   * @param labels that a worker must have
   * @param memoryMib least heap of a worker
   * @param attempts after which a run is given up
   * @param isOwnCores whether this machine's cores work there too
   */
  public record FarmSource(
      PostgresUrl url, List<String> labels, int memoryMib, int attempts, boolean isOwnCores) {
    public FarmSource {
      labels = List.copyOf(labels);
    }
  }

  public NodeConfig {
    roles = Set.copyOf(roles);
    rpc = List.copyOf(rpc);
    aggregators = List.copyOf(aggregators);
    guests = List.copyOf(guests);
  }
}
