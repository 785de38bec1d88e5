/** Keeps a node's loops going: tells what passes from what does not, and says how each is. */
@NullMarked
package network.akashi.node.supervise;

import org.jspecify.annotations.NullMarked;
