/**
 * The rollup's side towards L1: what its contract's inbox says ({@link InboxFollower}), where blobs
 * come from ({@link BlobFetcher}) and are kept ({@link BlobArchive}), how batches get there ({@link
 * BatchPoster}), and what all of it stands for ({@link Deriver}).
 */
@NullMarked
package network.akashi.rollup.l1;

import org.jspecify.annotations.NullMarked;
