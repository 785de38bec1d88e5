// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "../../src/interfaces/IProofVerifier.sol";

/// @notice Stands in for a validity-proof verifier, of which there is none yet: a proof is valid if it is the
/// hash of what it proves. Anybody can make one, so it is of use in tests only.
contract StubVerifier is IProofVerifier {
    function verify(bytes32 programId, bytes32 publicValuesDigest, bytes calldata proof)
        external
        pure
        returns (bytes4)
    {
        if (proof.length == 32 && bytes32(proof) == keccak256(abi.encode(programId, publicValuesDigest))) {
            return IProofVerifier.verify.selector;
        }
        return bytes4(0);
    }

    function prove(bytes4 version, bytes32 programId, bytes32 digest) external pure returns (bytes memory) {
        return abi.encodePacked(version, keccak256(abi.encode(programId, digest)));
    }
}
