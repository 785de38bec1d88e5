package network.akashi.chain.outbox;

import java.math.BigInteger;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.Fees;

/**
 * A signed transaction for an intent.
 *
 * @param hash its name on the chain
 * @param raw what is handed to nodes
 * @param nonce of the sender
 * @param fees what it offers
 * @param blobFee most wei per blob gas; zero without blobs
 * @param signedAtBlock the chain's height then
 * @param filler whether it does nothing but use up the nonce
 */
record Attempt(
    Bytes32 hash,
    Bytes raw,
    long nonce,
    Fees fees,
    BigInteger blobFee,
    long signedAtBlock,
    boolean filler) {}
