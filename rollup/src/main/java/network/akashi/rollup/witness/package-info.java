/**
 * What the guest reads and publishes: witnesses, inputs, statements of batches and of their shards.
 */
@NullMarked
package network.akashi.rollup.witness;

import org.jspecify.annotations.NullMarked;
