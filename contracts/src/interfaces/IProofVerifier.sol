// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A verifier of one proof class in one version
/// @notice What stands behind an entry of the router. It is immutable code that answers for one proof system.
interface IProofVerifier {
    /// @notice Checks that `programId` ran to success with public values whose sha256 is `publicValuesDigest`.
    /// @dev MUST return this function's selector if the proof is valid and MUST revert, or return anything
    /// else, if it is not. The router offers a fixed amount of gas and ignores longer answers.
    /// @param programId the program's identity, a digest of its code and of the proof system's parameters
    /// @param publicValuesDigest sha256 of the public values as they were written
    /// @param proof the proof, without the version that led here
    /// @return magic `IProofVerifier.verify.selector`
    function verify(bytes32 programId, bytes32 publicValuesDigest, bytes calldata proof)
        external
        view
        returns (bytes4 magic);
}
