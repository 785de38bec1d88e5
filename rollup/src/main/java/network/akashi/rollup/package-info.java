/**
 * The reference rollup, as {@code docs/rollup.md} defines it. Its pure half does no input or
 * output:
 *
 * <ul>
 *   <li>{@code rlp}, {@code trie}, {@code secp256k1}, {@code transaction}: what it shares with
 *       Ethereum
 *   <li>{@code block}: accounts, transfers, headers, blocks, genesis
 *   <li>{@code batch}: batches, blobs, derivation
 *   <li>{@code state}: the world state and how a block changes it
 *   <li>{@code witness}: what the guest reads, and what it publishes
 * </ul>
 */
@NullMarked
package network.akashi.rollup;

import org.jspecify.annotations.NullMarked;
