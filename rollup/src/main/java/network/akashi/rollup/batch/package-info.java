/**
 * Batches and what carries them: payloads, zlib, blobs and their binding, derivation; deposits,
 * forced transactions and withdrawals.
 */
@NullMarked
package network.akashi.rollup.batch;

import org.jspecify.annotations.NullMarked;
