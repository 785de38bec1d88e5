// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {Vm} from "./Vm.sol";

/// @notice Thousands of provers, written straight into a registry's storage. Registering them takes minutes
/// and would test nothing that ten registrations do not; `check` holds the layout used here to the real one.
library Crowd {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 private constant ID_LIMIT_SLOT = 0;
    uint256 private constant ID_OF_SLOT = 1;
    uint256 private constant SEATS_SLOT = 2;
    uint256 private constant PURSES_SLOT = 3;
    uint256 private constant IDENTITIES_SLOT = 4;
    uint256 private constant TREE_SLOT = 9;

    function operatorAt(uint256 i) internal pure returns (address) {
        return address(uint160(0xA0000 + i));
    }

    /// @dev 500 to 1,100 units each, asks spread over 1.0 to 1.5 Mwei per cell.
    function weightAt(uint256 i) internal pure returns (uint256) {
        return 500 + 100 * (i % 7);
    }

    function askAt(uint256 i, uint256 count) internal pure returns (uint256) {
        return 1_000_000 + 500_000 * (uint256(keccak256(abi.encode(i))) % count) / count;
    }

    function fill(ProverRegistry registry, uint256 count) internal {
        uint256 unit = registry.weiPerUnit();
        uint256 total;
        uint256[] memory level = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 weight = weightAt(i);
            uint256 id = i + 1;
            uint256 operator = uint160(operatorAt(i));
            level[i] = weight;
            total += weight * unit;
            uint256 seat = askAt(i, count) | (1 << 96) | (weight << 160) | (1 << (192 + uint8(ProofClass.Attested)));
            _put(registry, keccak256(abi.encode(id, SEATS_SLOT)), seat);
            _put(registry, keccak256(abi.encode(id, PURSES_SLOT)), operator | ((weight * unit) << 160));
            _put(registry, keccak256(abi.encode(id, IDENTITIES_SLOT)), operator | (weight << 160));
            _put(registry, keccak256(abi.encode(operator, ID_OF_SLOT)), id);
        }
        _put(registry, bytes32(ID_LIMIT_SLOT), count);
        for (uint256 depth = 0; depth < 5; ++depth) {
            level = _parents(registry, depth, level);
        }
        vm.deal(address(registry), total);
        check(registry, count);
    }

    function check(ProverRegistry registry, uint256 count) internal view {
        uint256 total;
        for (uint256 i = 0; i < count; ++i) {
            total += weightAt(i);
        }
        vm.assertEq(registry.totalWeightAt(vm.getBlockNumber()), total, "crowd: tree");
        uint32 last = uint32(count);
        vm.assertEq(registry.idLimit(), last, "crowd: idLimit");
        vm.assertEq(registry.idOf(operatorAt(count - 1)), last, "crowd: idOf");
        vm.assertEq(registry.prover(last).weight, weightAt(count - 1), "crowd: weight");
        vm.assertEq(registry.prover(last).capacity, weightAt(count - 1), "crowd: capacity");
        vm.assertEq(registry.prover(last).terms.ask, askAt(count - 1, count), "crowd: ask");
        vm.assertEq(registry.prover(last).bond, weightAt(count - 1) * registry.weiPerUnit(), "crowd: bond");
        vm.assertEq(registry.payoutOf(last), operatorAt(count - 1), "crowd: payout");
        vm.assertEq(registry.operatorOf(last), operatorAt(count - 1), "crowd: operator");
    }

    function _parents(ProverRegistry registry, uint256 depth, uint256[] memory children)
        private
        returns (uint256[] memory parents)
    {
        parents = new uint256[]((children.length + 7) / 8);
        for (uint256 p = 0; p < parents.length; ++p) {
            uint256 word = 1 << 224;
            for (uint256 c = 0; c < 8 && 8 * p + c < children.length; ++c) {
                word |= children[8 * p + c] << (28 * c);
                parents[p] += children[8 * p + c];
            }
            _put(registry, keccak256(abi.encode((depth << 16) | p, TREE_SLOT)), word);
        }
    }

    function _put(ProverRegistry registry, bytes32 slot, uint256 value) private {
        vm.store(address(registry), slot, bytes32(value));
    }
}
