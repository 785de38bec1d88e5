/** JSON-RPC over HTTP: transport, retries and failover below, typed Ethereum methods above. */
@NullMarked
package network.akashi.chain.rpc;

import org.jspecify.annotations.NullMarked;
