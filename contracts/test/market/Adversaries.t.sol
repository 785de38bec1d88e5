// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IProofMarket, RequestView} from "../../src/interfaces/IProofMarket.sol";
import {IRollupCallback} from "../../src/interfaces/IRollupCallback.sol";
import {
    Fulfilment,
    ProofOutcome,
    ProofRequest,
    ROLE_ANYONE,
    ROLE_PRIMARY,
    ROLE_STANDBY_1,
    ROLE_STANDBY_2,
    Rejection,
    RequestStatus,
    Verdict
} from "../../src/interfaces/MarketTypes.sol";
import {ProofMarket} from "../../src/market/ProofMarket.sol";
import {MarketFixture} from "../base/MarketFixture.sol";

/// @notice A requester whose callback does what its test wants.
contract HostileRequester is IRollupCallback {
    enum Mood {
        Polite,
        Reverts,
        Bomb,
        BurnsGas,
        Reenters,
        OpensNext
    }

    ProofMarket private immutable _market;
    Mood public mood;
    uint256 public calls;
    bytes32 public lastId;
    bytes32 public lastOutput;
    ProofOutcome public lastOutcome;
    uint256 public gasSeen;
    uint256 public innerFailures;
    Fulfilment private _again;
    ProofRequest private _next;

    constructor(ProofMarket market) {
        _market = market;
    }

    receive() external payable {
        // Tries to be paid twice.
        if (mood == Mood.Reenters) {
            try _market.withdraw(payable(address(this))) {}
            catch {
                ++innerFailures;
            }
        }
    }

    function set(Mood mood_) external {
        mood = mood_;
    }

    function setAgain(Fulfilment calldata f) external {
        _again = f;
    }

    function setNext(ProofRequest calldata r) external {
        _next = r;
    }

    function open(ProofRequest calldata r) external payable returns (bytes32) {
        return _market.request{value: msg.value}(r);
    }

    function withdraw() external {
        _market.withdraw(payable(address(this)));
    }

    function onProof(bytes32 requestId, ProofOutcome calldata outcome, bytes calldata output) external {
        uint256 gas = gasleft();
        require(msg.sender == address(_market), "not the market");
        if (mood == Mood.Reverts) revert("no");
        if (mood == Mood.Bomb) {
            assembly {
                return(0, 200000)
            }
        }
        if (mood == Mood.BurnsGas) {
            while (true) {}
        }
        if (mood == Mood.Reenters) {
            _attempt(abi.encodeCall(IProofMarket.fulfil, (_again)));
            _attempt(abi.encodeCall(IProofMarket.expire, (_again.request)));
            _attempt(abi.encodeCall(IProofMarket.assign, (_again.request, "")));
            _attempt(abi.encodeCall(IProofMarket.commit, (_again.request, 0, bytes20("x"))));
            _attempt(abi.encodeCall(IProofMarket.annul, (_again.request, 0, "")));
            _attempt(abi.encodeCall(IProofMarket.stopClock, (_again.request, 1, "")));
            _attempt(abi.encodeCall(IProofMarket.resumeClock, (_again.request, 1, "")));
            _attempt(abi.encodeCall(IProofMarket.withdraw, (payable(address(this)))));
            _attempt(abi.encodeCall(IProofMarket.withdrawFor, (payable(address(this)))));
            _attempt(abi.encodeCall(IProofMarket.burn, ()));
        }
        if (mood == Mood.OpensNext) _market.request{value: _market.escrowOf(_next)}(_next);
        ++calls;
        lastId = requestId;
        lastOutcome = outcome;
        lastOutput = keccak256(output);
        gasSeen = gas;
    }

    function _attempt(bytes memory data) private {
        (bool ok,) = address(_market).call(data);
        if (!ok) ++innerFailures;
    }
}

