// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchValues} from "./BatchValues.sol";
import {Inbox} from "./Inbox.sol";
import {Batch, Result, RollupConfig, Root} from "./RollupTypes.sol";

/// @title What is known of the L2: batches, results, and how far they reach
/// @notice The record behind `Rollup`, and the reading of it. Nothing here moves a tip or a coin.
abstract contract BatchRecord is Inbox {
    /// @dev The three tips in one slot, and when the attested one moved last.
    struct Tips {
        uint64 posted;
        uint64 attested;
        uint64 proven;
        uint48 attestedAt;
    }

    uint64 public immutable l2ChainId;
    /// @notice Public value 2: binds runs to this contract on this chain and to its genesis.
    bytes32 public immutable configHash;

    /// @notice True once users are leaving with the last proven state: then nothing else happens any more.
    bool public escaped;
    /// @notice Until when attested results are refused; those recorded before are void.
    uint48 public attestedFrozenUntil;
    /// @notice Verifier versions that contradicted each other: never accepted here again.
    mapping(bytes4 version => bool) public barred;

    Tips internal _tips;
    mapping(uint64 index => Batch) internal _batches;
    mapping(uint64 index => Root) internal _attested;
    mapping(uint64 index => Root) internal _proven;

    /// @notice Users are leaving: nothing else is accepted any more.
    error RollupEscaped();
    error UnknownBatch(uint64 index);

    modifier running() {
        if (escaped) revert RollupEscaped();
        _;
    }

    constructor(RollupConfig memory config) Inbox(config.minDepositGwei, config.forcedFee, config.inclusionWindow) {
        l2ChainId = config.l2ChainId;
        configHash = keccak256(
            abi.encode(
                keccak256("akashi.rollup.config.v1"),
                block.chainid,
                address(this),
                config.l2ChainId,
                config.genesisBlockHash
            )
        );
        _batches[0].serial = 1;
        _proven[0] = _rootOf(Result(config.genesisBlockHash, config.genesisStateRoot, 0, 0), 1, 0);
        _tips.attestedAt = uint48(block.timestamp);
    }

    /// @notice Newest batch that is posted, attested, proven.
    function tips() external view returns (uint64 posted, uint64 attested, uint64 proven) {
        return (_tips.posted, _tips.attested, _tips.proven);
    }

    /// @notice A posted batch; all zero if there is none of this index.
    function batchAt(uint64 index) external view returns (Batch memory batch) {
        if (index <= _tips.posted) batch = _batches[index];
    }

    /// @notice What a quorum vouches for. Backed by stake only: never pay against it more than that.
    /// @return root the recorded result, all zero if there is none
    /// @return settled true if all batches up to it are attested or proven too
    function attestedRoot(uint64 index) external view returns (Root memory root, bool settled) {
        if (index > _tips.posted || !_isAttestedRoot(index)) return (root, false);
        return (_attested[index], index <= _tips.attested);
    }

    /// @notice What a validity proof shows.
    /// @return root the recorded result, all zero if there is none
    /// @return settled true if all batches up to it are proven too
    function provenRoot(uint64 index) external view returns (Root memory root, bool settled) {
        if (index > _tips.posted || !_isProven(index)) return (root, false);
        return (_proven[index], index <= _tips.proven);
    }

    /// @notice What a run about the batch has to consume.
    function inputCommitmentOf(uint64 index) public view returns (bytes32) {
        return BatchValues.inputCommitment(_inputOf(index));
    }

    /// @notice The values of `inputCommitmentOf`, for provers and for checking attesters.
    function inputOf(uint64 index) external view returns (BatchValues.Input memory) {
        return _inputOf(index);
    }

    /// @notice Since when the oldest thing that is not proven waits: batch, deposit or forced transaction;
    /// zero if there is nothing.
    function pendingSince() public view returns (uint256 since) {
        Tips memory t = _tips;
        Batch storage last = _batches[t.proven];
        since = _earlier(depositWaitingSince(last.depositCount), forcedWaitingSince(last.forcedCount));
        if (t.posted > t.proven) since = _earlier(since, _batches[t.proven + 1].postedAt);
    }

    function _existing(uint64 index) internal view returns (Batch storage batch) {
        if (index > _tips.posted) revert UnknownBatch(index);
        return _batches[index];
    }

    function _inputOf(uint64 index) internal view returns (BatchValues.Input memory) {
        if (index == 0) revert UnknownBatch(index);
        Batch storage batch = _existing(index);
        Batch storage before = _batches[index - 1];
        return BatchValues.Input({
            chainId: l2ChainId,
            configHash: configHash,
            prevBlockHash: batch.prevBlockHash,
            daCommitment: batch.daCommitment,
            depositHashPrev: depositHashAt(before.depositCount),
            depositHashNew: depositHashAt(batch.depositCount),
            forcedHashPrev: forcedHashAt(before.forcedCount),
            forcedHashNew: forcedHashAt(batch.forcedCount)
        });
    }

    function _isAttestedRoot(uint64 index) internal view returns (bool) {
        Root storage root = _attested[index];
        return root.serial == _batches[index].serial && root.recordedAt >= attestedFrozenUntil;
    }

    function _isProven(uint64 index) internal view returns (bool) {
        Root storage root = _proven[index];
        return root.serial == _batches[index].serial && (index == 0 || !barred[root.version]);
    }

    function _rootOf(Result memory r, uint40 serial, bytes4 version) internal view returns (Root memory) {
        return
            Root(r.blockHash, r.stateRoot, r.withdrawalsRoot, r.blockNumber, uint48(block.timestamp), serial, version);
    }

    /// @dev The earlier of two times, of which zero means never.
    function _earlier(uint256 a, uint256 b) internal pure returns (uint256) {
        return a == 0 || (b != 0 && b < a) ? b : a;
    }

    function _later(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
}
