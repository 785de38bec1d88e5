/**
 * When a prover should take no more work, because it would most likely fail: it then leaves what it
 * need not do to others, and lowers its capacity on chain, so that it is drawn no more.
 */
@NullMarked
package network.akashi.node.interlock;

import org.jspecify.annotations.NullMarked;
