/** Private keys, signatures, typed transactions, and sending them. */
@NullMarked
package network.akashi.chain.tx;

import org.jspecify.annotations.NullMarked;
