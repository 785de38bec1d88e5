package network.akashi.chain.tx;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * A transaction that can be handed to a node.
 *
 * @param raw what is handed in
 * @param hash its name on the chain
 * @param from who signed it
 * @param nonce its place among the signer's transactions
 */
public record SignedTransaction(Bytes raw, Bytes32 hash, Address from, long nonce) {}
