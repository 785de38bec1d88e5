/**
 * What happened on the chain, without gaps and without what was reorganised away: adaptive log
 * queries, a follower with checkpoints, a durable store of events, and the chain's clock.
 */
@NullMarked
package network.akashi.chain.follow;

import org.jspecify.annotations.NullMarked;
