/**
 * Chain ports on a real chain: events followed into a {@link network.akashi.node.view.ChainView},
 * commands turned into transactions that are sent exactly once.
 */
@NullMarked
package network.akashi.node.onchain;

import org.jspecify.annotations.NullMarked;
