// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Blockhash} from "@openzeppelin/contracts/utils/Blockhash.sol";

/// @title Beacon randomness of one particular block
/// @notice The seed block of a request is fixed when it is opened. In that block its randomness is read
/// directly, in later ones from its header, which is checked against the block hash (of the last 256 blocks by
/// opcode, of the last 8,191 by the history contract of EIP-2935). Whoever calls cannot choose it.
library Seed {
    /// @dev Place of `prevrandao` (once called mixHash) among the fields of a header.
    uint256 private constant PREVRANDAO_FIELD = 13;

    /// @notice The seed block has not come yet.
    error SeedNotReady(uint256 seedBlock);
    /// @notice The header is not the seed block's; the seed block has passed, so its header is needed.
    error WrongHeader(uint256 seedBlock);

    /// @notice The `prevrandao` of block `seedBlock`.
    /// @param header RLP of that block's header; not read if this is that block
    function randomnessOf(uint256 seedBlock, bytes calldata header) internal view returns (bytes32) {
        if (block.number < seedBlock) revert SeedNotReady(seedBlock);
        if (block.number == seedBlock) return bytes32(block.prevrandao);
        bytes32 expected = Blockhash.blockHash(seedBlock);
        if (expected == 0 || keccak256(header) != expected) revert WrongHeader(seedBlock);
        return _prevrandao(header);
    }

    /// @dev Skips to the field. The hash vouches for the encoding, so nothing is checked here: it is a list
    /// longer than 55 bytes whose first fourteen items are strings, the fourteenth of 32 bytes. (A general RLP
    /// decoder does the same for 20,000 gas more.)
    function _prevrandao(bytes calldata header) private pure returns (bytes32 value) {
        assembly ("memory-safe") {
            let at := header.offset
            // The list's own prefix: 0xf7 plus the length of its length.
            at := add(at, sub(byte(0, calldataload(at)), 0xf6))
            for { let i := 0 } lt(i, PREVRANDAO_FIELD) { i := add(i, 1) } {
                let word := calldataload(at)
                let prefix := byte(0, word)
                let size := 1
                if gt(prefix, 0x7f) {
                    size := sub(prefix, 0x7f)
                    if gt(prefix, 0xb7) {
                        let width := sub(prefix, 0xb7)
                        size := add(add(width, 1), shr(sub(256, mul(8, width)), shl(8, word)))
                    }
                }
                at := add(at, size)
            }
            value := calldataload(add(at, 1))
        }
    }
}
