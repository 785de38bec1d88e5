/** Ethereum's Merkle-Patricia trie, immutable: its nodes, roots, proofs and witnesses. */
@NullMarked
package network.akashi.rollup.trie;

import org.jspecify.annotations.NullMarked;
