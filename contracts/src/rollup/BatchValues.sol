// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Result} from "./RollupTypes.sol";

/// @title The fourteen public values of a batch
/// @notice Writes down what a run about a batch must have published, from what the contract knows and the
/// four values it is told.
///
/// ```
///   0 domainTag         5 newBlockNumber    10 forcedHashPrev        known when the batch is posted:
///   1 chainId           6 newStateRoot      11 forcedHashNew         0–3 and 7–11, the input
///   2 configHash        7 daCommitment      12 withdrawalsRoot       told, and proven:
///   3 prevBlockHash     8 depositHashPrev   13 payee                 4, 5, 6 and 12, the output
///   4 newBlockHash      9 depositHashNew
/// ```
///
/// Nothing is compared field by field: the contract fills in every value it knows, so a proof about another
/// chain, another rollup, another batch or other deposits has another digest and does not verify.
library BatchValues {
    /// @notice What is known of a batch when it is posted.
    struct Input {
        uint256 chainId;
        bytes32 configHash;
        bytes32 prevBlockHash;
        bytes32 daCommitment;
        bytes32 depositHashPrev;
        bytes32 depositHashNew;
        bytes32 forcedHashPrev;
        bytes32 forcedHashNew;
    }

    /// @notice First public value of every run about a batch.
    bytes32 internal constant DOMAIN_TAG = keccak256("akashi.rollup.batch.v1");
    /// @notice Which of the values are input: words 0–3 and 7–11.
    uint32 internal constant INPUT_MASK = 0xf8f;

    /// @notice The input commitment, as `PublicValues` derives it from the public values and `INPUT_MASK`.
    function inputCommitment(Input memory i) internal pure returns (bytes32) {
        return sha256(
            abi.encode(
                uint256(INPUT_MASK),
                DOMAIN_TAG,
                i.chainId,
                i.configHash,
                i.prevBlockHash,
                i.daCommitment,
                i.depositHashPrev,
                i.depositHashNew,
                i.forcedHashPrev,
                i.forcedHashNew
            )
        );
    }

    /// @notice The digest of everything but the payee.
    function outputDigest(Input memory i, Result memory r) internal pure returns (bytes32) {
        return sha256(_words(i, r));
    }

    /// @notice What the router is asked about: all public values and the work.
    function meteredDigest(Input memory i, Result memory r, address payee, uint64 work)
        internal
        pure
        returns (bytes32)
    {
        return sha256(bytes.concat(_words(i, r), abi.encode(payee, work)));
    }

    function _words(Input memory i, Result memory r) private pure returns (bytes memory) {
        return bytes.concat(
            abi.encode(DOMAIN_TAG, i.chainId, i.configHash, i.prevBlockHash),
            abi.encode(r.blockHash, r.blockNumber, r.stateRoot),
            abi.encode(i.daCommitment, i.depositHashPrev, i.depositHashNew, i.forcedHashPrev, i.forcedHashNew),
            abi.encode(r.withdrawalsRoot)
        );
    }
}
