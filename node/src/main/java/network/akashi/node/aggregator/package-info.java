/**
 * The aggregator: collects signatures for claims, adds them up, and posts what a quorum signed.
 *
 * <p>It is trusted with nothing: it can be slow, and then another does it. Each share is checked
 * against its member's key before it counts, so that one rubbish signature spoils nothing.
 */
@NullMarked
package network.akashi.node.aggregator;

import org.jspecify.annotations.NullMarked;
