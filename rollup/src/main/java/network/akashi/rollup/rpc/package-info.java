/**
 * The sequencer's Ethereum JSON-RPC: what wallets and {@code cast} ask. {@link RpcServer} speaks
 * HTTP and knows no method; {@link EthereumMethods} knows the methods and no HTTP.
 */
@NullMarked
package network.akashi.rollup.rpc;

import org.jspecify.annotations.NullMarked;
