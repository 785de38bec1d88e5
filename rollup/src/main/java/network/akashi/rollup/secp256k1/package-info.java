/** Recovery of public keys from signatures over secp256k1. */
@NullMarked
package network.akashi.rollup.secp256k1;

import org.jspecify.annotations.NullMarked;
