// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BlockHeader} from "@openzeppelin/contracts/utils/BlockHeader.sol";
import {Blockhash} from "@openzeppelin/contracts/utils/Blockhash.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";

/// @title Beacon randomness of one particular block
/// @notice The seed block of a request is fixed when it is opened. In that block its randomness is read
/// directly, in later ones from its header, which is checked against the block hash (of the last 256 blocks by
/// opcode, of the last 8,191 by the history contract of EIP-2935). Whoever calls cannot choose it.
library Seed {
    /// @notice The seed block has not come yet.
    error SeedNotReady(uint256 seedBlock);
    /// @notice The seed block has passed; its header is needed.
    error HeaderRequired(uint256 seedBlock);
    /// @notice The header is not the seed block's.
    error WrongHeader(uint256 seedBlock);

    /// @notice The `prevrandao` of block `seedBlock`.
    /// @param header RLP of that block's header; not read if this is that block
    function randomnessOf(uint256 seedBlock, bytes calldata header) internal view returns (bytes32) {
        if (block.number < seedBlock) revert SeedNotReady(seedBlock);
        if (block.number == seedBlock) return bytes32(block.prevrandao);
        if (header.length == 0) revert HeaderRequired(seedBlock);
        bytes32 expected = Blockhash.blockHash(seedBlock);
        if (expected == 0 || keccak256(header) != expected) revert WrongHeader(seedBlock);
        // The hash vouches for the encoding, so the parser sees real headers only.
        Memory.Slice[] memory fields = BlockHeader.parseHeader(header);
        return BlockHeader.getPrevRandao(fields);
    }
}
