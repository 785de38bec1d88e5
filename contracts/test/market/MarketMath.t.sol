// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Candidate} from "../../src/interfaces/IProverRegistry.sol";
import {ProofRequest} from "../../src/interfaces/MarketTypes.sol";
import {Clearing} from "../../src/market/Clearing.sol";
import {Penalties} from "../../src/market/Penalties.sol";
import {Requests} from "../../src/market/Requests.sol";
import {TestBase} from "../base/TestBase.sol";

/// @notice Prices, penalties and locks as plain functions.
contract MarketMathTest is TestBase {
    function test_clearingOfOneIsTheReferencePriceWithinAskAndLimit() public pure {
        vm.assertEq(_clear(_asks(100), 200, 150).price, 150);
        vm.assertEq(_clear(_asks(100), 140, 150).price, 140);
        vm.assertEq(_clear(_asks(100), 200, 50).price, 100);
    }

    function test_equalAsksKeepTheOrderOfDrawing() public pure {
        Candidate[] memory c = new Candidate[](4);
        c[0] = Candidate(7, 50);
        c[1] = Candidate(3, 40);
        c[2] = Candidate(9, 40);
        c[3] = Candidate(1, 40);
        Clearing.Result memory r = Clearing.clear(c, 100, 100);
        vm.assertEq(r.provers[0], 3);
        vm.assertEq(r.provers[1], 9);
        vm.assertEq(r.provers[2], 1);
        vm.assertEq(r.price, 40);
    }

    /// @notice The price never depends on the winner's own ask: asking below cost only risks winning at a loss.
    function testFuzz_secondPrice(uint48[5] memory asks, uint48 lower) public pure {
        Candidate[] memory c = new Candidate[](5);
        for (uint32 i = 0; i < 5; ++i) {
            c[i] = Candidate(i + 1, asks[i]);
        }
        Clearing.Result memory r = Clearing.clear(c, type(uint64).max, 1);
        vm.assertLe(r.asks[0], r.asks[1]);
        vm.assertLe(r.asks[1], r.asks[2]);
        vm.assertEq(r.price, r.asks[1]);
        for (uint32 i = 0; i < 5; ++i) {
            uint48 ask = asks[i];
            if (i + 1 == r.provers[0]) ask = uint48(bound(lower, 0, ask));
            c[i] = Candidate(i + 1, ask);
        }
        Clearing.Result memory again = Clearing.clear(c, type(uint64).max, 1);
        vm.assertEq(again.provers[0], r.provers[0]);
        vm.assertEq(again.price, r.price);
    }

    function testFuzz_latenessIsLinearAndBounded(uint96 worth, uint32 due, uint32 length, uint32 elapsed) public pure {
        uint256 end = uint256(due) + bound(length, 1, type(uint32).max);
        uint256 p = Penalties.lateness(worth, elapsed, due, end);
        vm.assertLe(p, worth);
        if (elapsed <= due) vm.assertEq(p, 0);
        if (elapsed >= end) vm.assertEq(p, worth);
        vm.assertLe(p, Penalties.lateness(worth, uint256(elapsed) + 1, due, end));
    }

    function testFuzz_splitLosesNothing(uint96 a, uint96 b) public pure {
        Penalties.Shares memory s;
        Penalties.split(s, a, true);
        Penalties.split(s, b, false);
        vm.assertEq(s.requester + s.fulfiller + s.burnt, uint256(a) + b);
        vm.assertEq(s.requester, uint256(a) / 2 + uint256(b) / 2);
        vm.assertEq(s.fulfiller, uint256(a) * 3 / 10);
    }

    function units(ProofRequest calldata r) external pure returns (uint256, uint256) {
        return Requests.units(r, 0.01 ether, 10_000_000);
    }

    function testFuzz_locksCoverTwiceTheHighestFee(uint64 work, uint64 price, uint32 t1) public view {
        ProofRequest memory r;
        r.maxWork = work;
        r.maxPrice = price;
        r.t1 = uint32(bound(t1, 1, type(uint32).max));
        (uint256 primary, uint256 standby) = this.units(r);
        vm.assertGe(primary * 0.01 ether, 2 * uint256(work) * price);
        vm.assertGe(primary * 10_000_000 * r.t1, work);
        vm.assertGe(standby * 4, primary);
        vm.assertLe(standby, primary);
    }

    function _asks(uint48 only) private pure returns (Candidate[] memory c) {
        c = new Candidate[](1);
        c[0] = Candidate(1, only);
    }

    function _clear(Candidate[] memory c, uint64 limit, uint64 reference_)
        private
        pure
        returns (Clearing.Result memory)
    {
        return Clearing.clear(c, limit, reference_);
    }
}