/// @notice Attacks, each with the rule that makes it fail.
contract AdversariesTest is MarketFixture {
    uint32 internal constant CALLBACK_GAS = 600_000;
    HostileRequester internal hostile;

    function setUp() public {
        deployMarket();
        joinMany(8);
        hostile = new HostileRequester(market);
        vm.deal(address(hostile), 100 ether);
    }

    // --- Callbacks -----------------------------------------------------------------------------------------

    function test_callbackLearnsWhatWasVerified() public {
        (ProofRequest memory r, bytes32 id) = _openWithCallback(1);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        f.output = "the output";
        market.fulfil(f);
        vm.assertEq(hostile.calls(), 1);
        vm.assertEq(hostile.lastId(), id);
        vm.assertEq(hostile.lastOutput(), keccak256("the output"));
        (bytes32 program, bytes32 input, bytes32 output, address payee, uint64 work, uint16 classes) =
            hostile.lastOutcome();
        vm.assertEq(program, r.programId);
        vm.assertEq(input, r.inputCommitment);
        vm.assertEq(output, f.outputDigest);
        vm.assertEq(payee, f.payee);
        vm.assertEq(work, f.work);
        vm.assertEq(classes, ATTESTED);
    }

    function test_callbackThatFailsDoesNotStopPayment() public {
        HostileRequester.Mood[3] memory moods =
            [HostileRequester.Mood.Reverts, HostileRequester.Mood.BurnsGas, HostileRequester.Mood.Bomb];
        for (uint64 i = 0; i < 3; ++i) {
            hostile.set(HostileRequester.Mood.Polite);
            (ProofRequest memory r, bytes32 id) = _openWithCallback(i);
            hostile.set(moods[i]);
            Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
            uint256 before = market.creditOf(f.payee);
            if (moods[i] != HostileRequester.Mood.Bomb) {
                vm.expectEmit(address(market));
                emit IProofMarket.CallbackFailed(id);
            }
            uint256 gas = gasleft();
            market.fulfil(f);
            // no more than what was promised, and no copy of what was returned
            vm.assertLe(gas - gasleft(), uint256(CALLBACK_GAS) + 200_000);
            vm.assertGt(market.creditOf(f.payee), before);
            vm.assertTrue(statusOf(id) == RequestStatus.Fulfilled);
        }
        vm.assertEq(hostile.calls(), 0);
    }

    function test_callbackCannotReenter() public {
        (ProofRequest memory r,) = _openWithCallback(1);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        hostile.setAgain(f);
        hostile.set(HostileRequester.Mood.Reenters);
        market.fulfil(f);
        vm.assertEq(hostile.calls(), 1);
        vm.assertEq(hostile.innerFailures(), 10);
        uint256 credit = market.creditOf(address(hostile));
        uint256 before = address(hostile).balance;
        hostile.withdraw();
        vm.assertEq(address(hostile).balance - before, credit - 1);
        vm.assertEq(hostile.innerFailures(), 11);
    }

    function test_callbackMayOpenTheNextRequest() public {
        (ProofRequest memory r,) = _openWithCallback(1);
        ProofRequest memory next = defaultRequest(2);
        next.requester = address(hostile);
        hostile.setNext(next);
        hostile.set(HostileRequester.Mood.OpensNext);
        market.fulfil(deliveryBy(r, ROLE_PRIMARY));
        vm.assertTrue(statusOf(market.requestIdOf(next)) == RequestStatus.Open);
    }

    /// @notice With whatever gas a delivery is sent: either the callback had its full allowance, or nothing
    /// happened at all.
    function testFuzz_callbackIsNeverStarved(uint256 gas, uint16 outputLength) public {
        (ProofRequest memory r, bytes32 id) = _openWithCallback(1);
        Fulfilment memory f = deliveryBy(r, bound(gas, 0, 1) == 0 ? ROLE_PRIMARY : ROLE_STANDBY_1);
        f.output = new bytes(bound(outputLength, 0, 20_000));
        if (f.role == ROLE_STANDBY_1) toElapsed(id, T1 + 100);
        gas = bound(gas, 100_000, 2_500_000);
        (bool ok,) = address(market).call{gas: gas}(abi.encodeCall(IProofMarket.fulfil, (f)));
        if (ok) {
            vm.assertEq(hostile.calls(), 1);
            // what the call itself costs before its first instruction, memory included
            vm.assertGe(hostile.gasSeen() + 12_000, CALLBACK_GAS);
        } else {
            vm.assertEq(hostile.calls(), 0);
            vm.assertTrue(statusOf(id) == RequestStatus.Assigned);
        }
    }

    function test_tooLittleGasIsARejectionInABatch() public {
        (ProofRequest memory r, bytes32 id) = _openWithCallback(1);
        (ProofRequest memory plain, bytes32 plainId) = openAndAssign(2);
        Fulfilment[] memory batch = new Fulfilment[](2);
        batch[0] = deliveryBy(r, ROLE_PRIMARY);
        batch[1] = deliveryBy(plain, ROLE_PRIMARY);
        Rejection[] memory reasons = market.fulfilBatch{gas: 800_000}(batch);
        vm.assertTrue(reasons[0] == Rejection.NotEnoughGas);
        vm.assertTrue(reasons[1] == Rejection.None);
        vm.assertTrue(statusOf(id) == RequestStatus.Assigned);
        vm.assertTrue(statusOf(plainId) == RequestStatus.Fulfilled);
    }

    // --- Batches -------------------------------------------------------------------------------------------

    function test_badItemsDoNotSpoilABatch() public {
        Fulfilment[] memory batch = new Fulfilment[](6);
        for (uint64 i = 0; i < 6; ++i) {
            open(defaultRequest(i));
        }
        for (uint64 i = 0; i < 6; ++i) {
            ProofRequest memory r = defaultRequest(i);
            assign(r);
            batch[i] = deliveryBy(r, ROLE_PRIMARY);
        }
        market.fulfil(batch[0]); // already paid
        batch[1].work += 1; // forged
        batch[2].request.nonce = 77; // unknown
        batch[3].proofs[0].class = 200;
        batch[4].role = ROLE_STANDBY_2; // not its turn
        Rejection[] memory reasons = market.fulfilBatch(batch);
        vm.assertTrue(reasons[0] == Rejection.AlreadyClosed);
        vm.assertTrue(reasons[1] == Rejection.ProofRejected);
        vm.assertTrue(reasons[2] == Rejection.UnknownRequest);
        vm.assertTrue(reasons[3] == Rejection.UnknownClass);
        vm.assertTrue(reasons[4] == Rejection.NotTheRole);
        vm.assertTrue(reasons[5] == Rejection.None);
        vm.assertTrue(statusOf(market.requestIdOf(batch[5].request)) == RequestStatus.Fulfilled);
    }

    function test_theSameItemTwiceInABatchIsPaidOnce() public {
        (ProofRequest memory r,) = openAndAssign(1);
        Fulfilment[] memory batch = new Fulfilment[](2);
        batch[0] = deliveryBy(r, ROLE_PRIMARY);
        batch[1] = batch[0];
        uint256 held = address(market).balance;
        Rejection[] memory reasons = market.fulfilBatch(batch);
        vm.assertTrue(reasons[1] == Rejection.AlreadyClosed);
        vm.assertEq(market.creditOf(batch[0].payee) + market.creditOf(requester), held);
    }

    // --- Theft ---------------------------------------------------------------------------------------------

    /// @notice A copied delivery pays its maker, whoever sends it; one with another payee is no proof.
    function test_copiedProofsPayTheirMaker() public {
        (ProofRequest memory r,) = openAndAssign(1);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        Fulfilment memory stolen = deliveryBy(r, ROLE_PRIMARY);
        stolen.payee = stranger;
        vm.startPrank(stranger);
        vm.expectPartialRevert(IProofMarket.NotAccepted.selector);
        market.fulfil(stolen);
        market.fulfil(f);
        vm.assertEq(market.creditOf(stranger), 0);
        vm.assertGt(market.creditOf(f.payee), 0);
    }

    function test_strangersProofAfterT3CannotBeRelabelled() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        Fulfilment memory honest = deliveryBy(r, ROLE_ANYONE);
        toElapsed(id, T3);
        Fulfilment memory stolen = deliveryBy(r, ROLE_ANYONE);
        stolen.payee = actor("thief");
        expectRejected(stolen, Rejection.ProofRejected);
        market.fulfil(honest);
        vm.assertGt(market.creditOf(stranger), 0);
    }

    /// @notice A standby that copies the primary's commitment makes the primary's payee be paid: the payee is
    /// in the commitment and in the proof.
    function test_frontRunCommitmentPaysWhoMadeTheProof() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        address primaryPayee = registry.payoutOf(proverOf(id, 0));
        address standby = operatorOf(id, 1);
        bytes20 copied = commitmentOf(id, primaryPayee);
        toElapsed(id, T1 + 1);
        vm.prank(standby);
        market.commit(r, ROLE_STANDBY_1, copied);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        market.fulfil(f);
        vm.assertEq(market.creditOf(registry.payoutOf(registry.idOf(standby))), 0);
        vm.assertGt(market.creditOf(primaryPayee), 0);
    }

    /// @notice Blocking others with an empty commitment costs the whole lock and ends after the proof window.
    function test_emptyCommitmentDelaysOnceAndCostsTheLock() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 standby = proverOf(id, 1);
        Fulfilment memory byStranger = deliveryBy(r, ROLE_ANYONE);
        toElapsed(id, T3 - 1);
        commitAs(r, ROLE_STANDBY_1);
        toElapsed(id, T3 - 1 + PROOF_WINDOW);
        expectRejected(byStranger, Rejection.CommitmentPending);
        toElapsed(id, T3 + PROOF_WINDOW);
        market.fulfil(byStranger);
        vm.assertEq(registry.prover(standby).bond, 10 ether - 3 * uint256(UNIT));
    }

    /// @notice The operator of one role cannot commit for another, nor a stranger for anyone.
    function test_nobodyCommitsForSomebodyElse() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        address standby = operatorOf(id, 1);
        vm.prank(standby);
        vm.expectPartialRevert(IProofMarket.NotTheOperator.selector);
        market.commit(r, ROLE_PRIMARY, bytes20("x"));
    }

    // --- Replay --------------------------------------------------------------------------------------------

    function testFuzz_idsBindChainMarketAndEveryField(uint256 word, uint256 bit) public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        bytes memory encoded = abi.encodeCall(IProofMarket.requestIdOf, (r));
        word = bound(word, 0, 18);
        bit = bound(bit, 0, 7);
        uint256 place = 4 + 32 * word + 31;
        encoded[place] = encoded[place] ^ bytes1(uint8(1 << bit));
        (bool ok, bytes memory result) = address(market).call(encoded);
        if (ok) vm.assertNotEq(abi.decode(result, (bytes32)), id);
        vm.chainId(10);
        vm.assertNotEq(market.requestIdOf(r), id);
    }

    /// @notice Dirty high bits are no second way to write a request.
    function test_sloppyCalldataNamesNothing() public {
        ProofRequest memory r = defaultRequest(1);
        open(r);
        bytes memory encoded = abi.encodeCall(IProofMarket.request, (r));
        encoded[4 + 32] = 0x01; // above the 64 bits of the nonce
        uint256 escrow = market.escrowOf(r);
        vm.prank(requester);
        (bool ok,) = address(market).call{value: escrow}(encoded);
        vm.assertFalse(ok);
    }

    function test_statementOfAnotherRequestIsWorthless() public {
        (ProofRequest memory a,) = openAndAssign(1);
        (ProofRequest memory b, bytes32 idB) = openAndAssign(2);
        Fulfilment memory f = deliveryBy(a, ROLE_PRIMARY);
        f.request = b;
        f.payee = registry.payoutOf(proverOf(idB, 0));
        expectRejected(f, Rejection.ProofRejected);
    }

    // --- Self-dealing --------------------------------------------------------------------------------------

    /// @notice Requester, primary and standbys in one hand: every slash burns a part of its own money.
    function test_selfDealingRequesterLoses() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint256 paidIn = market.escrowOf(r) + 16 * uint256(UNIT);
        uint256 snapshot = vm.snapshotState();
        toElapsed(id, T4 + 1);
        market.expire(r);
        vm.assertLt(market.creditOf(requester), paidIn);

        vm.revertToState(snapshot);
        toElapsed(id, T3);
        market.fulfil(deliveryBy(r, ROLE_ANYONE)); // and the stranger is the same hand, too
        vm.assertLt(market.creditOf(requester) + market.creditOf(stranger), paidIn);
        vm.assertEq(market.pendingBurn(), 16 * uint256(UNIT) / 5);
    }

    /// @notice One hand holds primary and standby 1, and lets the second deliver for a quarter more: it loses,
    /// whenever it does so, and the requester does not.
    function testFuzz_selfDefaultWithinTheAssignmentLoses(uint256 when, uint64 work, uint8 which) public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        uint8 role = uint8(bound(which, ROLE_STANDBY_1, ROLE_STANDBY_2));
        when = bound(when, (role == ROLE_STANDBY_1 ? T1 : T2) + 1, T3 - 1);
        work = uint64(bound(work, 1, WORK));
        Fulfilment memory f = delivery(r, role, registry.payoutOf(v.provers[role]), work);
        toElapsed(id, when);
        market.fulfil(f);
        uint256 honest = uint256(work) * v.price;
        uint256 got = market.creditOf(f.payee);
        uint256 lost = 10 ether - registry.prover(v.provers[0]).bond;
        vm.assertLt(got, honest + lost);
        vm.assertGe(market.creditOf(requester), market.escrowOf(r) - honest);
    }

    /// @notice One hand holds the whole assignment, sits out its time and delivers as a stranger for the cap.
    function testFuzz_selfDefaultAsAStrangerLoses(uint64 work) public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        work = uint64(bound(work, 1, WORK));
        Fulfilment memory f = delivery(r, ROLE_ANYONE, stranger, work);
        toElapsed(id, T3);
        market.fulfil(f);
        uint256 lost = 0;
        for (uint256 i = 0; i < 3; ++i) {
            lost += 10 ether - registry.prover(v.provers[i]).bond;
        }
        vm.assertLt(market.creditOf(stranger), uint256(work) * v.price + lost);
        // even the primary alone, while both standbys fail by themselves
        uint256 lostAlone = 10 ether - registry.prover(v.provers[0]).bond;
        vm.assertLt(market.creditOf(stranger), uint256(work) * v.price + lostAlone + 1);
    }

    /// @notice A late primary gains nothing from its own slash.
    function testFuzz_lateDeliveryNeverPays(uint256 early, uint256 late) public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        early = bound(early, 0, T3 - 2);
        late = bound(late, early + 1, T3 - 1);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        uint256 snapshot = vm.snapshotState();
        toElapsed(id, early);
        market.fulfil(f);
        uint256 a = market.creditOf(f.payee) + registry.prover(primary).bond;
        vm.revertToState(snapshot);
        toElapsed(id, late);
        market.fulfil(f);
        vm.assertLe(market.creditOf(f.payee) + registry.prover(primary).bond, a);
    }

    /// @notice In the very second of a deadline its prover is on time, and no standby can take its place.
    function test_nobodyIsReplacedBeforeItIsLate() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        Fulfilment memory byPrimary = deliveryBy(r, ROLE_PRIMARY);
        Fulfilment memory byStandby = deliveryBy(r, ROLE_STANDBY_1);
        toElapsed(id, T1);
        expectRejected(byStandby, Rejection.WindowNotOpen);
        market.fulfil(byPrimary);
        vm.assertEq(registry.prover(primary).bond, 10 ether);
    }

    // --- Griefing ------------------------------------------------------------------------------------------

    /// @notice A request that cannot be proven costs its requester a fifth of the highest fee; nobody else pays.
    function test_unprovableRequestsCostTheirMaker() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        attestation.rule(address(market), id, Verdict.Unprovable, 1);
        market.annul(r, 1, verdictData());
        vm.assertEq(market.escrowOf(r) - market.creditOf(requester), uint256(WORK) * CAP / 5);
    }

    /// @notice Withheld data stops all clocks: whoever delivers at last has missed nothing.
    function test_withheldDataSlashesNobody() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        toElapsed(id, 10);
        stop(r, vm.getBlockTimestamp());
        vm.warp(uint256(v.clockStart) + 20 hours);
        resume(r, uint256(v.clockStart) + 20 hours);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        vm.warp(uint256(v.clockStart) + 20 hours + T1 - 10);
        market.fulfil(f);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(registry.prover(v.provers[i]).bond, 10 ether);
        }
    }

    /// @notice Somebody had the data after all: a delivery is accepted while the clock stands still.
    function test_deliveryDuringAStopCountsFromTheStop() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        toElapsed(id, T1);
        stop(r, vm.getBlockTimestamp());
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        market.fulfil(deliveryBy(r, ROLE_PRIMARY));
        vm.assertEq(registry.prover(primary).bond, 10 ether);
    }

    /// @notice A prover that was condemned for a lie still owes its open jobs, and what is left is burnt.
    function test_condemnedProverStillBacksItsJobs() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        attestation.condemn(registry, primary);
        vm.assertEq(registry.prover(primary).bond, 10 * uint256(UNIT));
        toElapsed(id, T3);
        market.fulfil(deliveryBy(r, ROLE_ANYONE));
        vm.assertEq(registry.operatorOf(primary), address(0));
        vm.assertEq(market.pendingBurn(), 16 * uint256(UNIT) / 5);
    }

    /// @notice Payouts moved to another address after assignment do not lock anybody out.
    function test_payoutThatRefusesMoneyHurtsOnlyItself() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        address operator = operatorOf(id, 0);
        vm.prank(operator);
        registry.setPayout(address(attestation)); // takes money
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        market.fulfil(f);
        vm.assertGt(market.creditOf(address(attestation)), 0);
        vm.assertGt(market.creditOf(requester), 0);
    }

    // --- Helpers -------------------------------------------------------------------------------------------

    function _openWithCallback(uint64 nonce) private returns (ProofRequest memory r, bytes32 id) {
        r = defaultRequest(nonce);
        r.requester = address(hostile);
        r.callback = address(hostile);
        r.callbackGas = CALLBACK_GAS;
        id = hostile.open{value: market.escrowOf(r)}(r);
        assign(r);
    }
}
