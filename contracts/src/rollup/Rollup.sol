// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProofMarket} from "../interfaces/IProofMarket.sol";
import {IRollupCallback} from "../interfaces/IRollupCallback.sol";
import {IVerifierRouter, ProofClass} from "../interfaces/IVerifierRouter.sol";
import {ProofOutcome, ProofRequest, RequestStatus, Statement} from "../interfaces/MarketTypes.sol";
import {BatchValues} from "./BatchValues.sol";
import {BlobBinding} from "./BlobBinding.sol";
import {Exits} from "./Exits.sol";
import {Inbox} from "./Inbox.sol";
import {Batch, BatchPost, Credit, MarketTerms, Result, RollupConfig, Root} from "./RollupTypes.sol";

/// @title Inbox and settlement of the reference rollup
/// @notice Takes deposits, forced transactions and batches, buys proofs for the batches, keeps what was
/// attested apart from what was proven, and pays out against proven roots only.
///
/// @dev Three tips, each at most the one before: batches are *posted* (data is on L1), *attested* (a quorum
/// of stake vouches: fast, and shown as what it is), *proven* (a validity proof was checked here). Results may
/// arrive in any order; a tip moves while the next batch has a result and builds on the block at the tip.
///
/// ```
///   proven ≤ attested ≤ posted          withdrawals, escape: proven only
///      │          │         └ no result for `attestWindow`: the oldest such batch and later ones are discarded
///      │          └ refuted by a proof, or quorums contradict each other: attested falls back to proven
///      └ proofs contradict each other: proven falls back, their versions are barred, payouts stop
/// ```
///
/// Money: what users bridged and what buys proofs are two accounts; neither ever pays for the other. There is
/// no owner: nobody can pause, upgrade, or move either of them. The sequencer orders transactions and nothing
/// else; when it leaves out what is due for too long, anybody may post in its place.
contract Rollup is Exits, IRollupCallback {
    /// @dev How far one call moves a tip; more batches with results wait for `advance`.
    uint256 private constant MAX_STEPS = 16;

    IAttestation public immutable attestation;
    IVerifierRouter public immutable router;
    IProofMarket public immutable market;

    address public immutable sequencer;
    uint48 public immutable sequencerGrace;
    uint48 public immutable attestWindow;
    uint48 public immutable attestedFreeze;
    uint48 public immutable provenFreeze;
    bytes32 public immutable programId;

    /// @notice What buys proofs, wei.
    uint256 public provingBudget;
    /// @notice Until when nobody but the sequencer may post after a discard.
    uint48 public exclusiveUntil;
    uint40 private _serial;
    MarketTerms private _terms;

    event BatchPosted(uint64 indexed index, uint40 serial, bytes32 inputCommitment, BatchPost post, bytes32[] blobs);
    event BatchesDiscarded(uint64 indexed from, uint64 to);
    event ProofRequested(uint64 indexed index, bytes32 indexed requestId, uint256 escrow);
    event RequestDeferred(uint64 indexed index);
    event RootAttested(uint64 indexed index, Result result);
    event RootProven(uint64 indexed index, Result result, bytes4 version);
    event TipsMoved(uint64 posted, uint64 attested, uint64 proven);
    event AttestedRefuted(uint64 indexed index);
    event AttestationsFrozen(uint48 until);
    event ProvenContradicted(uint64 indexed index, bytes4 version, bytes4 otherVersion, uint48 frozenUntil);
    event BudgetChanged(uint256 budget);

    error InvalidConfig(string what);
    error OnlySequencer(address caller);
    error OnlyMarket(address caller);
    error WrongIndex(uint64 given, uint64 expected);
    /// @notice The batch's proof is being bought, or has been.
    error AlreadyRequested(uint64 index);
    error BudgetTooLow(uint256 budget, uint256 escrow);
    /// @notice The result is recorded already, or the batch is settled.
    error AlreadyRecorded(uint64 index);
    error NotAttested(uint64 index);
    error WrongClass(ProofClass class);
    error AttestedFrozen(uint48 until);
    error VersionBarred(bytes4 version);
    error WrongOutput(uint64 index);
    error NoContradiction(uint64 index);
    error NothingRecorded(uint64 index);

    /// @dev `msg.value` backs balances of the genesis state, if it has any.
    constructor(IAttestation attestation_, IVerifierRouter router_, IProofMarket market_, RollupConfig memory config)
        payable
        Exits(config)
    {
        if (config.programId == 0) revert InvalidConfig("programId");
        if (config.genesisBlockHash == 0) revert InvalidConfig("genesisBlockHash");
        if (config.genesisStateRoot == 0) revert InvalidConfig("genesisStateRoot");
        if (config.inclusionWindow == 0) revert InvalidConfig("inclusionWindow");
        if (config.attestWindow == 0) revert InvalidConfig("attestWindow");
        uint256 duty = uint256(config.inclusionWindow) + config.sequencerGrace + config.attestWindow;
        if (config.escapeDelay <= duty) revert InvalidConfig("escapeDelay");
        attestation = attestation_;
        router = router_;
        market = market_;
        sequencer = config.sequencer;
        programId = config.programId;
        sequencerGrace = config.sequencerGrace;
        attestWindow = config.attestWindow;
        attestedFreeze = config.attestedFreeze;
        provenFreeze = config.provenFreeze;
        _terms = config.terms;
        bridged = msg.value;
        _serial = 1;
    }

    /// @notice Refunds and compensation from the market, which anybody can have sent (`withdrawFor`);
    /// everything else comes through `fund` or `deposit`.
    receive() external payable {
        if (msg.sender != address(market)) revert OnlyMarket(msg.sender);
        _changeBudget(provingBudget + msg.value);
    }

    // --- Posting and buying proofs --------------------------------------------------------------------------

    /// @notice Adds to the money that buys proofs.
    function fund() external payable running {
        _changeBudget(provingBudget + msg.value);
    }

    /// @notice Posts the batch that is in this transaction's blobs, and asks the market for its proof.
    /// @dev For the sequencer; for anybody once something has been due for `sequencerGrace`.
    function postBatch(BatchPost calldata post) external running {
        Tips memory t = _tips;
        if (post.index != t.posted + 1) revert WrongIndex(post.index, t.posted + 1);
        Batch storage before = _batches[t.posted];
        (uint64 deposits, uint64 forced) = (before.depositCount, before.forcedCount);
        if (sequencer != address(0) && msg.sender != sequencer) {
            uint256 since = _earlier(depositWaitingSince(deposits), forcedWaitingSince(forced));
            uint256 open = _later(since + inclusionWindow + sequencerGrace, exclusiveUntil);
            if (since == 0 || block.timestamp < open) revert OnlySequencer(msg.sender);
        }
        _checkDeposits(deposits, post.depositCount, post.depositHash);
        _checkForced(forced, post.forcedCount, post.forcedHash);
        bytes32 daCommitment = BlobBinding.commit(post.openings);

        uint40 serial = ++_serial;
        _batches[post.index] = Batch({
            prevBlockHash: post.prevBlockHash,
            daCommitment: daCommitment,
            depositCount: post.depositCount,
            forcedCount: post.forcedCount,
            postedAt: uint48(block.timestamp),
            serial: serial,
            attempts: 0
        });
        _tips.posted = post.index;
        bytes32[] memory blobs = new bytes32[](post.openings.length);
        for (uint256 i = 0; i < blobs.length; ++i) {
            blobs[i] = blobhash(i);
        }
        emit BatchPosted(post.index, serial, inputCommitmentOf(post.index), post, blobs);
        if (!_request(post.index)) emit RequestDeferred(post.index);
    }

    /// @notice Asks the market for a batch's proof where that was not possible at posting, or again after a
    /// request ended without one. Anyone may.
    function requestProof(uint64 index) external running {
        Batch storage batch = _unsettled(index);
        if (batch.attempts != 0) {
            RequestStatus status = market.requestState(market.requestIdOf(requestOf(index))).status;
            if (status != RequestStatus.Expired && status != RequestStatus.Annulled) revert AlreadyRequested(index);
        }
        if (!_request(index)) {
            ProofRequest memory next = requestOf(index);
            revert BudgetTooLow(provingBudget, market.escrowOf(next));
        }
    }

    /// @notice The newest request for a batch; its nonce is `serial ‖ attempt`.
    function requestOf(uint64 index) public view returns (ProofRequest memory r) {
        Batch storage batch = _batches[index];
        MarketTerms memory t = _terms;
        r.requester = address(this);
        r.nonce = (uint64(batch.serial) << 16) | batch.attempts;
        r.programId = programId;
        r.inputCommitment = inputCommitmentOf(index);
        r.inputMask = BatchValues.INPUT_MASK;
        r.maxWork = t.maxWork;
        r.startPrice = t.startPrice;
        r.maxPrice = t.maxPrice;
        r.gasReserve = t.gasReserve;
        r.t1 = t.t1;
        r.t2 = t.t2;
        r.t3 = t.t3;
        r.t4 = t.t4;
        r.allOf = t.allOf;
        r.anyOf = t.anyOf;
        r.sampleSize = t.sampleSize;
        r.callback = address(this);
        r.callbackGas = t.callbackGas;
    }

    // --- Results --------------------------------------------------------------------------------------------

    /// @notice Records a result that a quorum attests. Anyone may.
    /// @param data which signed root, and the path to the statement; read by the attestation contract
    function attest(uint64 index, Result calldata result, Credit calldata credit, bytes calldata data)
        external
        running
    {
        if (!_isAttested(index, result, credit, data)) revert NotAttested(index);
        _recordAttested(index, result);
        _advance();
    }

    /// @inheritdoc IRollupCallback
    /// @dev Takes attested results only: a proof that moves money is checked by `prove`, here.
    /// @param output `abi.encode(uint64 index, Result result)`
    function onProof(bytes32, ProofOutcome calldata outcome, bytes calldata output) external running {
        if (msg.sender != address(market)) revert OnlyMarket(msg.sender);
        if ((outcome.classes >> uint8(ProofClass.Attested)) & 1 == 0) revert WrongClass(ProofClass.None);
        (uint64 index, Result memory result) = abi.decode(output, (uint64, Result));
        BatchValues.Input memory input = _inputOf(index);
        if (
            outcome.programId != programId || outcome.inputCommitment != BatchValues.inputCommitment(input)
                || outcome.outputDigest != BatchValues.outputDigest(input, result)
        ) revert WrongOutput(index);
        _recordAttested(index, result);
        _advance();
    }

    /// @notice Records a result that a validity proof shows. Anyone may.
    /// @param proof as the router takes it: version, then the proof
    function prove(uint64 index, Result calldata result, address payee, uint64 work, bytes calldata proof)
        external
        running
    {
        bytes4 version = _verify(index, result, payee, work, proof);
        Batch storage batch = _batches[index];
        Root storage root = _proven[index];
        if (root.serial == batch.serial && !barred[root.version]) revert AlreadyRecorded(index);
        _proven[index] = _rootOf(result, batch.serial, version);
        emit RootProven(index, result, version);
        _advance();
    }

    /// @notice Moves the tips over batches that have results already. Anyone may.
    function advance() external running {
        _advance();
    }

    /// @notice Discards the oldest batch without a result, and all later ones, after `attestWindow`.
    /// @dev It is undecodable, builds on another block, is bound to another point of its blob, or nobody
    /// could or would prove it: the rollup goes on from the last block that has a result. The sequencer then
    /// has its grace again, so that a stranger who may post cannot keep it out by posting rubbish each time.
    function discard() external running {
        Tips memory t = _tips;
        if (t.attested == t.posted) revert NothingPending();
        uint64 from = t.attested + 1;
        uint256 since = _later(_batches[from].postedAt, t.attestedAt);
        since = _later(since, _later(attestedFrozenUntil, provenFrozenUntil));
        _checkElapsed(since + attestWindow);
        _tips.posted = t.attested;
        exclusiveUntil = uint48(block.timestamp) + sequencerGrace;
        emit BatchesDiscarded(from, t.posted);
    }

    // --- Contradictions -------------------------------------------------------------------------------------

    /// @notice Takes over a freeze of the attestation contract: a quorum was shown to have lied about this
    /// program, so what is only attested here counts no more. Anyone may.
    function freezeAttested() external running {
        uint48 until = attestation.frozenUntil(programId);
        if (until <= attestedFrozenUntil) revert NothingPending();
        _freezeAttested(until);
    }

    /// @notice Two validity proofs state different results for one batch: a verifier is unsound.
    /// @dev Which one cannot be told here. Both versions are barred for ever, the proven tip moves back to
    /// before the batch, and payouts stop for `provenFreeze`, so that earlier batches can be contradicted
    /// too, and a sound version can be added.
    function reportProven(uint64 index, Result calldata other, address payee, uint64 work, bytes calldata proof)
        external
        running
    {
        Batch storage batch = _existing(index);
        Root storage root = _proven[index];
        if (index == 0 || root.serial != batch.serial || barred[root.version]) revert NothingRecorded(index);
        if (_same(root, other)) revert NoContradiction(index);
        bytes4 otherVersion = _check(index, other, payee, work, proof);
        bytes4 version = root.version;
        barred[version] = true;
        barred[otherVersion] = true;
        delete _proven[index];
        Tips storage t = _tips;
        if (t.proven >= index) {
            t.proven = index - 1;
            t.attested = index - 1;
            t.attestedAt = uint48(block.timestamp);
        }
        provenFrozenUntil = uint48(block.timestamp) + provenFreeze;
        emit ProvenContradicted(index, version, otherVersion, provenFrozenUntil);
        emit TipsMoved(t.posted, t.attested, t.proven);
    }

    // --- Inside ---------------------------------------------------------------------------------------------

    /// @inheritdoc Inbox
    function _takeIn(uint256 bridgedValue, uint256 fee) internal override running {
        bridged += bridgedValue;
        if (fee != 0) _changeBudget(provingBudget + fee);
    }

    function _changeBudget(uint256 budget) private {
        provingBudget = budget;
        emit BudgetChanged(budget);
    }

    /// @dev Opens the next request for a batch; false if the budget is too low or the market refuses. A batch
    /// is posted either way: the market cannot stop the rollup.
    function _request(uint64 index) private returns (bool) {
        ++_batches[index].attempts;
        ProofRequest memory r = requestOf(index);
        uint256 budget = provingBudget;
        try market.escrowOf(r) returns (uint256 escrow) {
            if (escrow <= budget) {
                _changeBudget(budget - escrow);
                try market.request{value: escrow}(r) returns (bytes32 id) {
                    emit ProofRequested(index, id, escrow);
                    return true;
                } catch {
                    _changeBudget(budget);
                }
            }
        } catch {}
        --_batches[index].attempts;
        return false;
    }

    function _unsettled(uint64 index) private view returns (Batch storage batch) {
        batch = _existing(index);
        if (index <= _tips.attested || _isAttestedRoot(index) || _isProven(index)) revert AlreadyRecorded(index);
    }

    function _isAttested(uint64 index, Result calldata result, Credit calldata credit, bytes calldata data)
        private
        view
        returns (bool)
    {
        BatchValues.Input memory input = _inputOf(index);
        Statement memory statement = Statement({
            programId: programId,
            inputCommitment: BatchValues.inputCommitment(input),
            outputDigest: BatchValues.outputDigest(input, result),
            payee: credit.payee,
            work: credit.work,
            evidence: credit.evidence
        });
        return attestation.isAttested(statement, data);
    }

    function _recordAttested(uint64 index, Result memory result) private {
        if (block.timestamp < attestedFrozenUntil) revert AttestedFrozen(attestedFrozenUntil);
        Batch storage batch = _unsettled(index);
        _attested[index] = _rootOf(result, batch.serial, 0);
        emit RootAttested(index, result);
    }

    function _verify(uint64 index, Result calldata result, address payee, uint64 work, bytes calldata proof)
        private
        view
        returns (bytes4)
    {
        if (block.timestamp < provenFrozenUntil) revert ProvenFrozen(provenFrozenUntil);
        return _check(index, result, payee, work, proof);
    }

    function _check(uint64 index, Result calldata result, address payee, uint64 work, bytes calldata proof)
        private
        view
        returns (bytes4 version)
    {
        bytes32 digest = BatchValues.meteredDigest(_inputOf(index), result, payee, work);
        ProofClass class = router.verify(programId, digest, proof);
        if (class != ProofClass.Proven) revert WrongClass(class);
        version = bytes4(proof[:4]);
        if (barred[version]) revert VersionBarred(version);
    }

    /// @dev Moves both tips as far as results reach. A batch counts only on top of the block that it names.
    function _advance() private {
        Tips memory t = _tips;
        (uint64 attestedBefore, uint64 provenBefore) = (t.attested, t.proven);
        uint256 steps = MAX_STEPS;
        uint64 refuted;
        for (; steps > 0 && t.proven < t.posted; --steps) {
            uint64 next = t.proven + 1;
            if (!_isProven(next) || _batches[next].prevBlockHash != _proven[t.proven].blockHash) break;
            t.proven = next;
            if (_isAttestedRoot(next) && !_sameRoot(_attested[next], _proven[next])) refuted = next;
        }
        if (t.attested < t.proven) t.attested = t.proven;
        if (refuted != 0) {
            _tips = t;
            emit AttestedRefuted(refuted);
            _freezeAttested(uint48(block.timestamp) + attestedFreeze);
            return;
        }
        for (; steps > 0 && t.attested < t.posted; --steps) {
            uint64 next = t.attested + 1;
            if (!_isAttestedRoot(next) || _batches[next].prevBlockHash != _blockHashAt(t, t.attested)) break;
            t.attested = next;
        }
        if (t.attested == attestedBefore && t.proven == provenBefore) return;
        t.attestedAt = uint48(block.timestamp);
        _tips = t;
        emit TipsMoved(t.posted, t.attested, t.proven);
    }

    function _blockHashAt(Tips memory t, uint64 index) private view returns (bytes32) {
        return index <= t.proven ? _proven[index].blockHash : _attested[index].blockHash;
    }

    /// @dev Everything that is attested but not proven becomes void; from `until` on it can be attested anew.
    function _freezeAttested(uint48 until) private {
        if (until > attestedFrozenUntil) attestedFrozenUntil = until;
        Tips storage t = _tips;
        t.attested = t.proven;
        t.attestedAt = uint48(block.timestamp);
        emit AttestationsFrozen(attestedFrozenUntil);
        emit TipsMoved(t.posted, t.attested, t.proven);
    }

    function _same(Root storage a, Result calldata b) private view returns (bool) {
        return a.blockHash == b.blockHash && a.stateRoot == b.stateRoot && a.withdrawalsRoot == b.withdrawalsRoot
            && a.blockNumber == b.blockNumber;
    }

    function _sameRoot(Root storage a, Root storage b) private view returns (bool) {
        return a.blockHash == b.blockHash && a.stateRoot == b.stateRoot && a.withdrawalsRoot == b.withdrawalsRoot
            && a.blockNumber == b.blockNumber;
    }
}
