// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Exclusions} from "../../src/registry/Exclusions.sol";
import {SumTree} from "../../src/registry/SumTree.sol";
import {TestBase} from "../base/TestBase.sol";

/// @notice The tree and the cuts against models that are too simple to be wrong.
contract SumTreeTest is TestBase {
    using SumTree for SumTree.Tree;
    using Exclusions for Exclusions.List;

    SumTree.Tree private _tree;

    /// @dev The model: weights by leaf as they were at the end of each block.
    mapping(uint256 blockNumber => mapping(uint256 leaf => uint256)) private _model;
    uint256 private constant SPREAD = 61;

    function set(uint256 leaf, uint256 weight) external {
        _tree.set(leaf, weight);
    }

    function test_emptyTreeHasNoWeight() public view {
        vm.assertEq(_tree.totalAt(vm.getBlockNumber()), 0);
        vm.assertEq(_tree.weightAt(SumTree.LEAVES - 1, vm.getBlockNumber()), 0);
    }

    function test_findsEveryPositionOfAFullNode() public {
        uint256 start = 0;
        for (uint256 leaf = 0; leaf < 8; ++leaf) {
            _tree.set(leaf, leaf + 1);
        }
        for (uint256 leaf = 0; leaf < 8; ++leaf) {
            for (uint256 i = 0; i <= leaf; ++i) {
                SumTree.Hit memory hit = _tree.find(start + i, vm.getBlockNumber());
                vm.assertEq(hit.leaf, leaf);
                vm.assertEq(hit.remainder, i);
                vm.assertEq(hit.weight, leaf + 1);
            }
            start += leaf + 1;
        }
        vm.assertEq(_tree.totalAt(vm.getBlockNumber()), start);
    }

    function test_findsTheLastLeafAlone() public {
        _tree.set(SumTree.LEAVES - 1, 3);
        SumTree.Hit memory hit = _tree.find(2, vm.getBlockNumber());
        vm.assertEq(hit.leaf, SumTree.LEAVES - 1);
        vm.assertEq(hit.remainder, 2);
    }

    function test_refusesWeightsBeyondTheLanes() public {
        vm.expectRevert(abi.encodeWithSelector(SumTree.WeightOverflow.selector, 0, SumTree.MAX_SUM + 1));
        this.set(0, SumTree.MAX_SUM + 1);
        // The sum of all counts too, wherever the leaves are.
        this.set(0, SumTree.MAX_SUM);
        vm.expectRevert(abi.encodeWithSelector(SumTree.WeightOverflow.selector, SumTree.LEAVES - 1, 1));
        this.set(SumTree.LEAVES - 1, 1);
        this.set(0, SumTree.MAX_SUM - 1);
        this.set(SumTree.LEAVES - 1, 1);
        vm.assertEq(_tree.totalAt(vm.getBlockNumber()), SumTree.MAX_SUM);
        vm.assertEq(_tree.find(SumTree.MAX_SUM - 1, vm.getBlockNumber()).leaf, SumTree.LEAVES - 1);
    }

    function test_remembersEveryBlock() public {
        vm.roll(100);
        _tree.set(5, 10);
        _tree.set(5, 11); // the same block: only its end counts
        vm.roll(101);
        _tree.set(5, 20);
        vm.roll(150);
        _tree.set(6, 1);
        vm.assertEq(_tree.weightAt(5, 99), 0);
        vm.assertEq(_tree.weightAt(5, 100), 11);
        vm.assertEq(_tree.weightAt(5, 101), 20);
        vm.assertEq(_tree.totalAt(149), 20);
        vm.assertEq(_tree.totalAt(150), 21);
        vm.assertEq(_tree.find(20, 150).leaf, 6);
    }

    /// @notice Random changes over random blocks; every block's state is found again afterwards.
    function testFuzz_agreesWithTheModel(uint256 seed) public {
        uint256 first = 1000;
        uint256 blocks = 4;
        vm.roll(first);
        for (uint256 b = first; b < first + blocks; ++b) {
            vm.roll(b);
            if (b != first) {
                for (uint256 leaf = 0; leaf < SPREAD; ++leaf) {
                    _model[b][leaf] = _model[b - 1][leaf];
                }
            }
            for (uint256 change = 0; change < 6; ++change) {
                seed = uint256(keccak256(abi.encode(seed)));
                uint256 leaf = seed % SPREAD;
                uint256 weight = (seed >> 16) % 4 == 0 ? 0 : (seed >> 32) % 1_000_000;
                _tree.set(_leafAt(leaf), weight);
                _model[b][leaf] = weight;
            }
        }
        for (uint256 b = first; b < first + blocks; ++b) {
            uint256 total = 0;
            for (uint256 leaf = 0; leaf < SPREAD; ++leaf) {
                uint256 weight = _model[b][leaf];
                vm.assertEq(_tree.weightAt(_leafAt(leaf), b), weight, "weight");
                if (weight != 0) {
                    _isAt(total, b, leaf, 0, weight);
                    _isAt(total + weight - 1, b, leaf, weight - 1, weight);
                }
                total += weight;
            }
            vm.assertEq(_tree.totalAt(b), total, "total");
        }
    }

    /// @notice Cutting random intervals out of a line of 64 cells, beside a line of 64 booleans.
    function testFuzz_exclusionsAgreeWithTheModel(uint256 seed) public pure {
        Exclusions.List memory list = Exclusions.create(16);
        bool[] memory gone = new bool[](64);
        for (uint256 round = 0; round < 16; ++round) {
            uint256 left = 64 - list.removed;
            if (left == 0) break;
            for (uint256 position = 0; position < left; ++position) {
                vm.assertEq(list.expand(position), _nthLeft(gone, position), "expand");
            }
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 start = _nthLeft(gone, seed % left);
            uint256 width = 0;
            uint256 wanted = 1 + (seed >> 64) % 9;
            while (width < wanted && start + width < 64 && !gone[start + width]) {
                gone[start + width] = true;
                ++width;
            }
            list.cut(start, width);
        }
    }

    function _isAt(uint256 position, uint256 asOf, uint256 leaf, uint256 remainder, uint256 weight) private view {
        SumTree.Hit memory hit = _tree.find(position, asOf);
        vm.assertEq(hit.leaf, _leafAt(leaf), "leaf");
        vm.assertEq(hit.remainder, remainder, "remainder");
        vm.assertEq(hit.weight, weight, "hit weight");
    }

    /// @dev Spreads the model's leaves over all levels of the tree, in order.
    function _leafAt(uint256 i) private pure returns (uint256) {
        return i * (SumTree.LEAVES / SPREAD) + i % 3;
    }

    function _nthLeft(bool[] memory gone, uint256 n) private pure returns (uint256 i) {
        for (i = 0; i < gone.length; ++i) {
            if (gone[i]) continue;
            if (n == 0) return i;
            --n;
        }
    }
}
