/** Puts the Akashi contracts on a chain, checks that they are there, and says where. */
@NullMarked
package network.akashi.chain.deploy;

import org.jspecify.annotations.NullMarked;
