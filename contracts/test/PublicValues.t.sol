// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicValues} from "../src/lib/PublicValues.sol";
import {TestBase} from "./base/TestBase.sol";

contract PublicValuesTest is TestBase {
    function split(bytes calldata values, uint32 mask) external pure returns (bool, bytes32, bytes32, address) {
        return PublicValues.split(values, mask);
    }

    function metered(bytes calldata values, uint64 work) external pure returns (bytes32) {
        return PublicValues.meteredDigest(values, work);
    }

    function test_splitsByMask() public view {
        bytes memory values = abi.encode(uint256(11), uint256(22), uint256(33), address(0xBEEF));
        (bool ok, bytes32 input, bytes32 output, address payee) = this.split(values, 5);
        vm.assertTrue(ok);
        vm.assertEq(input, sha256(abi.encode(uint256(5), uint256(11), uint256(33))));
        vm.assertEq(output, sha256(abi.encode(uint256(11), uint256(22), uint256(33))));
        vm.assertEq(payee, address(0xBEEF));
    }

    function test_payeeIsNotPartOfTheOutput() public view {
        (,, bytes32 a,) = this.split(abi.encode(uint256(1), address(0xA)), 1);
        (,, bytes32 b,) = this.split(abi.encode(uint256(1), address(0xB)), 1);
        vm.assertEq(a, b);
    }

    function test_maskIsPartOfTheInput() public view {
        bytes memory values = abi.encode(uint256(7), uint256(7), address(0xA));
        (, bytes32 a,,) = this.split(values, 1);
        (, bytes32 b,,) = this.split(values, 2);
        vm.assertNotEq(a, b);
    }

    function test_refusesMalformed() public view {
        _refused("", 0);
        _refused(hex"00", 0);
        _refused(abi.encodePacked(uint256(1), uint8(1)), 0);
        _refused(new bytes(33 * 32), 0);
        _refused(abi.encode(uint256(1), address(0xA)), 2); // selects the payee
        _refused(abi.encode(uint256(1), address(0xA)), 4); // selects nothing that is there
        _refused(abi.encode(uint256(1), uint256(1) << 160), 1); // payee is no address
    }

    function test_workIsPartOfTheMeteredDigest() public view {
        bytes memory values = abi.encode(uint256(1), address(0xA));
        vm.assertEq(this.metered(values, 9), sha256(abi.encode(uint256(1), address(0xA), uint256(9))));
    }

    function testFuzz_neverReverts(bytes calldata values, uint32 mask) public view {
        this.split(values, mask);
    }

    function _refused(bytes memory values, uint32 mask) private view {
        (bool ok,,,) = this.split(values, mask);
        vm.assertFalse(ok);
    }
}
