/** The rollup's vocabulary: accounts, transfers, headers, receipts, blocks, and its genesis. */
@NullMarked
package network.akashi.rollup.block;

import org.jspecify.annotations.NullMarked;
