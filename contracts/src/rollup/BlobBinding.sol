// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Opening} from "./RollupTypes.sol";

/// @title The link between a transaction's blobs and the data that a guest proves about
/// @notice Turns blobs into one word, `daCommitment = keccak256(n ‖ (versionedHash ‖ z ‖ y) for each)`.
///
/// @dev The guest holds the raw bytes of the blob, computes `d = keccak256(used bytes ‖ length)`, the
/// challenge `z = keccak256(domain ‖ versionedHash ‖ d) mod r` and `y = p(z)` by barycentric evaluation, and
/// commits to them. Here the point-evaluation precompile (EIP-4844) confirms that the polynomial behind the
/// blob of *this transaction* has value y at z. Because z depends on the guest's own data through d, a prover
/// that holds other data meets other values: two different polynomials of degree below 4096 agree at a
/// random point with probability below 4096/r. Opened at another point than that of its data a batch simply
/// has no proof, and is discarded.
library BlobBinding {
    /// @notice A batch takes 1 to 6 blobs (EIP-7594 allows no more in a transaction).
    error InvalidBlobCount(uint256 count);
    /// @notice The transaction carries fewer blobs than there are openings.
    error MissingBlob(uint256 index);
    /// @notice Commitment and proof have 48 bytes each.
    error MalformedOpening(uint256 index);
    /// @notice The precompile refused: wrong commitment, value or proof, or z or y above the field's order.
    error InvalidOpening(uint256 index);

    /// @notice Most blobs of a batch.
    uint256 internal constant MAX_BLOBS = 6;

    address private constant POINT_EVALUATION = address(0x0a);
    /// @dev Gas offered, four times today's price: a refused opening costs all that is offered.
    uint256 private constant EVALUATION_GAS = 200_000;
    /// @dev What the precompile returns: elements per blob and the order of the scalar field.
    uint256 private constant FIELD_ELEMENTS = 4096;
    uint256 private constant FIELD_ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    /// @notice Checks each opening against the blob of the same index in this transaction.
    function commit(Opening[] calldata openings) internal view returns (bytes32 daCommitment) {
        uint256 count = openings.length;
        if (count == 0 || count > MAX_BLOBS) revert InvalidBlobCount(count);
        bytes memory all = abi.encode(count);
        for (uint256 i = 0; i < count; ++i) {
            bytes32 versionedHash = blobhash(i);
            if (versionedHash == 0) revert MissingBlob(i);
            Opening calldata o = openings[i];
            if (o.commitment.length != 48 || o.proof.length != 48) revert MalformedOpening(i);
            (bool ok, bytes memory out) = POINT_EVALUATION.staticcall{gas: EVALUATION_GAS}(
                abi.encodePacked(versionedHash, o.z, o.y, o.commitment, o.proof)
            );
            if (!ok || keccak256(out) != keccak256(abi.encode(FIELD_ELEMENTS, FIELD_ORDER))) revert InvalidOpening(i);
            all = bytes.concat(all, versionedHash, o.z, o.y);
        }
        return keccak256(all);
    }
}
