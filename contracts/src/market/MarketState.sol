// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProofMarket} from "../interfaces/IProofMarket.sol";
import {IProverRegistry, Locks} from "../interfaces/IProverRegistry.sol";
import {IVerifierRouter} from "../interfaces/IVerifierRouter.sol";
import {ProofRequest, ROLE_PRIMARY, RequestStatus, Verdict} from "../interfaces/MarketTypes.sol";
import {Ledger} from "./Ledger.sol";
import {Requests} from "./Requests.sol";

/// @title What the market keeps, and the questions asked of it everywhere
/// @dev The request itself is not stored: its hash is its id, and every call brings it along. Three slots hold
/// what changes: the state, the assignment, and the commitment. The third is written when the request is
/// opened, so that a commitment, which is what races against a deadline, costs little.
abstract contract MarketState is Ledger {
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
    /// @dev Stands for the role of the fulfiller where nobody fulfilled.
    uint8 internal constant NOBODY = type(uint8).max;
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
    uint256 internal immutable _weiPerUnit;
    uint256 internal immutable _cellsPerUnit;
    uint256 internal immutable _assignWindow;

    /// @inheritdoc IProofMarket
    uint64 public referencePrice;

    mapping(bytes32 requestId => State) internal _states;
    mapping(bytes32 requestId => Assignment) internal _assignments;
    mapping(bytes32 requestId => Commitment) internal _commitments;

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

    // --- Inside: state -------------------------------------------------------------------------------------

    function _reopen(bytes32 id, State memory state) internal {
        state.sampleBlock = uint40(block.number);
        _states[id] = state;
        emit Reopened(id, state.round, state.price);
    }

    function _end(bytes32 id, State memory state, RequestStatus status) internal {
        state.status = status;
        _states[id] = state;
        delete _assignments[id];
        delete _commitments[id];
    }

    function _running(bytes32 id) internal view returns (State memory state) {
        state = _states[id];
        if (state.status != RequestStatus.Open && state.status != RequestStatus.Assigned) {
            revert NotOpen(id, state.status);
        }
    }

    function _requireVerdict(bytes32 id, Verdict kind, uint64 since, bytes calldata data) internal view {
        if (!attestation.isVerdict(address(this), id, kind, since, data)) revert VerdictNotSupported(id);
    }

    function _requireNoCommitment(bytes32 id) internal view {
        Commitment memory open = _commitments[id];
        if (open.madeAt != 0 && !_lapsed(open)) revert CommitmentOpen(id, open.madeAt + proofWindow);
    }

    function _elapsed(State memory state) internal view returns (uint256) {
        return (state.stoppedAt == 0 ? block.timestamp : state.stoppedAt) - state.clockStart;
    }

    function _lapsed(Commitment memory commitment) internal view returns (bool) {
        return block.timestamp > commitment.madeAt + proofWindow;
    }

    /// @dev Roles known to have defaulted, including by the commitment that is still written down.
    function _defaulted(Assignment memory assignment, Commitment memory commitment) internal view returns (uint8) {
        if (commitment.madeAt == 0 || !_lapsed(commitment)) return assignment.defaulted;
        return assignment.defaulted | uint8(1 << commitment.role);
    }

    function _hasDefaulted(uint8 defaulted, uint8 role) internal pure returns (bool) {
        return (defaulted >> role) & 1 == 1;
    }

    function _proverIn(Assignment memory assignment, uint8 role) internal pure returns (uint32) {
        return role == 0 ? assignment.primary : role == 1 ? assignment.standby1 : assignment.standby2;
    }

    /// @dev What an assignment has locked.
    function _locks(ProofRequest calldata r, Assignment memory assignment) internal view returns (Locks memory) {
        (uint256 primaryUnits, uint256 standbyUnits) = r.units(_weiPerUnit, _cellsPerUnit);
        return Locks({
            primary: assignment.primary,
            standby1: assignment.standby1,
            standby2: assignment.standby2,
            primaryUnits: uint32(primaryUnits),
            standbyUnits: uint32(standbyUnits)
        });
    }

    /// @dev Bond locked in each role, wei.
    function _worth(Locks memory locks) internal view returns (uint256[3] memory worth) {
        worth[0] = locks.primaryUnits * _weiPerUnit;
        uint256 standby = locks.standbyUnits * _weiPerUnit;
        if (locks.standby1 != 0) worth[1] = standby;
        if (locks.standby2 != 0) worth[2] = standby;
    }
}
