/**
 * The sequencer: takes transactions ({@link Mempool}), makes blocks and batches of them, has them
 * posted, and follows L1 wherever it leads.
 */
@NullMarked
package network.akashi.rollup.sequencer;

import org.jspecify.annotations.NullMarked;
