// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BLS} from "../bls/BLS.sol";

/// @notice What a prover offers, as one unit: it changes as one, from the next block on.
struct Terms {
    /// Standing ask, wei per cell.
    uint48 ask;
    /// Proof classes it serves, as a mask of `ProofClass`.
    uint16 classes;
    /// Operator-declared tags (region, hardware), as a mask.
    uint16 tags;
    /// Whether it serves only programs that it has listed.
    bool listedProgramsOnly;
}

/// @notice Everything a registration starts with.
struct Registration {
    address payout;
    Terms terms;
    /// Capacity in units; one unit is `cellsPerUnit` cells per second and `weiPerUnit` wei of bond.
    uint32 capacity;
    BLS.G1Point blsKey;
    /// See `BLS.possessionMessage`: binds key, chain, this registry and the operator.
    BLS.G2Point possession;
    /// Where the node is reached, and anything else; emitted, not stored.
    string endpoint;
    string metadata;
}

/// @notice A prover as the world sees it.
struct ProverView {
    address operator;
    address payout;
    /// Total bond, wei, including what is unbonding.
    uint128 bond;
    /// Part of the bond that is leaving, wei, and when it may be taken out.
    uint128 unbonding;
    uint64 releaseAt;
    uint64 releaseBlock;
    /// Units locked by open assignments.
    uint32 lockedUnits;
    uint32 capacity;
    /// Sampling weight: min(capacity, whole units of bond that is not unbonding).
    uint32 weight;
    Terms terms;
    /// First block in which `terms` hold.
    uint32 termsFrom;
    bytes32 blsKeyHash;
    bool condemned;
}

/// @notice What one assignment locks: whole units of its primary, and equal numbers of its standbys. An id of
/// zero is an empty place.
struct Locks {
    uint32 primary;
    uint32 standby1;
    uint32 standby2;
    uint32 primaryUnits;
    uint32 standbyUnits;
}

/// @notice Whom to sample.
struct SampleQuery {
    /// Block whose beacon randomness decides, after `asOfBlock`.
    uint64 seedBlock;
    /// Tells apart draws that share a seed block.
    bytes32 salt;
    /// Weights and terms are those of the end of this block, whatever happened since.
    uint64 asOfBlock;
    bytes32 programId;
    /// Classes that must all be served, and classes of which one must be (if any are given).
    uint16 allOf;
    uint16 anyOf;
    uint16 tags;
    /// Highest acceptable ask, wei per cell.
    uint64 maxAsk;
    /// Free units that a candidate must have.
    uint32 units;
    uint8 sampleSize;
}

struct Candidate {
    uint32 id;
    uint48 ask;
}

/// @title Provers: bonds, standing asks, capacity, and fair draws among them
/// @notice Permissionless and ownerless. Two contracts, fixed at deployment, may touch bonds: the market
/// (lock, release, slash up to what it locked) and the attestation contract (condemn a proven liar).
interface IProverRegistry {
    event Registered(
        uint32 indexed id,
        address indexed operator,
        address payout,
        uint256 bond,
        BLS.G1Point blsKey,
        string endpoint,
        string metadata
    );
    event TermsChanged(uint32 indexed id, Terms terms, uint256 fromBlock);
    event CapacityChanged(uint32 indexed id, uint32 capacity);
    event WeightChanged(uint32 indexed id, uint32 weight);
    event BondAdded(uint32 indexed id, uint256 amount, uint256 bond);
    event UnbondingStarted(uint32 indexed id, uint256 amount, uint256 releaseAt);
    event UnbondingCancelled(uint32 indexed id, uint256 amount);
    event BondWithdrawn(uint32 indexed id, uint256 amount, address to);
    event PayoutChanged(uint32 indexed id, address payout);
    event MetadataChanged(uint32 indexed id, string endpoint, string metadata);
    event ProgramServed(uint32 indexed id, bytes32 indexed programId, bool served);
    event Slashed(uint32 indexed id, uint256 amount);
    event Condemned(uint32 indexed id, uint256 seized);
    event Forfeited(uint32 indexed id, uint256 amount);
    event Deregistered(uint32 indexed id, address indexed operator);

