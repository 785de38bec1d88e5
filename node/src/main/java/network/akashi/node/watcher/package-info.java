/**
 * The watcher: checks everything, and does for the network what is due and nobody's duty: draws
 * provers, ends what expired, forms committees, reports what contradicts what it finds itself.
 */
@NullMarked
package network.akashi.node.watcher;

import org.jspecify.annotations.NullMarked;
