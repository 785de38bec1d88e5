package network.akashi.node.interlock;

import java.math.BigInteger;

/**
 * How a node is.
 *
 * @param failuresInARow proofs that failed since the last that did not
 * @param missesInARow deadlines missed since the last that was not
 * @param freeDiskBytes where journal and proofs lie
 * @param headAgeSeconds how old the chain's newest block is, by the local clock; negative if it is
 *     from the future
 * @param rpcFailuresInARow times in a row that the chain could not be asked
 * @param balance wei of the key that sends transactions
 * @param foreignTransactions of this key that this node did not send
 */
public record Vitals(
    int failuresInARow,
    int missesInARow,
    long freeDiskBytes,
    long headAgeSeconds,
    int rpcFailuresInARow,
    BigInteger balance,
    int foreignTransactions) {}
