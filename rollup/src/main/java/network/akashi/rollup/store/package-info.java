/**
 * What the sequencer must not lose, in one SQLite file: accepted transactions, blocks, cuts into
 * batches, and a snapshot of accounts. Nothing here knows how blocks are made or what they mean.
 */
@NullMarked
package network.akashi.rollup.store;

import org.jspecify.annotations.NullMarked;
