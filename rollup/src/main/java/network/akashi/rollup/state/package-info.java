/** The rollup's state and its transition. */
@NullMarked
package network.akashi.rollup.state;

import org.jspecify.annotations.NullMarked;
