package network.akashi.rollup.trie;

import network.akashi.chain.Bytes;

/**
 * A node of a witness.
 *
 * @param rlp the node
 * @param expanded bit i: child i of the branch follows as a node too; bit 0: the extension's child
 *     does
 */
public record WitnessNode(Bytes rlp, int expanded) {}
