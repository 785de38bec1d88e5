package network.akashi.chain.rpc;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * A transaction in a block.
 *
 * @param hash its name
 * @param from who sent it
 * @param nonce its place among the sender's transactions
 * @param blockNumber height of the block
 * @param blockHash hash of the block
 */
public record SentTransaction(
    Bytes32 hash, Address from, long nonce, long blockNumber, Bytes32 blockHash) {}
