// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProofMarket, RequestView} from "../interfaces/IProofMarket.sol";
import {Candidate, IProverRegistry, SampleQuery} from "../interfaces/IProverRegistry.sol";
import {IRollupCallback} from "../interfaces/IRollupCallback.sol";
import {IVerifierRouter, ProofClass} from "../interfaces/IVerifierRouter.sol";
import {
    ClassProof,
    Fulfilment,
    ProofOutcome,
    ProofRequest,
    ROLE_ANYONE,
    ROLE_PRIMARY,
    Rejection,
    RequestStatus,
    Statement,
    Verdict
} from "../interfaces/MarketTypes.sol";
import {PublicValues} from "../lib/PublicValues.sol";
import {Clearing} from "./Clearing.sol";
import {Ledger} from "./Ledger.sol";
import {Penalties} from "./Penalties.sol";
import {Requests} from "./Requests.sol";

/// @title The market for proofs
///
/// @dev **Life of a request.** Open → Assigned → Fulfilled, or → Expired, or → Annulled; Open → Fulfilled when
/// a stranger delivers after T3 what nobody was assigned. Terminal states are kept for ever.
///
/// **Storage.** The request itself is not stored: its hash is its id, and every call brings it along. Three
/// slots hold what changes: the state, the assignment, and the commitment. The third is written when the
/// request is opened, so that a commitment, which is what races against a deadline, costs little.
///
/// **Clock.** Deadlines are seconds of a clock that starts when the request is opened, starts anew when it is
/// assigned, and stands still while a quorum says that the input is unavailable. After T3 it does not matter
/// whether or to whom the request was assigned: anyone may deliver.
///
/// **Penalties** are computed when a request ends, from the clock at which the delivered commitment (or the
/// proof itself) arrived. A lapsed commitment marks its role as defaulted at once; the money moves at the end.
///
/// **Trust.** No owner and no parameter that changes. The registry, the router and the attestation contract
/// are fixed at deployment and hold this address likewise. Requesters' callbacks and payees' accounts are
/// hostile: callbacks run last, with bounded gas and unread results; payments are fetched, not sent.
contract ProofMarket is Ledger {
    using Requests for ProofRequest;

    /// @notice What a deployment fixes.
    struct Parameters {
        /// Blocks from opening to the block whose randomness decides.
        uint32 seedDelay;
        /// Seconds in which a commitment must be honoured.
        uint32 proofWindow;
        /// Longest standstill of a clock before the request can be annulled, seconds.
        uint32 maxStop;
        /// Longest T4, seconds.
        uint32 maxLifetime;
        /// Gas that a settlement is reckoned to cost its prover (commitment, proof, its share of attestation).
        uint32 settlementGas;
        /// First reference price, wei per cell.
        uint64 referencePrice;
    }

    struct State {
        RequestStatus status;
        uint8 round;
        uint40 sampleBlock;
        uint64 price;
        uint40 clockStart;
        uint40 stoppedAt;
        uint40 resumedAt;
    }

    struct Assignment {
        uint32 primary;
        uint32 standby1;
        uint32 standby2;
        uint48 ask1;
        uint48 ask2;
        uint8 defaulted;
    }

    struct Commitment {
        bytes20 hash;
        uint8 role;
        uint40 madeAt;
        uint40 elapsed;
    }

    /// @dev What is known of a delivery that was admitted.
    struct Delivery {
        bytes32 id;
        uint8 role;
        uint8 defaulted;
        uint256 elapsed;
        uint16 classes;
    }

    uint256 internal constant BPS = 10_000;
    /// @dev Pay of a standby, of its own ask.
    uint256 internal constant STANDBY_PAY_BPS = 12_500;
    /// @dev Rise of the price limit when nobody qualified.
    uint256 internal constant REOPEN_BPS = 12_500;
    /// @dev Cost to a requester of a request that cannot be proven, of its highest fee.
    uint256 internal constant ANNUL_BPS = 2000;
    uint256 internal constant ANNUL_PRIMARY_BPS = 1000;
    uint256 internal constant ANNUL_STANDBY_BPS = 250;
    /// @dev Gas is paid back with a margin for the base fee's movement.
    uint256 internal constant GAS_MARGIN_PERCENT = 115;
    /// @dev Gas that everything around a callback can take at most.
    uint256 internal constant CALLBACK_OVERHEAD = 400_000;
    uint256 internal constant ATTESTATION_GAS = 2_000_000;

    IProverRegistry public immutable registry;
    IVerifierRouter public immutable router;
    IAttestation public immutable attestation;
    uint256 public immutable seedDelay;
    uint256 public immutable proofWindow;
    uint256 public immutable maxStop;
    uint256 public immutable maxLifetime;
    uint256 public immutable settlementGas;
    uint256 private immutable _weiPerUnit;
    uint256 private immutable _cellsPerUnit;
    uint256 private immutable _assignWindow;

    /// @inheritdoc IProofMarket
    uint64 public referencePrice;

    mapping(bytes32 requestId => State) private _states;
    mapping(bytes32 requestId => Assignment) private _assignments;
    mapping(bytes32 requestId => Commitment) private _commitments;

    constructor(
        IProverRegistry registry_,
        IVerifierRouter router_,
        IAttestation attestation_,
        Parameters memory parameters
    ) {
        if (registry_.market() != address(this)) revert InvalidParameter("registry");
        if (registry_.attestation() != address(attestation_)) revert InvalidParameter("attestation");
        if (address(router_) == address(0)) revert InvalidParameter("router");
        registry = registry_;
        router = router_;
        attestation = attestation_;
        _weiPerUnit = registry_.weiPerUnit();
        _cellsPerUnit = registry_.cellsPerUnit();
        _assignWindow = registry_.assignWindow();
        if (parameters.seedDelay == 0 || parameters.seedDelay >= _assignWindow) revert InvalidParameter("seedDelay");
        if (parameters.proofWindow == 0) revert InvalidParameter("proofWindow");
        if (parameters.maxStop == 0) revert InvalidParameter("maxStop");
        if (parameters.maxLifetime == 0) revert InvalidParameter("maxLifetime");
        if (parameters.referencePrice == 0) revert InvalidParameter("referencePrice");
        seedDelay = parameters.seedDelay;
        proofWindow = parameters.proofWindow;
        maxStop = parameters.maxStop;
        maxLifetime = parameters.maxLifetime;
        settlementGas = parameters.settlementGas;
        referencePrice = parameters.referencePrice;
    }

    /// @notice Takes what the registry seizes.
    receive() external payable {
        if (msg.sender != address(registry)) revert NotTheRegistry(msg.sender);
    }

    // --- Opening and assigning -----------------------------------------------------------------------------

    /// @inheritdoc IProofMarket
    /// @dev Not guarded: a callback may open the next request.
    function request(ProofRequest calldata r) external payable returns (bytes32 id) {
        id = r.idOf();
        State storage state = _states[id];
        if (state.status != RequestStatus.None) {
            if (r.requester != msg.sender) revert NotTheRequester(msg.sender, r.requester);
            _credit(msg.sender, msg.value);
            return id;
        }
        r.check(maxLifetime, _weiPerUnit, _cellsPerUnit);
        uint256 escrow = r.escrow();
        if (msg.value != escrow) revert WrongEscrow(msg.value, escrow);
        uint256 gasCost = (settlementGas + r.callbackGas) * block.basefee;
        if (r.gasReserve < gasCost) revert GasReserveTooSmall(r.gasReserve, gasCost);

        _states[id] = State({
            status: RequestStatus.Open,
            round: 0,
            sampleBlock: uint40(block.number),
            price: r.startPrice,
            clockStart: uint40(block.timestamp),
            stoppedAt: 0,
            resumedAt: 0
        });
        _commitments[id] = Commitment(0, ROLE_ANYONE, 0, 0);
        emit Requested(id, msg.sender, r, escrow);
    }

    /// @inheritdoc IProofMarket
    function assign(ProofRequest calldata r, bytes calldata header) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _states[id];
        if (state.status != RequestStatus.Open) revert NotOpen(id, state.status);
        if (state.stoppedAt != 0) revert ClockIsStopped(id);
        if (_elapsed(state) >= r.t3) revert OpenToAnyone(id);

        if (block.number > state.sampleBlock + _assignWindow) {
            // Nobody called in time: the same round again, on today's provers and tomorrow's randomness.
            _reopen(id, state);
            return;
        }
        (uint256 primaryUnits, uint256 standbyUnits) = r.units(_weiPerUnit, _cellsPerUnit);
        Candidate[] memory candidates = registry.sample(
            SampleQuery({
                seedBlock: uint64(state.sampleBlock + seedDelay),
                salt: id,
                asOfBlock: uint64(state.sampleBlock - 1),
                programId: r.programId,
                allOf: r.allOf,
                anyOf: r.anyOf,
                tags: r.tags,
                maxAsk: state.price,
                units: uint32(primaryUnits),
                sampleSize: r.sampleSize
            }),
            header
        );
        if (candidates.length == 0) {
            uint256 raised = Requests.ceilDiv(uint256(state.price) * REOPEN_BPS, BPS);
            state.price = raised < r.maxPrice ? uint64(raised) : r.maxPrice;
            if (state.round != type(uint8).max) ++state.round;
            _reopen(id, state);
            return;
        }

        Clearing.Result memory result = Clearing.clear(candidates, state.price, referencePrice);
        if (candidates.length > 1) _moveReference(result.price);
        state.status = RequestStatus.Assigned;
        state.price = result.price;
        state.clockStart = uint40(block.timestamp);
        _states[id] = state;
        _assignments[id] = Assignment({
            primary: result.provers[0],
            standby1: result.provers[1],
            standby2: result.provers[2],
            ask1: result.asks[1],
            ask2: result.asks[2],
            defaulted: 0
        });
        emit Assigned(id, result.provers, result.price, [uint64(result.asks[1]), uint64(result.asks[2])]);
        registry.lock(result.provers, _unitsOf(result.provers, primaryUnits, standbyUnits));
    }

    // --- Delivering ----------------------------------------------------------------------------------------

    /// @inheritdoc IProofMarket
    function commit(ProofRequest calldata r, uint8 role, bytes20 commitment) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _states[id];
        if (state.status != RequestStatus.Assigned) revert NotAssigned(id, state.status);
        if (role >= ROLE_ANYONE) revert NoSuchRole(role);
        if (commitment == 0) revert ZeroCommitment();
        Assignment memory assignment = _assignments[id];
        address operator = registry.operatorOf(_proverIn(assignment, role));
        if (operator != msg.sender) revert NotTheOperator(msg.sender, operator);

        Commitment memory open = _commitments[id];
        if (open.madeAt != 0) {
            if (!_lapsed(open)) revert CommitmentOpen(id, open.madeAt + proofWindow);
            assignment.defaulted |= uint8(1 << open.role);
            _assignments[id].defaulted = assignment.defaulted;
            emit CommitmentLapsed(id, open.role);
        }
        if (_hasDefaulted(assignment.defaulted, role)) revert RoleHasDefaulted(id, role);
        uint256 elapsed = _elapsed(state);
        if (elapsed < r.windowStart(role) || elapsed >= r.t3) revert WindowClosed(id, role, elapsed);
        _commitments[id] = Commitment(commitment, role, uint40(block.timestamp), uint40(elapsed));
        emit Committed(id, role, commitment);
    }

    /// @inheritdoc IProofMarket
    function fulfil(Fulfilment calldata fulfilment) external nonReentrant {
        Rejection reason = _fulfil(fulfilment);
        if (reason != Rejection.None) revert NotAccepted(fulfilment.request.idOf(), reason);
    }

    /// @inheritdoc IProofMarket
    function fulfilBatch(Fulfilment[] calldata fulfilments) external nonReentrant returns (Rejection[] memory reasons) {
        reasons = new Rejection[](fulfilments.length);
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            Rejection reason = _fulfil(fulfilments[i]);
            reasons[i] = reason;
            if (reason != Rejection.None) emit FulfilmentRejected(fulfilments[i].request.idOf(), reason);
        }
    }

    // --- Ending otherwise ----------------------------------------------------------------------------------

    /// @inheritdoc IProofMarket
    function expire(ProofRequest calldata r) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _running(id);
        uint256 elapsed = _elapsed(state);
        if (elapsed <= r.t4) revert NotYetExpired(id, elapsed, r.t4);
        _requireNoCommitment(id);

        Assignment memory assignment = _assignments[id];
        uint256[3] memory worth = _worth(r, assignment);
        Penalties.Shares memory shares;
        _end(id, state, RequestStatus.Expired);
        _punish(id, r, assignment, worth, ROLE_ANYONE, false, shares);
        uint256 escrow = r.escrow();
        emit Expired(id, escrow, shares.requester);
        pendingBurn += shares.burnt;
        _credit(r.requester, escrow + shares.requester);
    }

    /// @inheritdoc IProofMarket
    function stopClock(ProofRequest calldata r, uint64 since, bytes calldata verdict) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _running(id);
        if (state.stoppedAt != 0) revert ClockIsStopped(id);
        // An old verdict must not stop the clock again after it was resumed.
        if (since > block.timestamp || since <= state.resumedAt) {
            revert VerdictOutOfDate(since, uint256(state.resumedAt) + 1, block.timestamp);
        }
        _requireVerdict(id, Verdict.Unavailable, since, verdict);
        uint40 from = since > state.clockStart ? uint40(since) : state.clockStart;
        _states[id].stoppedAt = from;
        emit ClockStopped(id, from);
    }

    /// @inheritdoc IProofMarket
    function resumeClock(ProofRequest calldata r, uint64 since, bytes calldata verdict) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _running(id);
        if (state.stoppedAt == 0) revert ClockIsRunning(id);
        if (since > block.timestamp || since < state.stoppedAt) {
            revert VerdictOutOfDate(since, state.stoppedAt, block.timestamp);
        }
        _requireVerdict(id, Verdict.Available, since, verdict);
        uint40 stoppedFor = uint40(since) - state.stoppedAt;
        state.clockStart += stoppedFor;
        state.stoppedAt = 0;
        state.resumedAt = uint40(since);
        _states[id] = state;
        emit ClockResumed(id, stoppedFor);
    }

    /// @inheritdoc IProofMarket
    function annul(ProofRequest calldata r, uint64 since, bytes calldata verdict) external nonReentrant {
        bytes32 id = r.idOf();
        State memory state = _running(id);
        if (verdict.length == 0) {
            uint256 stoppedFor = state.stoppedAt == 0 ? 0 : block.timestamp - state.stoppedAt;
            if (stoppedFor <= maxStop) revert StopTooShort(id, stoppedFor, maxStop);
        } else {
            _requireVerdict(id, Verdict.Unprovable, since, verdict);
        }
        _requireNoCommitment(id);
        _annul(id, r, state);
    }

    // --- Reading -------------------------------------------------------------------------------------------

    /// @inheritdoc IProofMarket
    function requestIdOf(ProofRequest calldata r) external view returns (bytes32) {
        return r.idOf();
    }

    /// @inheritdoc IProofMarket
    function escrowOf(ProofRequest calldata r) external pure returns (uint256) {
        return r.escrow();
    }

    /// @inheritdoc IProofMarket
    function unitsOf(ProofRequest calldata r) external view returns (uint256 primary, uint256 standby) {
        return r.units(_weiPerUnit, _cellsPerUnit);
    }

    /// @inheritdoc IProofMarket
    function requestState(bytes32 id) external view returns (RequestView memory) {
        State memory state = _states[id];
        Assignment memory assignment = _assignments[id];
        Commitment memory commitment = _commitments[id];
        return RequestView({
            status: state.status,
            round: state.round,
            sampleBlock: state.sampleBlock,
            price: state.price,
            clockStart: state.clockStart,
            stoppedAt: state.stoppedAt,
            provers: _provers(assignment),
            standbyAsks: [uint64(assignment.ask1), uint64(assignment.ask2)],
            defaulted: _defaulted(assignment, commitment),
            commitment: commitment.hash,
            committedRole: commitment.role,
            committedAt: commitment.madeAt
        });
    }

    // --- Inside: delivering --------------------------------------------------------------------------------

    /// @dev Never reverts for what one item brings, so that it cannot spoil a batch.
    function _fulfil(Fulfilment calldata f) private returns (Rejection reason) {
        ProofRequest calldata r = f.request;
        Delivery memory delivery;
        delivery.id = r.idOf();
        State memory state = _states[delivery.id];
        if (state.status == RequestStatus.None) return Rejection.UnknownRequest;
        if (state.status != RequestStatus.Open && state.status != RequestStatus.Assigned) {
            return Rejection.AlreadyClosed;
        }
        if (f.work > r.maxWork) return Rejection.WorkAboveBound;
        if (f.payee == address(0)) return Rejection.StatementMismatch;
        if (!_enoughGas(f)) return Rejection.NotEnoughGas;
        Assignment memory assignment = _assignments[delivery.id];
        reason = _admit(f, state, assignment, delivery);
        if (reason != Rejection.None) return reason;
        (reason, delivery.classes) = _verify(f);
        if (reason != Rejection.None) return reason;
        _settle(f, state, assignment, delivery);
        if (r.callback != address(0)) _callBack(f, delivery);
    }

    /// @dev Who delivers, and when it counts as delivered.
    function _admit(Fulfilment calldata f, State memory state, Assignment memory assignment, Delivery memory d)
        private
        view
        returns (Rejection)
    {
        ProofRequest calldata r = f.request;
        Commitment memory open = _commitments[d.id];
        d.defaulted = _defaulted(assignment, open);
        if (open.madeAt != 0 && !_lapsed(open)) {
            bytes32 claimed = keccak256(abi.encode(d.id, f.payee, f.evidence));
            if (bytes20(claimed) != open.hash) return Rejection.CommitmentPending;
            d.role = open.role;
            d.elapsed = open.elapsed;
            return Rejection.None;
        }
        d.elapsed = _elapsed(state);
        if (d.elapsed > r.t4) return Rejection.Expired;
        d.role = d.elapsed >= r.t3 ? ROLE_ANYONE : f.role;
        if (d.role == ROLE_ANYONE) return d.elapsed >= r.t3 ? Rejection.None : Rejection.WindowNotOpen;
        if (d.role > ROLE_ANYONE) return Rejection.NotTheRole;
        uint32 prover = _proverIn(assignment, d.role);
        if (prover == 0 || registry.payoutOf(prover) != f.payee) return Rejection.NotTheRole;
        if (_hasDefaulted(d.defaulted, d.role)) return Rejection.RoleDefaulted;
        return d.elapsed < r.windowStart(d.role) ? Rejection.WindowNotOpen : Rejection.None;
    }

    /// @dev Whether the proofs meet the request's policy, and which classes they are of.
    function _verify(Fulfilment calldata f) private view returns (Rejection, uint16 classes) {
        ProofRequest calldata r = f.request;
        bool evidenced = false;
        for (uint256 i = 0; i < f.proofs.length; ++i) {
            ClassProof calldata p = f.proofs[i];
            uint8 class = p.class;
            if (class == 0 || class > uint8(type(ProofClass).max)) return (Rejection.UnknownClass, 0);
            uint16 bit = uint16(1) << class;
            if (classes & bit != 0) return (Rejection.DuplicateClass, 0);
            classes |= bit;
            if (class == uint8(ProofClass.Attested)) {
                if (!_isAttested(f, p.proof)) return (Rejection.ProofRejected, 0);
                evidenced = true;
            } else {
                (bool ok, bytes32 input, bytes32 output, address payee) =
                    PublicValues.split(p.publicValues, r.inputMask);
                if (!ok || input != r.inputCommitment || output != f.outputDigest || payee != f.payee) {
                    return (Rejection.StatementMismatch, 0);
                }
                if (!_isValid(f, p)) return (Rejection.ProofRejected, 0);
                if (f.evidence == keccak256(p.proof)) evidenced = true;
            }
        }
        if (classes & r.allOf != r.allOf) return (Rejection.PolicyNotMet, 0);
        if (r.anyOf != 0 && classes & r.anyOf == 0) return (Rejection.PolicyNotMet, 0);
        // Otherwise the evidence, which is what a commitment commits to, would be an arbitrary number.
        if (!evidenced) return (Rejection.StatementMismatch, 0);
        return (Rejection.None, classes);
    }

    function _isAttested(Fulfilment calldata f, bytes calldata proof) private view returns (bool) {
        Statement memory statement = Statement({
            programId: f.request.programId,
            inputCommitment: f.request.inputCommitment,
            outputDigest: f.outputDigest,
            payee: f.payee,
            work: f.work,
            evidence: f.evidence
        });
        try attestation.isAttested{gas: ATTESTATION_GAS}(statement, proof) returns (bool attested) {
            return attested;
        } catch {
            return false;
        }
    }

    function _isValid(Fulfilment calldata f, ClassProof calldata p) private view returns (bool) {
        bytes32 digest = PublicValues.meteredDigest(p.publicValues, f.work);
        try router.verify(f.request.programId, digest, p.proof) returns (ProofClass class) {
            return uint8(class) == p.class;
        } catch {
            return false;
        }
    }

    function _settle(Fulfilment calldata f, State memory state, Assignment memory assignment, Delivery memory d)
        private
    {
        ProofRequest calldata r = f.request;
        uint256[3] memory worth = _worth(r, assignment);
        uint256[3] memory penalties;
        uint256 price = _priceFor(r, state, assignment, d.role);
        if (state.status == RequestStatus.Assigned) {
            penalties = _penalties(r, worth, d);
            if (d.role != ROLE_PRIMARY && d.role != ROLE_ANYONE && price > state.price) {
                // Whoever made a standby necessary pays for what it costs more: half of this reaches the
                // requester, and a prover that is both gains nothing.
                uint256 premium = 2 * (price - state.price) * f.work;
                if (premium > worth[0]) premium = worth[0];
                if (penalties[0] < premium) penalties[0] = premium;
            }
        }
        _end(d.id, state, RequestStatus.Fulfilled);

        Penalties.Shares memory shares;
        _punish(d.id, r, assignment, penalties, d.role, true, shares);
        uint256 paid = price * f.work + _gasPayback(r);
        uint256 refund = r.escrow() - paid;
        emit Fulfilled(d.id, f.payee, d.role, f.outputDigest, f.work, d.classes, paid + shares.fulfiller, refund);
        pendingBurn += shares.burnt;
        _credit(f.payee, paid + shares.fulfiller);
        _credit(r.requester, refund + shares.requester);
    }

    /// @dev Last of all, with the gas that was promised and no more; what it returns is not looked at.
    function _callBack(Fulfilment calldata f, Delivery memory d) private {
        bytes memory data = abi.encodeCall(
            IRollupCallback.onProof,
            (
                d.id,
                ProofOutcome({
                    programId: f.request.programId,
                    inputCommitment: f.request.inputCommitment,
                    outputDigest: f.outputDigest,
                    payee: f.payee,
                    work: f.work,
                    classes: d.classes
                }),
                f.output
            )
        );
        address target = f.request.callback;
        uint256 gasLimit = f.request.callbackGas;
        bool ok;
        assembly ("memory-safe") {
            ok := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
        }
        if (!ok) emit CallbackFailed(d.id);
    }

    /// @dev A fulfiller must not be able to starve the callback: a call is given at most 63/64 of what is left.
    function _enoughGas(Fulfilment calldata f) private view returns (bool) {
        uint256 promised = f.request.callbackGas;
        if (promised == 0) return true;
        return gasleft() >= promised + promised / 63 + CALLBACK_OVERHEAD + 16 * f.output.length;
    }

    // --- Inside: money -------------------------------------------------------------------------------------

    function _priceFor(ProofRequest calldata r, State memory state, Assignment memory assignment, uint8 role)
        private
        pure
        returns (uint256)
    {
        if (role == ROLE_PRIMARY) return state.price;
        if (role == ROLE_ANYONE) return r.maxPrice;
        uint256 ask = role == 1 ? assignment.ask1 : assignment.ask2;
        uint256 price = ask * STANDBY_PAY_BPS / BPS;
        return price < r.maxPrice ? price : r.maxPrice;
    }

    function _penalties(ProofRequest calldata r, uint256[3] memory worth, Delivery memory d)
        private
        pure
        returns (uint256[3] memory penalties)
    {
        for (uint8 role = 0; role < 3; ++role) {
            penalties[role] = _hasDefaulted(d.defaulted, role)
                ? worth[role]
                : Penalties.lateness(worth[role], d.elapsed, r.dueTime(role), r.t3);
        }
    }

    /// @dev Releases all locks, takes the penalties out of them, and shares them out.
    function _punish(
        bytes32 id,
        ProofRequest calldata r,
        Assignment memory assignment,
        uint256[3] memory penalties,
        uint8 fulfiller,
        bool fulfilled,
        Penalties.Shares memory shares
    ) private {
        if (assignment.primary == 0) return;
        uint32[3] memory provers = _provers(assignment);
        for (uint8 role = 0; role < 3; ++role) {
            uint256 amount = penalties[role];
            if (amount == 0) continue;
            Penalties.split(shares, amount, fulfilled && role != fulfiller);
            emit Penalised(id, provers[role], role, amount);
        }
        (uint256 primaryUnits, uint256 standbyUnits) = r.units(_weiPerUnit, _cellsPerUnit);
        registry.release(provers, _unitsOf(provers, primaryUnits, standbyUnits), penalties);
    }

    function _annul(bytes32 id, ProofRequest calldata r, State memory state) private {
        Assignment memory assignment = _assignments[id];
        uint256 escrow = r.escrow();
        if (assignment.primary == 0) {
            _end(id, state, RequestStatus.Annulled);
            emit Annulled(id, escrow, 0);
            _credit(r.requester, escrow);
            return;
        }
        // Only a lie is punished here: to have committed to a proof that cannot exist.
        uint8 defaulted = _defaulted(assignment, _commitments[id]);
        uint256[3] memory penalties = _worth(r, assignment);
        uint32[3] memory provers = _provers(assignment);
        uint256 base = r.maxFee();
        uint256 fee = base * ANNUL_BPS / BPS;
        uint256 burnt = fee;
        for (uint8 role = 0; role < 3; ++role) {
            if (_hasDefaulted(defaulted, role) || provers[role] == 0) continue;
            penalties[role] = 0;
            uint256 share = base * (role == ROLE_PRIMARY ? ANNUL_PRIMARY_BPS : ANNUL_STANDBY_BPS) / BPS;
            burnt -= share;
            _credit(registry.payoutOf(provers[role]), share);
        }
        Penalties.Shares memory shares;
        _end(id, state, RequestStatus.Annulled);
        _punish(id, r, assignment, penalties, ROLE_ANYONE, false, shares);
        emit Annulled(id, escrow - fee, fee);
        pendingBurn += burnt + shares.burnt;
        _credit(r.requester, escrow - fee + shares.requester);
    }

    /// @dev What the L1 gas of a settlement is worth now, at most the reserve.
    function _gasPayback(ProofRequest calldata r) private view returns (uint256) {
        uint256 cost = (settlementGas + r.callbackGas) * block.basefee * GAS_MARGIN_PERCENT / 100;
        return cost < r.gasReserve ? cost : r.gasReserve;
    }

    /// @dev A sixteenth of the way towards a clearing price, which counts as at most double and at least half.
    function _moveReference(uint64 price) private {
        uint256 old = referencePrice;
        uint256 target = price > 2 * old ? 2 * old : price < old / 2 ? old / 2 : price;
        uint256 moved = (15 * old + target) / 16;
        if (moved == 0) moved = 1;
        if (moved != old) referencePrice = moved > type(uint64).max ? type(uint64).max : uint64(moved);
    }

    // --- Inside: state -------------------------------------------------------------------------------------

    function _reopen(bytes32 id, State memory state) private {
        state.sampleBlock = uint40(block.number);
        _states[id] = state;
        emit Reopened(id, state.round, state.price);
    }

    function _end(bytes32 id, State memory state, RequestStatus status) private {
        state.status = status;
        _states[id] = state;
        delete _assignments[id];
        delete _commitments[id];
    }

    function _running(bytes32 id) private view returns (State memory state) {
        state = _states[id];
        if (state.status != RequestStatus.Open && state.status != RequestStatus.Assigned) {
            revert NotOpen(id, state.status);
        }
    }

    function _requireVerdict(bytes32 id, Verdict kind, uint64 since, bytes calldata data) private view {
        if (!attestation.isVerdict(address(this), id, kind, since, data)) revert VerdictNotSupported(id);
    }

    function _requireNoCommitment(bytes32 id) private view {
        Commitment memory open = _commitments[id];
        if (open.madeAt != 0 && !_lapsed(open)) revert CommitmentOpen(id, open.madeAt + proofWindow);
    }

    function _elapsed(State memory state) private view returns (uint256) {
        return (state.stoppedAt == 0 ? block.timestamp : state.stoppedAt) - state.clockStart;
    }

    function _lapsed(Commitment memory commitment) private view returns (bool) {
        return block.timestamp > commitment.madeAt + proofWindow;
    }

    /// @dev Roles known to have defaulted, including by the commitment that is still written down.
    function _defaulted(Assignment memory assignment, Commitment memory commitment) private view returns (uint8) {
        if (commitment.madeAt == 0 || !_lapsed(commitment)) return assignment.defaulted;
        return assignment.defaulted | uint8(1 << commitment.role);
    }

    function _hasDefaulted(uint8 defaulted, uint8 role) private pure returns (bool) {
        return (defaulted >> role) & 1 == 1;
    }

    function _provers(Assignment memory assignment) private pure returns (uint32[3] memory) {
        return [assignment.primary, assignment.standby1, assignment.standby2];
    }

    function _proverIn(Assignment memory assignment, uint8 role) private pure returns (uint32) {
        return role == 0 ? assignment.primary : role == 1 ? assignment.standby1 : assignment.standby2;
    }

    function _unitsOf(uint32[3] memory provers, uint256 primaryUnits, uint256 standbyUnits)
        private
        pure
        returns (uint32[3] memory units)
    {
        for (uint256 role = 0; role < 3; ++role) {
            if (provers[role] != 0) units[role] = uint32(role == ROLE_PRIMARY ? primaryUnits : standbyUnits);
        }
    }

    /// @dev Bond locked in each role, wei.
    function _worth(ProofRequest calldata r, Assignment memory assignment)
        private
        view
        returns (uint256[3] memory worth)
    {
        (uint256 primaryUnits, uint256 standbyUnits) = r.units(_weiPerUnit, _cellsPerUnit);
        uint32[3] memory units = _unitsOf(_provers(assignment), primaryUnits, standbyUnits);
        for (uint256 role = 0; role < 3; ++role) {
            worth[role] = units[role] * _weiPerUnit;
        }
    }
}
