// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Shared vocabulary of the market. Units: prices in wei per cell, work in cells (committed trace
// cells), durations in seconds, shares in basis points of 10,000. Proof classes are the numbers of
// `ProofClass`; a mask of classes has bit `1 << uint8(class)` set for each.

/// @dev Roles of an assignment, in the order in which their windows open. `ROLE_ANYONE` is nobody's
/// role: it is how a stranger delivers after T3.
uint8 constant ROLE_PRIMARY = 0;
uint8 constant ROLE_STANDBY_1 = 1;
uint8 constant ROLE_STANDBY_2 = 2;
uint8 constant ROLE_ANYONE = 3;

/// @notice What a requester asks for. The request id is the hash of all of it, so the same request
/// opened twice is one request, and later calls bring the request along instead of storing it.
struct ProofRequest {
    /// Contract or account that opens the request, pays, and gets refunds and compensation.
    address requester;
    /// Chosen by the requester to tell otherwise equal requests apart.
    uint64 nonce;
    /// Program to run.
    bytes32 programId;
    /// What the run must consume; see `PublicValues` for how it is derived from public values.
    bytes32 inputCommitment;
    /// Which 32-byte words of the public values make up `inputCommitment` (bit i = word i). Only used
    /// by classes that are checked through the router.
    uint32 inputMask;
    /// Upper bound of the work, in cells. The proof states the real figure; the rest is refunded.
    uint64 maxWork;
    /// Price limit of the first round, wei per cell.
    uint64 startPrice;
    /// Price limit that re-opening can never exceed, wei per cell. The escrow covers it.
    uint64 maxPrice;
    /// Part of the escrow that pays for L1 gas, wei.
    uint96 gasReserve;
    /// T1 < T2 < T3 < T4, seconds from the start of the clock (the assignment, or the opening while
    /// nobody is assigned), 24 at least between two.
    uint32 t1;
    uint32 t2;
    uint32 t3;
    uint32 t4;
    /// Verification policy: a fulfilment must bring a proof of every class in `allOf` and of at least
    /// one class in `anyOf` (unless `anyOf` is zero).
    uint16 allOf;
    uint16 anyOf;
    /// Tag bits that an assigned prover must declare (all of them).
    uint16 tags;
    /// Size of the random sample, 1..8.
    uint8 sampleSize;
    /// Contract told about the result, or zero. Its failure never blocks payment.
    address callback;
    uint32 callbackGas;
}

/// @notice One claim about one run. Attesters sign it, the market pays for it.
struct Statement {
    bytes32 programId;
    bytes32 inputCommitment;
    /// Digest of the run's public values without the payee; see `PublicValues`.
    bytes32 outputDigest;
    /// Who made the proof and is paid for it. Named inside the proof, so a copied proof pays its maker.
    address payee;
    /// Work of the run, in cells.
    uint64 work;
    /// Hash of the proof that the attesters checked.
    bytes32 evidence;
}

/// @notice A proof of one class.
struct ClassProof {
    /// A `ProofClass` as a number, so that an unknown one spoils its own item only.
    uint8 class;
    /// The run's public values; empty for `Attested`, whose signers have read them.
    bytes publicValues;
    /// For `Attested` what `IAttestation` reads, for every other class what the router reads.
    bytes proof;
}

/// @notice A delivered result.
struct Fulfilment {
    ProofRequest request;
    /// In which role the payee delivers: ROLE_PRIMARY … ROLE_ANYONE. Ignored when a commitment is open.
    uint8 role;
    bytes32 outputDigest;
    address payee;
    uint64 work;
    bytes32 evidence;
    ClassProof[] proofs;
    /// Handed to the callback unread.
    bytes output;
}

/// @notice What the callback learns. Everything in it has been verified by the classes in `classes`.
struct ProofOutcome {
    bytes32 programId;
    bytes32 inputCommitment;
    bytes32 outputDigest;
    address payee;
    uint64 work;
    uint16 classes;
}

/// @notice Where a request stands. Terminal states are never erased.
enum RequestStatus {
    None,
    /// Opened, nobody assigned yet (or nobody qualified in the rounds so far).
    Open,
    Assigned,
    Fulfilled,
    /// T4 passed without a proof; requester refunded and compensated.
    Expired,
    /// Shown to be unprovable, or its input stayed unavailable; nobody slashed.
    Annulled
}

/// @notice What a quorum can say about a request itself rather than about its result.
enum Verdict {
    /// The input cannot be fetched: clocks stop.
    Unavailable,
    /// The input can be fetched again: clocks go on.
    Available,
    /// No proof exists within the request's bounds (trap, non-zero exit, more work than allowed).
    Unprovable
}

/// @notice Why an item of a fulfilment was not paid. A batch reports it per item and goes on.
enum Rejection {
    None,
    UnknownRequest,
    AlreadyClosed,
    Expired,
    WorkAboveBound,
    PolicyNotMet,
    DuplicateClass,
    UnknownClass,
    ProofRejected,
    /// The public values do not match the request's input commitment, the output digest or the payee.
    StatementMismatch,
    /// Somebody's commitment is open; until it lapses only what was committed to can be delivered.
    CommitmentPending,
    WindowNotOpen,
    /// The payee is not the payout address of the claimed role.
    NotTheRole,
    /// The role's prover let a commitment lapse and lost its turn.
    RoleDefaulted,
    /// Too little gas was sent to give the callback what it was promised.
    NotEnoughGas
}
