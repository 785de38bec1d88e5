package network.akashi.rollup.service;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.rpc.RpcLimits;
import network.akashi.rollup.sequencer.SequencerConfig;

/**
 * All that a sequencer is told.
 *
 * @param folder where everything lies that it must not lose
 * @param genesis of the L2
 * @param rollup the contract on L1
 * @param firstBlock the L1 block that created the contract
 * @param sequencer how it works
 * @param outbox how eagerly it posts
 * @param rpc where it answers JSON-RPC
 * @param limits of that
 * @param beacon consensus nodes of L1, for blobs of others
 * @param archives of others
 * @param archive where it serves its own archive; empty for nowhere
 */
public record ServiceConfig(
    Path folder,
    Genesis genesis,
    Address rollup,
    long firstBlock,
    SequencerConfig sequencer,
    OutboxConfig outbox,
    InetSocketAddress rpc,
    RpcLimits limits,
    List<URI> beacon,
    List<URI> archives,
    Optional<InetSocketAddress> archive) {
  public ServiceConfig {
    beacon = List.copyOf(beacon);
    archives = List.copyOf(archives);
  }
}
