// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @notice Block headers of the Osaka format for blocks that the test chain only pretends to have.
library Headers {
    function encode(uint256 number, bytes32 randao) internal pure returns (bytes memory) {
        return encode(number, 45_000_000, 22_000_000, 1_800_000_000, "a block builder", randao);
    }

    function encode(uint256 number, uint256 gasLimit, uint256 gasUsed, uint256 time, bytes memory extra, bytes32 randao)
        internal
        pure
        returns (bytes memory)
    {
        bytes[] memory fields = new bytes[](21);
        fields[0] = RLP.encode(keccak256(abi.encode("parent", number)));
        fields[1] = RLP.encode(bytes32(0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347));
        fields[2] = RLP.encode(address(0x1234));
        fields[3] = RLP.encode(keccak256("state"));
        fields[4] = RLP.encode(keccak256("transactions"));
        fields[5] = RLP.encode(keccak256("receipts"));
        fields[6] = RLP.encode(abi.encodePacked(keccak256("bloom"), new bytes(224)));
        fields[7] = RLP.encode(uint256(0));
        fields[8] = RLP.encode(number);
        fields[9] = RLP.encode(gasLimit);
        fields[10] = RLP.encode(gasUsed);
        fields[11] = RLP.encode(time);
        fields[12] = RLP.encode(extra);
        fields[13] = RLP.encode(randao);
        fields[14] = RLP.encode(abi.encodePacked(bytes8(0)));
        fields[15] = RLP.encode(uint256(7 gwei));
        fields[16] = RLP.encode(keccak256("withdrawals"));
        fields[17] = RLP.encode(uint256(393_216));
        fields[18] = RLP.encode(uint256(0));
        fields[19] = RLP.encode(keccak256("beacon root"));
        fields[20] = RLP.encode(keccak256("requests"));
        return RLP.encode(fields);
    }
}