    error NotMarket(address caller);
    error NotAttestation(address caller);
    error NotRegistered(address caller);
    error UnknownProver(uint32 id);
    error AlreadyRegistered(address operator, uint32 id);
    error RegistryFull(uint256 limit);
    error BondTooSmall(uint256 bond, uint256 minimum);
    error BondTooLarge(uint256 bond);
    error ZeroPayout();
    error ZeroAmount();
    error InvalidClasses(uint16 classes);
    error CapacityOutOfRange(uint256 capacity, uint256 maximum);
    error BlsKeyTaken(bytes32 keyHash);
    error InvalidPossessionProof();
    error ChangedRecently(uint256 allowedFromBlock);
    error UnbondExceedsBond(uint256 requested, uint256 available);
    error NothingUnbonding();
    error StillUnbonding(uint256 releaseAt, uint256 releaseBlock);
    error NothingToWithdraw();
    error TransferFailed(address to, uint256 amount);
    error IsCondemned(uint32 id);
    error InsufficientFreeUnits(uint32 id, uint256 requested, uint256 available);
    error ReleaseExceedsLock(uint32 id, uint256 units, uint256 locked);
    error SlashExceedsLock(uint32 id, uint256 amount, uint256 maximum);
    error ProgramListedAlready(bytes32 programId, bool served);
    error SeedNotAfterSample(uint256 seedBlock, uint256 asOfBlock);
    error SampleTooOld(uint256 asOfBlock);
    error SampleSizeOutOfRange(uint256 size);
    error InvalidParameter(string name);

    // --- Provers -----------------------------------------------------------------------------------

    /// @notice Joins with `msg.value` as bond.
    function register(Registration calldata registration) external payable returns (uint32 id);

    /// @notice Adds `msg.value` to the bond of `id`. Anyone may.
    function topUp(uint32 id) external payable;

    /// @notice Starts to take `amount` out of the bond; it stops counting at once and leaves after the delay.
    function unbond(uint128 amount) external;

    /// @notice Puts what is unbonding back to work.
    function cancelUnbond() external;

    /// @notice Takes out what has finished unbonding, as far as it is not locked.
    function withdraw() external returns (uint256 amount);

    function setTerms(Terms calldata terms) external;
    function setCapacity(uint32 capacity) external;
    function setPayout(address payout) external;
    function setMetadata(string calldata endpoint, string calldata metadata) external;

    /// @notice Lists or delists a program, for provers whose terms restrict them to listed programs.
    function setProgram(bytes32 programId, bool served) external;

    // --- The market only ---------------------------------------------------------------------------

    /// @notice Locks what an assignment needs.
    function lock(Locks calldata locks) external;

    /// @notice Releases what `lock` took.
    function release(Locks calldata locks) external;

    /// @notice Releases what `lock` took and seizes `amounts` of it, by role; each at most what the released
    /// units are worth. The sum of what was seized is sent to the market.
    function slash(Locks calldata locks, uint256[3] calldata amounts) external returns (uint256 seized);

    // --- The attestation contract only -------------------------------------------------------------

    /// @notice Takes everything from a signer of contradictions: what is free at once (sent to the caller),
    /// what is locked as soon as it is released (burnt). The prover is never drawn again.
    function condemn(uint32 id) external returns (uint256 seized);

    // --- Reading -----------------------------------------------------------------------------------

    /// @notice Draws up to `sampleSize` distinct provers, weight proportional to free bonded capacity,
    /// among those that qualify, in order of drawing.
    /// @param header RLP header of the seed block; not read if this is the seed block.
    function sample(SampleQuery calldata query, bytes calldata header) external view returns (Candidate[] memory);

    function prover(uint32 id) external view returns (ProverView memory);
    function idOf(address operator) external view returns (uint32);
    function operatorOf(uint32 id) external view returns (address);
    function payoutOf(uint32 id) external view returns (address);

    /// @notice Bond that stands behind the prover's signatures: not unbonding, not condemned, wei.
    function stakeOf(uint32 id) external view returns (uint256);

    /// @notice `keccak256(abi.encode(key))` of the prover's BLS key in EIP-2537 encoding; zero if none.
    function blsKeyHashOf(uint32 id) external view returns (bytes32);

    /// @notice Sum of all sampling weights at the end of a block, units.
    function totalWeightAt(uint256 asOfBlock) external view returns (uint256);

    /// @notice Ids are 1..idLimit; ids of provers that left are given out again.
    function idLimit() external view returns (uint32);

    function market() external view returns (address);
    function attestation() external view returns (address);
    function weiPerUnit() external view returns (uint256);
    function cellsPerUnit() external view returns (uint256);
    /// @notice How many blocks after its sample block a request can be assigned from that sample.
    function assignWindow() external view returns (uint256);
}
