/** Puts a whole sequencer together from a folder, a key and two addresses, and takes it apart. */
@NullMarked
package network.akashi.rollup.service;

import org.jspecify.annotations.NullMarked;
