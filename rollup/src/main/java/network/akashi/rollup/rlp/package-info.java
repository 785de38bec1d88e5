/**
 * Recursive Length Prefix, Ethereum's serialisation: a writer, and a reader that takes canonical
 * encodings only.
 */
@NullMarked
package network.akashi.rollup.rlp;

import org.jspecify.annotations.NullMarked;
