package network.akashi.chain;

import java.math.BigInteger;

/**
 * The head of a block.
 *
 * @param number its height
 * @param hash its hash
 * @param parentHash the hash of the block before it
 * @param timestampSeconds Unix time
 * @param gasLimit gas that fits into it
 * @param baseFeePerGas wei (EIP-1559)
 */
public record Block(
    long number,
    Bytes32 hash,
    Bytes32 parentHash,
    long timestampSeconds,
    long gasLimit,
    BigInteger baseFeePerGas) {}
