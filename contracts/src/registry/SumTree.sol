// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Sums over weighted leaves, with memory
/// @notice Five levels of nodes with eight children each hold 32,768 weights. Finding the leaf at a position
/// reads five storage slots, whatever the number of leaves; so does asking for the state of an earlier block.
///
/// @dev A node is one word:
///
/// ```
///  255        224 223    196        27      0
///  [ block 32 ] [ sum 7 ] …  [ sum 0 ]          sum i: total weight below child i
/// ```
///
/// `block` is when the node last changed. A change in a later block first keeps the word that it replaces
/// under (node, new block), so each word leads to its predecessor and the state at the end of any earlier
/// block can be read by walking back. That is what makes draws fair: they are made from the state of a block
/// that was final before their randomness existed, and nothing done afterwards can shift them.
///
/// Sums have lanes of 28 bits and stay below 2^27, all of them together too. The free bit lets a node be
/// searched without a loop: one multiplication gives all running totals, one subtraction compares all of them
/// with the position, and another multiplication counts how many lie at or below it.
///
/// Level 4 is the root, level 0 holds the leaves.
library SumTree {
    uint256 internal constant LEVELS = 5;
    uint256 internal constant LEAVES = 8 ** LEVELS;
    /// @dev Highest weight of a leaf, and of all leaves together.
    uint256 internal constant MAX_SUM = (1 << 27) - 1;

    uint256 private constant LANE = 28;
    uint256 private constant LANE_MASK = (1 << LANE) - 1;
    uint256 private constant LAST_LANE = 7 * LANE;
    /// @dev A one in each lane, and the top bit of each lane.
    uint256 private constant ONES = 0x10000001000000100000010000001000000100000010000001;
    uint256 private constant TOPS = ONES << 27;
    uint256 private constant BLOCK_SHIFT = 224;
    uint256 private constant ROOT_LEVEL = LEVELS - 1;

    struct Tree {
        mapping(uint256 node => uint256 word) current;
        mapping(uint256 nodeAndBlock => uint256 word) replaced;
    }

    /// @notice The leaf that covers a position, and where in the leaf it lies.
    struct Hit {
        uint256 leaf;
        uint256 weight;
        /// Position within the leaf, below `weight`.
        uint256 remainder;
    }

    /// @notice A leaf or an inner sum would exceed `MAX_SUM`.
    error WeightOverflow(uint256 leaf, uint256 weight);

    /// @notice Sets the weight of a leaf from this block on.
    function set(Tree storage tree, uint256 leaf, uint256 weight) internal {
        if (weight > MAX_SUM) revert WeightOverflow(leaf, weight);
        uint256 index = leaf;
        uint256 old = 0;
        for (uint256 level = 0; level < LEVELS; ++level) {
            uint256 shift = (index & 7) * LANE;
            index >>= 3;
            uint256 node = _node(level, index);
            uint256 word = tree.current[node];
            uint256 sum = (word >> shift) & LANE_MASK;
            if (level == 0) {
                old = sum;
                if (old == weight) return;
            }
            // The sum includes the old weight, so this cannot underflow.
            uint256 newSum = sum - old + weight;
            uint256 changed = word >> BLOCK_SHIFT;
            if (changed != block.number && word != 0) tree.replaced[_version(node, block.number)] = word;
            word = (word & ~(LANE_MASK << shift) & type(uint224).max) | (newSum << shift);
            if (level == ROOT_LEVEL && _total(word) > MAX_SUM) revert WeightOverflow(leaf, weight);
            tree.current[node] = word | (block.number << BLOCK_SHIFT);
        }
    }

    /// @notice The weight of a leaf at the end of block `asOf`.
    function weightAt(Tree storage tree, uint256 leaf, uint256 asOf) internal view returns (uint256) {
        return (_wordAt(tree, _node(0, leaf >> 3), asOf) >> ((leaf & 7) * LANE)) & LANE_MASK;
    }

    /// @notice The sum of all weights at the end of block `asOf`.
    function totalAt(Tree storage tree, uint256 asOf) internal view returns (uint256) {
        return _total(_wordAt(tree, _node(ROOT_LEVEL, 0), asOf));
    }

    /// @notice The leaf at `position` (below the total) when the leaves of block `asOf` are laid end to end.
    function find(Tree storage tree, uint256 position, uint256 asOf) internal view returns (Hit memory hit) {
        unchecked {
            uint256 index = 0;
            uint256 level = LEVELS;
            while (level != 0) {
                --level;
                uint256 word = _wordAt(tree, _node(level, index), asOf) & type(uint224).max;
                uint256 totals = (word * ONES) & type(uint224).max;
                uint256 passed = ((position * ONES) | TOPS) - totals & TOPS;
                uint256 child = (((passed >> 27) * ONES) >> LAST_LANE) & 7;
                position -= ((totals << LANE) >> (child * LANE)) & LANE_MASK;
                index = (index << 3) | child;
                hit.weight = (word >> (child * LANE)) & LANE_MASK;
            }
            hit.leaf = index;
            hit.remainder = position;
        }
    }

    /// @dev Sum of all lanes.
    function _total(uint256 word) private pure returns (uint256) {
        unchecked {
            return (((word & type(uint224).max) * ONES) >> LAST_LANE) & LANE_MASK;
        }
    }

    function _wordAt(Tree storage tree, uint256 node, uint256 asOf) private view returns (uint256 word) {
        word = tree.current[node];
        while (word >> BLOCK_SHIFT > asOf) {
            word = tree.replaced[_version(node, word >> BLOCK_SHIFT)];
        }
    }

    function _node(uint256 level, uint256 index) private pure returns (uint256) {
        return (level << 16) | index;
    }

    function _version(uint256 node, uint256 blockNumber) private pure returns (uint256) {
        return (node << 32) | blockNumber;
    }
}
