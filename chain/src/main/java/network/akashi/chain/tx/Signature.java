package network.akashi.chain.tx;

import java.math.BigInteger;

/**
 * An ECDSA signature over secp256k1 with {@code s} in the lower half (EIP-2).
 *
 * @param yParity whether the y coordinate behind {@code r} is odd
 */
public record Signature(BigInteger r, BigInteger s, boolean yParity) {}
