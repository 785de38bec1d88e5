// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Vocabulary of the reference rollup's settlement. Times are Unix seconds, durations seconds, amounts wei
// unless a name says gwei.

/// @notice What a deployment fixes for ever.
struct RollupConfig {
    /// Who may post batches while it does its duty; zero: anybody.
    address sequencer;
    /// Chain id of the L2, for its transactions.
    uint64 l2ChainId;
    /// Program whose runs settle batches.
    bytes32 programId;
    /// Block 0 of the L2 and its state root.
    bytes32 genesisBlockHash;
    bytes32 genesisStateRoot;
    /// How long a deposit or a forced transaction may wait before a batch must take it.
    uint48 inclusionWindow;
    /// How long the sequencer may fail that duty before anybody may post.
    uint48 sequencerGrace;
    /// How long the oldest unsettled batch may stay without an attestation before it can be discarded.
    uint48 attestWindow;
    /// How long attested results are not accepted after a validity proof refuted one.
    uint48 attestedFreeze;
    /// How long nothing is proven or paid out after a contradiction among validity proofs: at least the
    /// router's timelock, so that a sound verifier can be in place when it ends.
    uint48 provenFreeze;
    /// How long a proven result waits before it is paid against: time to contradict it.
    uint48 payoutDelay;
    /// How long something may stay unproven before users can leave with the last proven state.
    uint48 escapeDelay;
    /// Smallest deposit, gwei.
    uint64 minDepositGwei;
    /// Price of forcing a transaction, wei; it goes to the proving budget.
    uint96 forcedFee;
    MarketTerms terms;
}

/// @notice The terms on which the rollup buys proofs; see `ProofRequest` for each.
struct MarketTerms {
    uint64 maxWork;
    uint64 startPrice;
    uint64 maxPrice;
    uint96 gasReserve;
    uint32 t1;
    uint32 t2;
    uint32 t3;
    uint32 t4;
    uint16 allOf;
    uint16 anyOf;
    uint8 sampleSize;
    uint32 callbackGas;
}

/// @notice The value of one blob's polynomial at the batch's challenge, with its proof for 0x0A.
struct Opening {
    bytes32 z;
    bytes32 y;
    /// KZG commitment and proof, 48 bytes each.
    bytes commitment;
    bytes proof;
}

/// @notice What the sequencer posts; the batch itself is in the transaction's blobs.
struct BatchPost {
    uint64 index;
    /// Hash of the L2 block that the batch builds on.
    bytes32 prevBlockHash;
    /// How many deposits and forced transactions have been taken after this batch, and the rolling hashes
    /// there, which say that the L1 the sequencer saw is the L1 it posts to.
    uint64 depositCount;
    bytes32 depositHash;
    uint64 forcedCount;
    bytes32 forcedHash;
    /// One for each blob of the transaction, in order.
    Opening[] openings;
}

/// @notice A posted batch.
struct Batch {
    bytes32 prevBlockHash;
    bytes32 daCommitment;
    uint64 depositCount;
    uint64 forcedCount;
    uint48 postedAt;
    /// Counts posts; tells a batch from a discarded one with the same index.
    uint40 serial;
    /// How many requests were opened for it.
    uint16 attempts;
}

/// @notice What a batch leads to, as the prover states it.
struct Result {
    bytes32 blockHash;
    bytes32 stateRoot;
    bytes32 withdrawalsRoot;
    uint64 blockNumber;
}

/// @notice Who made the proof, how much work it was, and which proof: the rest of an attested statement.
struct Credit {
    address payee;
    uint64 work;
    bytes32 evidence;
}

/// @notice A result as recorded.
struct Root {
    bytes32 blockHash;
    bytes32 stateRoot;
    bytes32 withdrawalsRoot;
    uint64 blockNumber;
    uint48 recordedAt;
    /// The batch it belongs to; zero where nothing is recorded.
    uint40 serial;
    /// Version of the verifier that proved it; zero for attested results and for genesis.
    bytes4 version;
}
