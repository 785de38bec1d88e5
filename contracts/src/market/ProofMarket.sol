// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProofMarket, RequestView} from "../interfaces/IProofMarket.sol";
import {Candidate, IProverRegistry, SampleQuery} from "../interfaces/IProverRegistry.sol";
import {IVerifierRouter} from "../interfaces/IVerifierRouter.sol";
import {Fulfilment, ProofRequest, ROLE_ANYONE, Rejection, RequestStatus, Verdict} from "../interfaces/MarketTypes.sol";
import {Clearing} from "./Clearing.sol";
import {MarketState} from "./MarketState.sol";
import {Requests} from "./Requests.sol";
import {Settlement} from "./Settlement.sol";

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
contract ProofMarket is Settlement {
    using Requests for ProofRequest;

    constructor(
        IProverRegistry registry_,
        IVerifierRouter router_,
        IAttestation attestation_,
        Parameters memory parameters
    ) MarketState(registry_, router_, attestation_, parameters) {}

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
        (uint256 primaryUnits,) = r.units(_weiPerUnit, _cellsPerUnit);
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
        Assignment memory assignment = Assignment({
            primary: result.provers[0],
            standby1: result.provers[1],
            standby2: result.provers[2],
            ask1: result.asks[1],
            ask2: result.asks[2],
            defaulted: 0
        });
        _assignments[id] = assignment;
        emit Assigned(id, result.provers, result.price, [uint64(result.asks[1]), uint64(result.asks[2])]);
        registry.lock(_locks(r, assignment));
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
        _expire(id, r, state);
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
        // A commitment that was made since then is as early as the clock that now stands still.
        Commitment storage open = _commitments[id];
        if (open.madeAt > from && open.elapsed > from - state.clockStart) open.elapsed = from - state.clockStart;
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
            provers: [assignment.primary, assignment.standby1, assignment.standby2],
            standbyAsks: [uint64(assignment.ask1), uint64(assignment.ask2)],
            defaulted: _defaulted(assignment, commitment),
            commitment: commitment.hash,
            committedRole: commitment.role,
            committedAt: commitment.madeAt
        });
    }

    /// @dev A sixteenth of the way towards a clearing price, which counts as at most double and at least half.
    function _moveReference(uint64 price) private {
        uint256 old = referencePrice;
        uint256 target = price > 2 * old ? 2 * old : price < old / 2 ? old / 2 : price;
        uint256 moved = (15 * old + target) / 16;
        if (moved == 0) moved = 1;
        if (moved != old) referencePrice = moved > type(uint64).max ? type(uint64).max : uint64(moved);
    }
}
