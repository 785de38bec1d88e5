// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a proof is worth. A class never stands in for a stronger one.
enum ProofClass {
    None,
    /// A quorum of bonded attesters verified the STARK and signed: fast, backed by stake only.
    Attested,
    /// A validity proof checked on chain: the only class that moves money out of a rollup.
    Proven,
    /// A proof system of somebody else, behind an adapter.
    External
}

/// @title The one door to all proof verifiers
interface IVerifierRouter {
    /// @notice Checks a proof with the version that its first four bytes name; reverts if it does not hold.
    /// @param programId the program's identity
    /// @param publicValuesDigest sha256 of the public values
    /// @param proof `version (4 bytes) ‖ proof of that version`
    /// @return class what the proof is worth
    function verify(bytes32 programId, bytes32 publicValuesDigest, bytes calldata proof)
        external
        view
        returns (ProofClass class);
}
