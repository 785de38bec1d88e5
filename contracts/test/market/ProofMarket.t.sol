// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {RequestView} from "../../src/interfaces/IProofMarket.sol";
import {
    Fulfilment,
    ProofRequest,
    ROLE_ANYONE,
    ROLE_PRIMARY,
    ROLE_STANDBY_1,
    ROLE_STANDBY_2,
    RequestStatus
} from "../../src/interfaces/MarketTypes.sol";
import {MarketFixture} from "../base/MarketFixture.sol";

/// @notice The way of one request, and what everybody gets at its end.
contract ProofMarketTest is MarketFixture {
    function setUp() public {
        deployMarket();
        joinMany(8);
    }

    function test_primaryIsTheLowestAskOfTheSampleAndPaidTheSecondLowest() public {
        (, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        vm.assertTrue(v.status == RequestStatus.Assigned);
        uint256 primaryAsk = registry.prover(v.provers[0]).terms.ask;
        uint256 secondAsk = registry.prover(v.provers[1]).terms.ask;
        uint256 thirdAsk = registry.prover(v.provers[2]).terms.ask;
        vm.assertLt(primaryAsk, secondAsk);
        vm.assertLt(secondAsk, thirdAsk);
        vm.assertEq(v.price, secondAsk);
        vm.assertEq(v.standbyAsks[0], secondAsk);
        vm.assertEq(v.standbyAsks[1], thirdAsk);
    }

    function test_assignmentLocksCollateral() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        (uint256 primary, uint256 standby) = market.unitsOf(r);
        vm.assertEq(primary, 10); // twice 0.05 ETH in units of 0.01 ETH
        vm.assertEq(standby, 3);
        vm.assertEq(registry.prover(proverOf(id, 0)).lockedUnits, primary);
        vm.assertEq(registry.prover(proverOf(id, 1)).lockedUnits, standby);
        vm.assertEq(registry.prover(proverOf(id, 2)).lockedUnits, standby);
    }

    function test_onTimePrimaryIsPaidTheClearingPriceAndNobodyIsSlashed() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        market.fulfil(f);
        uint256 fee = uint256(f.work) * v.price;
        vm.assertEq(market.creditOf(f.payee), fee);
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) - fee);
        vm.assertEq(market.pendingBurn(), 0);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(registry.prover(v.provers[i]).lockedUnits, 0);
            vm.assertEq(registry.prover(v.provers[i]).bond, 10 ether);
        }
        vm.assertTrue(statusOf(id) == RequestStatus.Fulfilled);
    }

    function test_latePrimaryPaysInProportion() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        toElapsed(id, T1 + (T3 - T1) / 4);
        market.fulfil(f);
        // a quarter of 10 units, half of it to the requester, half burnt: its own slash pays it nothing
        uint256 penalty = 10 * uint256(UNIT) / 4;
        vm.assertEq(registry.prover(primary).bond, 10 ether - penalty);
        vm.assertEq(market.pendingBurn(), penalty / 2);
    }

    function test_commitmentMeetsTheDeadline() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        toElapsed(id, T1);
        commitAs(r, ROLE_PRIMARY);
        toElapsed(id, T1 + PROOF_WINDOW);
        market.fulfil(f);
        vm.assertEq(registry.prover(primary).bond, 10 ether);
    }

    function test_standbyIsPaidItsAskAndAQuarterAndThePrimaryPaysForIt() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        Fulfilment memory f = deliveryBy(r, ROLE_STANDBY_1);
        toElapsed(id, T1 + 1);
        market.fulfil(f);
        uint256 price = uint256(v.standbyAsks[0]) * 5 / 4;
        uint256 premium = 2 * (price - v.price) * f.work;
        vm.assertEq(registry.prover(v.provers[0]).bond, 10 ether - premium);
        vm.assertEq(market.creditOf(f.payee), price * f.work + premium * 3 / 10);
        // the requester is no worse off than with the primary's price
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) - uint256(f.work) * v.price);
    }

    function test_strangerMayDeliverFromT3OnAndIsPaidTheCapAndItsShare() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        Fulfilment memory f = deliveryBy(r, ROLE_ANYONE);
        toElapsed(id, T3);
        market.fulfil(f);
        uint256 slashed = uint256(16) * UNIT;
        vm.assertEq(market.creditOf(stranger), uint256(f.work) * CAP + slashed * 3 / 10);
        vm.assertEq(market.pendingBurn(), slashed / 5);
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) - uint256(f.work) * CAP + slashed / 2);
    }

    function test_expiryRefundsInFullAndCompensates() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        toElapsed(id, T4 + 1);
        market.expire(r);
        uint256 slashed = uint256(16) * UNIT;
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) + slashed / 2);
        vm.assertEq(market.pendingBurn(), slashed / 2);
        vm.assertTrue(statusOf(id) == RequestStatus.Expired);
    }

    function test_standby2FromT2() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        Fulfilment memory f = deliveryBy(r, ROLE_STANDBY_2);
        toElapsed(id, T2 + (T3 - T2) / 2);
        market.fulfil(f);
        vm.assertEq(registry.prover(v.provers[0]).bond, 10 ether - 10 * uint256(UNIT) * 3 / 4);
        vm.assertEq(registry.prover(v.provers[1]).bond, 10 ether - 3 * uint256(UNIT) / 2);
        vm.assertEq(registry.prover(v.provers[2]).bond, 10 ether);
    }
}
