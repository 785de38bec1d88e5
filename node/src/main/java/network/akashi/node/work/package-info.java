/**
 * Work itself: where inputs come from, proving, and checking what others have proven. Nothing here
 * knows of chains or deadlines.
 */
@NullMarked
package network.akashi.node.work;

import org.jspecify.annotations.NullMarked;
