// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProofMarket} from "../interfaces/IProofMarket.sol";
import {IRollupCallback} from "../interfaces/IRollupCallback.sol";
import {IVerifierRouter, ProofClass} from "../interfaces/IVerifierRouter.sol";
import {ProofOutcome, ProofRequest, RequestStatus, Statement} from "../interfaces/MarketTypes.sol";
import {BatchValues} from "./BatchValues.sol";
import {BlobBinding} from "./BlobBinding.sol";
import {Inbox} from "./Inbox.sol";
import {Batch, BatchPost, Credit, MarketTerms, Result, RollupConfig, Root} from "./RollupTypes.sol";
import {WithdrawalTree} from "./WithdrawalTree.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";

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
///      └ contradiction among proofs: proven moves back, versions barred, payouts stop for `provenFreeze`
///             └ contradiction with a proof or among attestations: attested moves back, `attestedFreeze`
///                      └ oldest unsettled batch without result for `attestWindow`: it and later ones go
/// ```
///
/// Money: what users bridged and what buys proofs are two accounts; neither ever pays for the other. There is
/// no owner: nobody can pause, upgrade, or move either of them. The sequencer orders transactions and nothing
/// else; when it leaves out what is due for too long, anybody may post in its place.
contract Rollup is Inbox, IRollupCallback {
    using RLP for *;

    /// @dev The three tips in one slot, and when the attested one moved last.
    struct Tips {
        uint64 posted;
        uint64 attested;
        uint64 proven;
        uint48 attestedAt;
    }

    /// @dev How far one call moves a tip; more batches with results wait for `advance`.
    uint256 private constant MAX_STEPS = 16;

    IAttestation public immutable attestation;
    IVerifierRouter public immutable router;
    IProofMarket public immutable market;

    address public immutable sequencer;
    uint64 public immutable l2ChainId;
    bytes32 public immutable programId;
    /// @notice Public value 2: binds runs to this contract on this chain and to its genesis.
    bytes32 public immutable configHash;
    uint48 public immutable sequencerGrace;
    uint48 public immutable attestWindow;
    uint48 public immutable attestedFreeze;
    uint48 public immutable provenFreeze;
    uint48 public immutable escapeDelay;

    /// @notice What users have inside the rollup or on its way in or out, wei.
    uint256 public bridged;
    /// @notice What buys proofs, wei.
    uint256 public provingBudget;
    /// @notice Until when attested results are refused.
    uint48 public attestedFrozenUntil;
    /// @notice Until when proven results and payouts are refused.
    uint48 public provenFrozenUntil;
    /// @notice True once users are leaving with the last proven state: then nothing else happens any more.
    bool public escaped;
    /// @notice Verifier versions that contradicted each other: never accepted here again.
    mapping(bytes4 version => bool) public barred;
    /// @notice Accounts that left with their balance.
    mapping(address account => bool) public hasEscaped;
    /// @notice Deposits that were given back.
    mapping(uint64 deposit => bool) public isReclaimed;

    Tips private _tips;
    uint40 private _serial;
    MarketTerms private _terms;
    mapping(uint64 index => Batch) private _batches;
    mapping(uint64 index => Root) private _attested;
    mapping(uint64 index => Root) private _proven;
    mapping(uint64 index => mapping(uint256 word => uint256)) private _withdrawn;

    event BatchPosted(uint64 indexed index, uint40 serial, bytes32 inputCommitment, BatchPost post, bytes32[] blobs);
    event BatchesDiscarded(uint64 indexed from, uint64 to);
    event ProofRequested(uint64 indexed index, bytes32 indexed requestId, uint256 escrow);
    event RequestDeferred(uint64 indexed index);
    event RootAttested(uint64 indexed index, Result result);
    event RootProven(uint64 indexed index, Result result, bytes4 version);
    event TipsMoved(uint64 posted, uint64 attested, uint64 proven);
    event AttestedContradicted(uint64 indexed index, uint48 frozenUntil);
    event ProvenContradicted(uint64 indexed index, bytes4 version, bytes4 otherVersion, uint48 frozenUntil);
    event Withdrawn(uint64 indexed batch, uint64 indexed index, address indexed to, uint256 amount);
    event EscapeActivated(uint64 indexed provenBatch, bytes32 stateRoot);
    event Escaped(address indexed account, uint256 amount);
    event DepositReclaimed(uint64 indexed index, address indexed sender, uint256 amount);
    event BudgetChanged(uint256 budget);

    error InvalidConfig(string what);
    error OnlySequencer(address caller);
    error OnlyMarket(address caller);
    /// @notice Users are leaving: nothing else is accepted any more.
    error RollupEscaped();
    error NotEscaped();
    error WrongIndex(uint64 given, uint64 expected);
    error UnknownBatch(uint64 index);
    /// @notice The batch's proof is being bought, or has been.
    error AlreadyRequested(uint64 index);
    error BudgetTooLow(uint256 budget, uint256 escrow);
    /// @notice The result is recorded already, or the batch is settled.
    error AlreadyRecorded(uint64 index);
    error NotAttested(uint64 index);
    error WrongClass(ProofClass class);
    error AttestedFrozen(uint48 until);
    error ProvenFrozen(uint48 until);
    error VersionBarred(bytes4 version);
    error WrongOutput(uint64 index);
    error NoContradiction(uint64 index);
    error NothingRecorded(uint64 index);
    error TooEarly(uint256 until);
    error NothingPending();
    error NotProven(uint64 index);
    error NotInTree(uint64 batch, uint64 index);
    error AlreadyWithdrawn(uint64 batch, uint64 index);
    error AlreadyEscaped(address account);
    error NothingToEscape(address account);
    error MalformedAccount(address account);
    error NoSuchDeposit(uint64 index);
    error DepositConsumed(uint64 index);
    error AlreadyReclaimed(uint64 index);
    error InsufficientBridge(uint256 bridged, uint256 amount);
    error TransferFailed(address to);

    modifier running() {
        if (escaped) revert RollupEscaped();
        _;
    }

    /// @dev `msg.value` backs balances of the genesis state, if it has any.
    constructor(IAttestation attestation_, IVerifierRouter router_, IProofMarket market_, RollupConfig memory config)
        payable
        Inbox(config.minDepositGwei, config.forcedFee, config.inclusionWindow)
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
        l2ChainId = config.l2ChainId;
        programId = config.programId;
        sequencerGrace = config.sequencerGrace;
        attestWindow = config.attestWindow;
        attestedFreeze = config.attestedFreeze;
        provenFreeze = config.provenFreeze;
        escapeDelay = config.escapeDelay;
        configHash = keccak256(
            abi.encode(
                keccak256("akashi.rollup.config.v1"),
                block.chainid,
                address(this),
                config.l2ChainId,
                config.genesisBlockHash
            )
        );
        _terms = config.terms;
        bridged = msg.value;
        _batches[0].serial = 1;
        _serial = 1;
        Result memory genesis = Result(config.genesisBlockHash, config.genesisStateRoot, 0, 0);
        _proven[0] = _rootOf(genesis, 1, 0);
        _tips.attestedAt = uint48(block.timestamp);
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
            if (since == 0 || block.timestamp < since + inclusionWindow + sequencerGrace) {
                revert OnlySequencer(msg.sender);
            }
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
    /// could or would prove it: the rollup goes on from the last block that has a result.
    function discard() external running {
        Tips memory t = _tips;
        if (t.attested == t.posted) revert NothingPending();
        uint64 from = t.attested + 1;
        uint256 since = _later(_batches[from].postedAt, _later(t.attestedAt, attestedFrozenUntil));
        if (block.timestamp < since + attestWindow) revert TooEarly(since + attestWindow);
        _tips.posted = t.attested;
        emit BatchesDiscarded(from, t.posted);
    }

    // --- Contradictions -------------------------------------------------------------------------------------

    /// @notice Two quorums state different results for one batch: neither counts.
    function reportAttested(uint64 index, Result calldata other, Credit calldata credit, bytes calldata data)
        external
        running
    {
        Batch storage batch = _existing(index);
        Root storage root = _attested[index];
        if (root.serial != batch.serial) revert NothingRecorded(index);
        if (_same(root, other)) revert NoContradiction(index);
        if (!_isAttested(index, other, credit, data)) revert NotAttested(index);
        delete _attested[index];
        _contradictAttested(index);
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

    // --- Leaving --------------------------------------------------------------------------------------------

    /// @notice Pays a withdrawal of a proven batch, once. Anyone may; the money goes to `to`.
    function withdraw(uint64 batch, uint64 index, address to, uint256 amount, bytes32[] calldata path) external {
        _checkPayouts();
        if (batch == 0 || batch > _tips.proven) revert NotProven(batch);
        bytes32 leaf = WithdrawalTree.leafOf(index, to, amount);
        if (!WithdrawalTree.includes(_proven[batch].withdrawalsRoot, leaf, index, path)) {
            revert NotInTree(batch, index);
        }
        uint256 bit = uint256(1) << (index & 0xff);
        if (_withdrawn[batch][index >> 8] & bit != 0) revert AlreadyWithdrawn(batch, index);
        _withdrawn[batch][index >> 8] |= bit;
        emit Withdrawn(batch, index, to, amount);
        _pay(to, amount);
    }

    /// @notice Lets users leave with the last proven state, for good. Anyone may, once something has been
    /// waiting to be proven for `escapeDelay`.
    function activateEscape() external running {
        _checkPayouts();
        uint256 since = pendingSince();
        if (since == 0) revert NothingPending();
        uint256 until = _later(since, provenFrozenUntil) + escapeDelay;
        if (block.timestamp < until) revert TooEarly(until);
        escaped = true;
        emit EscapeActivated(_tips.proven, _proven[_tips.proven].stateRoot);
    }

    /// @notice Pays an account what the last proven state says it has. Anyone may; once per account.
    /// @param proof the account's nodes in the state trie, from the root down, as in `eth_getProof`
    function escape(address account, bytes[] calldata proof) external {
        if (!escaped) revert NotEscaped();
        if (hasEscaped[account]) revert AlreadyEscaped(account);
        bytes memory key = abi.encodePacked(keccak256(abi.encodePacked(account)));
        bytes memory value = TrieProof.traverse(_proven[_tips.proven].stateRoot, key, proof);
        Memory.Slice[] memory fields = value.decodeList();
        if (fields.length != 4) revert MalformedAccount(account);
        uint256 balance = fields[1].readUint256();
        if (balance == 0) revert NothingToEscape(account);
        hasEscaped[account] = true;
        emit Escaped(account, balance);
        _pay(account, balance);
    }

    /// @notice After an escape, gives back a deposit that no proven batch has taken, to who made it.
    function reclaim(uint64 index, address to, uint64 amountGwei) external {
        if (!escaped) revert NotEscaped();
        if (index < _batches[_tips.proven].depositCount) revert DepositConsumed(index);
        address sender = _senderOf(index, to, amountGwei);
        if (sender == address(0)) revert NoSuchDeposit(index);
        if (isReclaimed[index]) revert AlreadyReclaimed(index);
        isReclaimed[index] = true;
        uint256 amount = uint256(amountGwei) * 1 gwei;
        emit DepositReclaimed(index, sender, amount);
        _pay(sender, amount);
    }

    // --- Reading --------------------------------------------------------------------------------------------

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
        if (index > _tips.posted || _attested[index].serial != _batches[index].serial) return (root, false);
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

    /// @notice True if the withdrawal was paid.
    function isWithdrawn(uint64 batch, uint64 index) external view returns (bool) {
        return (_withdrawn[batch][index >> 8] >> (index & 0xff)) & 1 == 1;
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

    function _existing(uint64 index) private view returns (Batch storage batch) {
        if (index > _tips.posted) revert UnknownBatch(index);
        return _batches[index];
    }

    function _unsettled(uint64 index) private view returns (Batch storage batch) {
        batch = _existing(index);
        if (index <= _tips.attested || _attested[index].serial == batch.serial || _isProven(index)) {
            revert AlreadyRecorded(index);
        }
    }

    function _inputOf(uint64 index) private view returns (BatchValues.Input memory) {
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

    function _isProven(uint64 index) private view returns (bool) {
        Root storage root = _proven[index];
        return root.serial == _batches[index].serial && (index == 0 || !barred[root.version]);
    }

    /// @dev Moves both tips as far as results reach. A batch counts only on top of the block that it names.
    function _advance() private {
        Tips memory t = _tips;
        (uint64 attestedBefore, uint64 provenBefore) = (t.attested, t.proven);
        uint256 steps = MAX_STEPS;
        for (; steps > 0 && t.proven < t.posted; --steps) {
            uint64 next = t.proven + 1;
            if (!_isProven(next) || _batches[next].prevBlockHash != _proven[t.proven].blockHash) break;
            t.proven = next;
            Root storage attested = _attested[next];
            if (attested.serial == _batches[next].serial && !_sameRoot(attested, _proven[next])) {
                delete _attested[next];
                _tips = t;
                _contradictAttested(next);
                t = _tips;
            }
        }
        if (t.attested < t.proven) t.attested = t.proven;
        for (; steps > 0 && t.attested < t.posted; --steps) {
            uint64 next = t.attested + 1;
            if (_attested[next].serial != _batches[next].serial) break;
            if (_batches[next].prevBlockHash != _blockHashAt(t, t.attested)) break;
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

    /// @dev What was attested for `index` is refuted, and with it everything attested on top.
    function _contradictAttested(uint64 index) private {
        Tips storage t = _tips;
        if (t.attested >= index) {
            t.attested = index - 1;
            if (t.attested < t.proven) t.attested = t.proven;
            t.attestedAt = uint48(block.timestamp);
        }
        attestedFrozenUntil = uint48(block.timestamp) + attestedFreeze;
        emit AttestedContradicted(index, attestedFrozenUntil);
        emit TipsMoved(t.posted, t.attested, t.proven);
    }

    function _rootOf(Result memory r, uint40 serial, bytes4 version) private view returns (Root memory) {
        return
            Root(r.blockHash, r.stateRoot, r.withdrawalsRoot, r.blockNumber, uint48(block.timestamp), serial, version);
    }

    function _same(Root storage a, Result calldata b) private view returns (bool) {
        return a.blockHash == b.blockHash && a.stateRoot == b.stateRoot && a.withdrawalsRoot == b.withdrawalsRoot
            && a.blockNumber == b.blockNumber;
    }

    function _sameRoot(Root storage a, Root storage b) private view returns (bool) {
        return a.blockHash == b.blockHash && a.stateRoot == b.stateRoot && a.withdrawalsRoot == b.withdrawalsRoot
            && a.blockNumber == b.blockNumber;
    }

    function _checkPayouts() private view {
        if (block.timestamp < provenFrozenUntil) revert ProvenFrozen(provenFrozenUntil);
    }

    function _pay(address to, uint256 amount) private {
        if (amount > bridged) revert InsufficientBridge(bridged, amount);
        bridged -= amount;
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert TransferFailed(to);
    }

    /// @dev The earlier of two times, of which zero means never.
    function _earlier(uint256 a, uint256 b) private pure returns (uint256) {
        return a == 0 || (b != 0 && b < a) ? b : a;
    }

    function _later(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }
}
