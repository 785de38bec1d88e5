/**
 * Ethereum transactions of types 0 to 2: decoding, hash, sender, intrinsic gas, and what each fork
 * refuses. Nothing here knows of the rollup.
 */
@NullMarked
package network.akashi.rollup.transaction;

import org.jspecify.annotations.NullMarked;
