// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {TestBase} from "../base/TestBase.sol";
import {MarketHandler} from "./MarketHandler.sol";

/// @notice What holds after every call, whatever was called before: 200 runs of 500 calls.
contract MarketInvariantsTest is TestBase {
    uint256 private constant UNIT = 0.01 ether;
    MarketHandler private _handler;

    function setUp() public {
        _handler = new MarketHandler();
        targetContract(address(_handler));
        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = MarketHandler.openRequest.selector;
        selectors[1] = MarketHandler.openAgain.selector;
        selectors[2] = MarketHandler.assignRequest.selector;
        selectors[3] = MarketHandler.commitAny.selector;
        selectors[4] = MarketHandler.deliver.selector;
        selectors[5] = MarketHandler.expireAny.selector;
        selectors[6] = MarketHandler.stopAny.selector;
        selectors[7] = MarketHandler.resumeAny.selector;
        selectors[8] = MarketHandler.annulAny.selector;
        selectors[9] = MarketHandler.topUpAny.selector;
        selectors[10] = MarketHandler.unbondAny.selector;
        selectors[11] = MarketHandler.cancelOrLeave.selector;
        selectors[12] = MarketHandler.changeTerms.selector;
        selectors[13] = MarketHandler.withdrawAny.selector;
        selectors[14] = MarketHandler.burnAll.selector;
        selectors[15] = MarketHandler.passTime.selector;
        targetSelector(address(_handler), selectors);
    }

    function invariant_rulesHold() public view {
        vm.assertEq(_handler.violation(), "");

        // Money in = money out + held, and what is held belongs to somebody.
        (address market, uint256 pendingBurn) = _handler.theMarket();
        vm.assertEq(market.balance, _handler.openEscrow() + _handler.credits() + pendingBurn, "market: held = owed");
        uint256 slashed = _handler.bonded() - _handler.unbonded() - _handler.totalBonds();
        vm.assertEq(market.balance + _handler.paidOut(), _handler.paidIn() + slashed, "market: in = out + held");
        vm.assertEq(_handler.registryBalance(), _handler.totalBonds(), "registry: held = bonds");

        // Bonds back locks, and locks are the open obligations.
        for (uint32 id = 1; id <= _handler.PROVERS(); ++id) {
            (uint256 bond, uint256 locked) = _handler.backing(id);
            vm.assertGe(bond, locked * UNIT, "bond below its locks");
            vm.assertEq(locked, _handler.lockedUnits(id), "locks = open obligations");
        }
    }

    /// @notice A run that opened requests got somewhere with them.
    function afterInvariant() public view {
        if (_handler.count("open") > 10) vm.assertGt(_handler.count("assign"), 0);
    }
}
