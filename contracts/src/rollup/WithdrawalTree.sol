// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The tree of a batch's withdrawals
/// @notice A binary Merkle tree over `keccak256(index ‖ to ‖ amount)` (8 + 20 + 32 bytes), nodes
/// `keccak256(left ‖ right)`, leaves at one depth, missing ones zero. A leaf hashes 60 bytes and a node 64:
/// neither can be taken for the other.
library WithdrawalTree {
    /// @notice Longest path: 2^32 withdrawals in a batch.
    uint256 internal constant MAX_DEPTH = 32;

    /// @notice The leaf of a withdrawal, `amount` in wei.
    function leafOf(uint64 index, address to, uint256 amount) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(index, to, amount));
    }

    /// @notice True if the leaf at `index` leads to `root`.
    function includes(bytes32 root, bytes32 leaf, uint64 index, bytes32[] calldata path) internal pure returns (bool) {
        uint256 depth = path.length;
        if (depth > MAX_DEPTH || uint256(index) >> depth != 0) return false;
        bytes32 node = leaf;
        for (uint256 i = 0; i < depth; ++i) {
            bool right = (uint256(index) >> i) & 1 == 1;
            node = right ? keccak256(abi.encode(path[i], node)) : keccak256(abi.encode(node, path[i]));
        }
        return node == root;
    }
}
