// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a prover offers, as one unit: it changes as one, from the next block on.
struct Terms {
    /// Standing ask, wei per cell.
    uint48 ask;
    /// Proof classes it serves, as a mask.
    uint16 classes;
    /// Operator-declared tags (region, hardware), as a mask.
    uint16 tags;
}

/// @notice Everything a registration fixes or starts with.
struct Registration {
    address payout;
    Terms terms;
    /// Capacity in units; one unit is `cellsPerUnit` cells per second and `weiPerUnit` wei of bond.
    uint32 capacity;
    /// BLS12-381 public key in G1, EIP-2537 encoding (128 bytes).
    bytes blsKey;
    /// Proof of possession over `possessionMessage(operator, blsKey)`, in G2, EIP-2537 encoding (256 bytes).
    bytes possession;
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
    /// Units locked by open assignments.
    uint32 lockedUnits;
    uint32 capacity;
    /// Sampling weight: min(capacity, whole units of bond that is not unbonding).
    uint32 weight;
    Terms terms;
    bytes32 blsKeyHash;
    bool condemned;
}

/// @notice Whom to sample.
struct SampleQuery {
    /// Root of all randomness of this draw.
    bytes32 seed;
    /// The registry is read as it was at the end of this block.
    uint64 asOfBlock;
    bytes32 programId;
    uint16 classes;
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
        bytes blsKey,
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
    event Locked(uint32 indexed id, uint32 units);
    event Released(uint32 indexed id, uint32 units);
    event Slashed(uint32 indexed id, uint256 amount);
    event Condemned(uint32 indexed id, uint256 seized);
    event Deregistered(uint32 indexed id, address indexed operator);

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

    /// @notice Locks units of up to three provers. Zero units means no prover in that place.
    function lock(uint32[3] calldata ids, uint32[3] calldata units) external;

    /// @notice Releases the units that `lock` took and seizes `amounts` (each at most what those units are
    /// worth); the sum of what was seized is sent to the market.
    function release(uint32[3] calldata ids, uint32[3] calldata units, uint256[3] calldata amounts)
        external
        returns (uint256 seized);

    // --- The attestation contract only -------------------------------------------------------------

    /// @notice Takes everything from a signer of contradictions: what is free at once (sent to the caller),
    /// what is locked as soon as it is released (burnt). The prover is never drawn again.
    function condemn(uint32 id) external returns (uint256 seized);

    // --- Reading -----------------------------------------------------------------------------------

    /// @notice Draws up to `sampleSize` distinct provers, weight proportional to free bonded capacity,
    /// among those that qualify, in order of drawing.
    function sample(SampleQuery calldata query) external view returns (Candidate[] memory);

    function prover(uint32 id) external view returns (ProverView memory);
    function idOf(address operator) external view returns (uint32);
    function operatorOf(uint32 id) external view returns (address);
    function payoutOf(uint32 id) external view returns (address);

    /// @notice Bond that stands behind the prover's signatures: not unbonding, not condemned, wei.
    function stakeOf(uint32 id) external view returns (uint256);

    /// @notice keccak256 of the prover's BLS public key (128 bytes, EIP-2537 encoding); zero if none.
    function blsKeyHashOf(uint32 id) external view returns (bytes32);

    /// @notice What a prover signs to show that it holds the key: binds chain, registry, operator and key.
    function possessionMessage(address operator, bytes calldata blsKey) external view returns (bytes memory);

    /// @notice Ids are 1..idLimit; ids of provers that left are given out again.
    function idLimit() external view returns (uint32);

    function market() external view returns (address);
    function attestation() external view returns (address);
    function weiPerUnit() external view returns (uint256);
    function cellsPerUnit() external view returns (uint256);
    /// @notice How many blocks after its sample block a request can be assigned from that sample.
    function assignWindow() external view returns (uint256);
}
