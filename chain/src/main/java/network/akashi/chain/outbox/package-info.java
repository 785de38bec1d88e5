/**
 * Transactions that survive crashes: what is to be sent is written down first, sent until it is in
 * a block for good, and never sent as something else twice.
 */
@NullMarked
package network.akashi.chain.outbox;

import org.jspecify.annotations.NullMarked;
