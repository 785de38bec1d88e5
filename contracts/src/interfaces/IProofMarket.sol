// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fulfilment, ProofRequest, Rejection, RequestStatus} from "./MarketTypes.sol";

/// @notice Where a request stands, as stored.
struct RequestView {
    RequestStatus status;
    /// Failed assignment rounds so far.
    uint8 round;
    /// Block whose predecessor's registry state the current round samples from.
    uint40 sampleBlock;
    /// Before assignment the price limit of this round, after it the clearing price; wei per cell.
    uint64 price;
    /// When the clock started, unix seconds, shifted by every stop.
    uint40 clockStart;
    /// When the clock stopped; zero while it runs.
    uint40 stoppedAt;
    /// Assigned provers by role; zero where there is none.
    uint32[3] provers;
    /// Asks of the standbys at assignment, wei per cell.
    uint64[2] standbyAsks;
    /// Bit r set: the prover of role r let a commitment lapse.
    uint8 defaulted;
    bytes20 commitment;
    uint8 committedRole;
    uint40 committedAt;
}

/// @title The market for proofs
/// @notice Requests are escrowed in full, assigned to a random sample's cheapest prover at the second-lowest
/// ask, guarded by two standbys, and open to everyone after T3. All money leaves by `withdraw`.
interface IProofMarket {
    event Requested(bytes32 indexed requestId, address indexed requester, ProofRequest request, uint256 escrow);
    event Assigned(bytes32 indexed requestId, uint32[3] provers, uint64 price, uint64[2] standbyAsks);
    event Reopened(bytes32 indexed requestId, uint8 round, uint64 priceLimit);
    event Committed(bytes32 indexed requestId, uint8 role, bytes20 commitment);
    event CommitmentLapsed(bytes32 indexed requestId, uint8 role);
    event Fulfilled(
        bytes32 indexed requestId,
        address indexed payee,
        uint8 role,
        bytes32 outputDigest,
        uint64 work,
        uint16 classes,
        uint256 paid,
        uint256 refund
    );
    event FulfilmentRejected(bytes32 indexed requestId, Rejection reason);
    event CallbackFailed(bytes32 indexed requestId);
    event Penalised(bytes32 indexed requestId, uint32 indexed prover, uint8 role, uint256 amount);
    event ClockStopped(bytes32 indexed requestId, uint256 since);
    event ClockResumed(bytes32 indexed requestId, uint256 stoppedFor);
    event Expired(bytes32 indexed requestId, uint256 refund, uint256 compensation);
    event Annulled(bytes32 indexed requestId, uint256 refund, uint256 fee);
    event Withdrawn(address indexed from, address indexed to, uint256 amount);
    event Burnt(uint256 amount);

    error InvalidRequest(string field);
    error NotTheRequester(address caller, address requester);
    error WrongEscrow(uint256 sent, uint256 required);
    error GasReserveTooSmall(uint256 given, uint256 required);
    error NotOpen(bytes32 requestId, RequestStatus status);
    error NotAssigned(bytes32 requestId, RequestStatus status);
    error OpenToAnyone(bytes32 requestId);
    error ClockIsStopped(bytes32 requestId);
    error ClockIsRunning(bytes32 requestId);
    error NoSuchRole(uint8 role);
    error NotTheOperator(address caller, address operator);
    error ZeroCommitment();
    error CommitmentOpen(bytes32 requestId, uint256 until);
    error RoleHasDefaulted(bytes32 requestId, uint8 role);
    error WindowClosed(bytes32 requestId, uint8 role, uint256 elapsed);
    error NotAccepted(bytes32 requestId, Rejection reason);
    error NotYetExpired(bytes32 requestId, uint256 elapsed, uint256 t4);
    error VerdictNotSupported(bytes32 requestId);
    error VerdictOutOfDate(uint256 since, uint256 earliest, uint256 latest);
    error StopTooShort(bytes32 requestId, uint256 stoppedFor, uint256 required);
    error NotTheRegistry(address caller);
    error NoCredit(address account);
    error NothingToBurn();
    error ZeroAddress();
    error TransferFailed(address to, uint256 amount);
    error InvalidParameter(string name);

    /// @notice Opens a request; `msg.value` must be its escrow. Opening the same request again returns its
    /// id and credits the value back instead of charging twice.
    function request(ProofRequest calldata proofRequest) external payable returns (bytes32 requestId);

    /// @notice Assigns an open request, or re-opens it at a higher price if nobody qualifies. Anyone may.
    /// @param header RLP header of the seed block; empty if this is the seed block.
    function assign(ProofRequest calldata proofRequest, bytes calldata header) external;

    /// @notice Meets the deadline before the proof is on chain. Only the role's operator may.
    /// @param commitment First 20 bytes of `keccak256(abi.encode(requestId, payee, evidence))`.
    function commit(ProofRequest calldata proofRequest, uint8 role, bytes20 commitment) external;

    /// @notice Delivers one result; reverts with the reason if it is not accepted. Anyone may.
    function fulfil(Fulfilment calldata fulfilment) external;

    /// @notice Delivers many; one that is not accepted is reported and skipped.
    function fulfilBatch(Fulfilment[] calldata fulfilments) external returns (Rejection[] memory);

    /// @notice Ends a request that nobody fulfilled by T4. Anyone may.
    function expire(ProofRequest calldata proofRequest) external;

    /// @notice Stops the clock: a quorum says that the input has been unavailable since `since`.
    function stopClock(ProofRequest calldata proofRequest, uint64 since, bytes calldata verdict) external;

    /// @notice Lets the clock go on: a quorum says that the input is available since `since`.
    function resumeClock(ProofRequest calldata proofRequest, uint64 since, bytes calldata verdict) external;

    /// @notice Annuls a request that a quorum calls unprovable, or whose clock stood still for too long.
    function annul(ProofRequest calldata proofRequest, uint64 since, bytes calldata verdict) external;

    /// @notice Sends the caller's credit, but for its last wei, to `to`.
    function withdraw(address payable to) external returns (uint256 amount);

    /// @notice Sends an account's credit to the account. Anyone may.
    function withdrawFor(address payable account) external returns (uint256 amount);

    /// @notice Sends what was burnt out of reach. Anyone may.
    function burn() external returns (uint256 amount);

    function requestIdOf(ProofRequest calldata proofRequest) external view returns (bytes32);
    function escrowOf(ProofRequest calldata proofRequest) external pure returns (uint256);
    /// @notice Units that the primary and each standby lock.
    function unitsOf(ProofRequest calldata proofRequest) external view returns (uint256 primary, uint256 standby);
    function requestState(bytes32 requestId) external view returns (RequestView memory);
    function creditOf(address account) external view returns (uint256);
    /// @notice Price used when a sample holds one prover only, wei per cell.
    function referencePrice() external view returns (uint64);
}
