/**
 * BLS signatures over BLS12-381 as the contracts check them: keys in G1, signatures in G2, points
 * encoded as EIP-2537 has them. Everything here is total on any bytes.
 */
@NullMarked
package network.akashi.node.bls;

import org.jspecify.annotations.NullMarked;
