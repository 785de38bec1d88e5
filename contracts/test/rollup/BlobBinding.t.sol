// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BlobBinding} from "../../src/rollup/BlobBinding.sol";
import {Opening} from "../../src/rollup/RollupTypes.sol";
import {RollupFixture} from "./RollupFixture.sol";

/// @notice The point-evaluation precompile behind `BlobBinding`, on the vectors of c-kzg-4844.
contract BlobBindingTest is RollupFixture {
    function commit(Opening[] calldata openings) external view returns (bytes32) {
        return BlobBinding.commit(openings);
    }

    /// @dev All 122 cases: what c-kzg calls valid is bound, everything else is refused.
    function test_vectors() public {
        string memory json = vm.readFile("test/vectors/verify_kzg_proof.json");
        uint256 count = vm.parseJsonUint(json, ".count");
        uint256 valid;
        for (uint256 i = 0; i < count; ++i) {
            string memory key = string.concat(".cases[", vm.toString(i), "].");
            bytes memory z = vm.parseJsonBytes(json, string.concat(key, "z"));
            bytes memory y = vm.parseJsonBytes(json, string.concat(key, "y"));
            if (z.length != 32 || y.length != 32) continue; // cannot be written down here
            Opening[] memory openings = new Opening[](1);
            openings[0] = Opening(
                bytes32(z),
                bytes32(y),
                vm.parseJsonBytes(json, string.concat(key, "commitment")),
                vm.parseJsonBytes(json, string.concat(key, "proof"))
            );
            carry(openings);
            bool good = keccak256(bytes(vm.parseJsonString(json, string.concat(key, "output")))) == keccak256("valid");
            if (good) {
                this.commit(openings);
                ++valid;
            } else {
                bool whole = openings[0].commitment.length == 48 && openings[0].proof.length == 48;
                vm.expectRevert(
                    abi.encodeWithSelector(
                        whole ? BlobBinding.InvalidOpening.selector : BlobBinding.MalformedOpening.selector, 0
                    )
                );
                this.commit(openings);
            }
        }
        vm.assertEq(valid, 54);
    }

    function test_commitment() public {
        Opening[] memory openings = _openings(3);
        carry(openings);
        bytes memory all = abi.encode(uint256(3));
        for (uint256 i = 0; i < 3; ++i) {
            all = bytes.concat(all, versionedHash(openings[i].commitment), openings[i].z, openings[i].y);
        }
        vm.assertEq(this.commit(openings), keccak256(all));
    }

    function test_sixAtMost() public {
        carry(_openings(6));
        this.commit(_openings(6));
        Opening[] memory seven = _openings(7);
        carry(seven);
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.InvalidBlobCount.selector, 7));
        this.commit(seven);
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.InvalidBlobCount.selector, 0));
        this.commit(_openings(0));
    }

    /// @dev The blobs of this transaction, in their order.
    function test_onlyBlobsOfThisTransaction() public {
        Opening[] memory openings = _openings(2);
        vm.blobhashes(new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.MissingBlob.selector, 0));
        this.commit(openings);
        carry(_openings(1));
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.MissingBlob.selector, 1));
        this.commit(openings);
        carry(openings);
        (openings[0], openings[1]) = (openings[1], openings[0]);
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.InvalidOpening.selector, 0));
        this.commit(openings);
    }

    function test_wrongValues() public {
        for (uint256 i = 0; i < 6; ++i) {
            Opening[] memory o = _openings(1);
            carry(o);
            if (i == 0) o[0].y = bytes32(uint256(o[0].y) + 1);
            if (i == 1) o[0].z = bytes32(uint256(o[0].z) + 1);
            if (i == 2) o[0].proof = openingOf(1).proof;
            if (i == 3) o[0].commitment = openingOf(1).commitment;
            // Values that are equal modulo the order of the field, but not canonical.
            uint256 order = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;
            if (i == 4) o[0].y = bytes32(uint256(o[0].y) + order);
            if (i == 5) o[0].z = bytes32(uint256(o[0].z) + order);
            vm.expectRevert(abi.encodeWithSelector(BlobBinding.InvalidOpening.selector, 0));
            this.commit(o);
        }
    }

    /// @dev On a chain without the precompile a call succeeds and says nothing.
    function test_chainWithoutPrecompile() public {
        Opening[] memory o = _openings(1);
        carry(o);
        vm.mockCall(address(0x0a), "", "");
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.InvalidOpening.selector, 0));
        this.commit(o);
    }

    function _openings(uint256 n) private pure returns (Opening[] memory openings) {
        openings = new Opening[](n);
        for (uint256 i = 0; i < n; ++i) {
            openings[i] = openingOf(i);
        }
    }
}
