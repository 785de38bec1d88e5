/**
 * An Ethereum chain as the rest of Akashi sees it. This package holds the chain's own values:
 * bytes, addresses, blocks, logs, receipts. Its inner parts:
 *
 * <ul>
 *   <li>{@code rpc}: JSON-RPC over HTTP, with batches, retries and failover
 *   <li>{@code abi}: calls, events and errors of contracts as values
 *   <li>{@code contracts}: typed bindings of the Akashi contracts, written by {@code bindgen}
 *   <li>{@code tx}: keys, signatures, transactions; {@code keys}: keystores; {@code blob}: blobs
 *   <li>{@code outbox}: transactions that survive crashes, exactly once
 *   <li>{@code follow}: events that survive crashes and reorganisations; the chain's clock
 *   <li>{@code deploy}: puts the contracts on a chain
 * </ul>
 *
 * <p>Nothing here knows what the contracts are for: the rules of the market are in {@code market},
 * those of the rollup in {@code rollup}.
 */
@NullMarked
package network.akashi.chain;

import org.jspecify.annotations.NullMarked;
