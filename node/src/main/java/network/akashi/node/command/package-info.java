/** What nodes want done on chain, and how far it is; no call data, no nonces. */
@NullMarked
package network.akashi.node.command;

import org.jspecify.annotations.NullMarked;
