// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Statement, Verdict} from "../interfaces/MarketTypes.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title Leaves and paths of the trees whose roots attesters sign
/// @notice A leaf is `keccak256(abi.encode(tag, fields…))`, a node `keccak256` of its two children in
/// ascending order. Leaves hash 160 or 224 bytes and nodes 64, so neither can be taken for the other; the two
/// kinds of leaves differ in their tags.
library Leaves {
    /// @notice First word of a statement's leaf.
    bytes32 internal constant STATEMENT_TAG = keccak256("akashi.attestation.statement.v1");
    /// @notice First word of a verdict's leaf.
    bytes32 internal constant VERDICT_TAG = keccak256("akashi.attestation.verdict.v1");

    /// @notice The leaf of a statement about a run.
    function ofStatement(Statement calldata statement) internal pure returns (bytes32) {
        return keccak256(abi.encode(STATEMENT_TAG, statement));
    }

    /// @notice The leaf of a verdict on a request.
    function ofVerdict(address market, bytes32 requestId, Verdict verdict, uint64 since)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(VERDICT_TAG, market, requestId, verdict, since));
    }

    /// @notice The root that `path` leads to from `leaf`; a path that is not whole words leads nowhere (zero).
    function rootAbove(bytes32 leaf, bytes calldata path) internal pure returns (bytes32 node) {
        if (path.length % 32 != 0) return 0;
        node = leaf;
        for (uint256 i = 0; i < path.length; i += 32) {
            node = Hashes.commutativeKeccak256(node, bytes32(path[i:i + 32]));
        }
    }
}
