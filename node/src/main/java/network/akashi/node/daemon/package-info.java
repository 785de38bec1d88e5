/** A process: roles with their real ports around them, loops that drive them, and an API. */
@NullMarked
package network.akashi.node.daemon;

import org.jspecify.annotations.NullMarked;
