// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IProofMarket, RequestView} from "../../src/interfaces/IProofMarket.sol";
import {Terms} from "../../src/interfaces/IProverRegistry.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {
    ClassProof,
    Fulfilment,
    ProofRequest,
    ROLE_ANYONE,
    ROLE_PRIMARY,
    ROLE_STANDBY_1,
    ROLE_STANDBY_2,
    Rejection,
    RequestStatus,
    Verdict
} from "../../src/interfaces/MarketTypes.sol";
import {MarketState} from "../../src/market/MarketState.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {Seed} from "../../src/registry/Seed.sol";
import {Headers} from "../base/Headers.sol";
import {MarketFixture} from "../base/MarketFixture.sol";
import {Deployer} from "../base/TestBase.sol";

/// @notice Every rule's refusal, one by one, and the rules of the rarer ways.
contract MarketRulesTest is MarketFixture {
    function setUp() public {
        deployMarket();
        joinMany(6);
    }

    // --- Deployment ----------------------------------------------------------------------------------------

    function test_deploymentRefusesNonsense() public {
        MarketState.Parameters memory p = marketParameters();
        Deployer deployer = new Deployer();
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.InvalidParameter.selector, "registry"));
        _deployWith(deployer, registry, address(router), address(attestation), p); // it knows another market
        p.seedDelay = 0;
        _undeployable(p, "seedDelay");
        p.seedDelay = WINDOW;
        _undeployable(p, "seedDelay");
        p = marketParameters();
        p.proofWindow = 0;
        _undeployable(p, "proofWindow");
        p = marketParameters();
        p.maxStop = 0;
        _undeployable(p, "maxStop");
        p = marketParameters();
        p.maxLifetime = 0;
        _undeployable(p, "maxLifetime");
        p = marketParameters();
        p.referencePrice = 0;
        _undeployable(p, "referencePrice");
        p = marketParameters();
        deployer = new Deployer();
        ProverRegistry fresh = deployRegistry(vm.computeCreateAddress(address(deployer), 1), address(attestation));
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.InvalidParameter.selector, "attestation"));
        _deployWith(deployer, fresh, address(router), stranger, p);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.InvalidParameter.selector, "router"));
        _deployWith(deployer, fresh, address(0), address(attestation), p);
        _deployWith(deployer, fresh, address(router), address(attestation), p);
    }

    // --- Opening -------------------------------------------------------------------------------------------

    function test_openingTakesExactlyTheEscrow() public {
        ProofRequest memory r = defaultRequest(1);
        uint256 escrow = uint256(WORK) * CAP + 0.01 ether;
        vm.assertEq(market.escrowOf(r), escrow);
        vm.startPrank(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.WrongEscrow.selector, escrow - 1, escrow));
        market.request{value: escrow - 1}(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.WrongEscrow.selector, escrow + 1, escrow));
        market.request{value: escrow + 1}(r);
        bytes32 id = market.request{value: escrow}(r);
        vm.assertTrue(statusOf(id) == RequestStatus.Open);
        vm.assertEq(id, keccak256(abi.encode(block.chainid, address(market), r)));
    }

    function test_openingTwiceIsOpeningOnce() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        uint256 held = address(market).balance;
        vm.assertEq(open(r), id);
        vm.assertEq(market.creditOf(requester), market.escrowOf(r));
        vm.assertEq(address(market).balance, 2 * held);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotTheRequester.selector, stranger, requester));
        vm.prank(stranger);
        market.request(r);
    }

    function test_nonsenseIsNotOpened() public {
        ProofRequest memory r = defaultRequest(1);
        r.requester = stranger;
        uint256 escrow = market.escrowOf(r);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotTheRequester.selector, requester, stranger));
        market.request{value: escrow}(r);

        r = defaultRequest(1);
        r.maxWork = 0;
        _unopenable(r, "maxWork");
        r = defaultRequest(1);
        r.startPrice = 0;
        _unopenable(r, "startPrice");
        r.startPrice = r.maxPrice + 1;
        _unopenable(r, "startPrice");
        r = defaultRequest(1);
        r.t1 = 23;
        _unopenable(r, "deadlines");
        r.t1 = r.t2 - 23;
        _unopenable(r, "deadlines");
        r = defaultRequest(1);
        r.t2 = r.t3 - 23;
        _unopenable(r, "deadlines");
        r = defaultRequest(1);
        r.t3 = r.t4 - 23;
        _unopenable(r, "deadlines");
        r.t4 = type(uint32).max;
        r.t3 = type(uint32).max;
        _unopenable(r, "deadlines");
        r = defaultRequest(1);
        r.t4 = 7 days + 1;
        _unopenable(r, "deadlines");
        r = defaultRequest(1);
        r.allOf = 0;
        _unopenable(r, "policy");
        r.anyOf = 1; // no class is no class
        _unopenable(r, "policy");
        r.anyOf = uint16(1) << (uint8(type(ProofClass).max) + 1);
        _unopenable(r, "policy");
        r = defaultRequest(1);
        r.sampleSize = 0;
        _unopenable(r, "sampleSize");
        r.sampleSize = 9;
        _unopenable(r, "sampleSize");
        r = defaultRequest(1);
        r.callbackGas = 1;
        _unopenable(r, "callbackGas");
        r.callback = stranger;
        r.callbackGas = 0;
        _unopenable(r, "callbackGas");
        r.callbackGas = 2_000_001;
        _unopenable(r, "callbackGas");
        r = defaultRequest(1);
        r.maxWork = type(uint64).max;
        r.maxPrice = type(uint64).max;
        _unopenable(r, "size");
    }

    /// @notice Dust: a request that does not even pay for the gas of its settlement is not opened.
    function test_gasReserveMustCoverASettlementAtTodaysPrice() public {
        vm.fee(1 gwei);
        ProofRequest memory r = defaultRequest(1);
        r.gasReserve = 250_000 gwei - 1;
        uint256 escrow = market.escrowOf(r);
        vm.startPrank(requester);
        vm.expectRevert(
            abi.encodeWithSelector(IProofMarket.GasReserveTooSmall.selector, 250_000 gwei - 1, 250_000 gwei)
        );
        market.request{value: escrow}(r);
        r.gasReserve = 250_000 gwei;
        market.request{value: escrow + 1}(r);
    }

    function test_gasIsPaidBackOutOfTheReserve() public {
        vm.fee(1 gwei);
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint256 fee = uint256(r.maxWork / 2) * market.requestState(id).price;
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        market.fulfil(f);
        vm.assertEq(market.creditOf(f.payee), fee + 250_000 gwei * 115 / 100);

        (r, id) = openAndAssign(2);
        vm.fee(1000 gwei); // the reserve is the limit
        f = deliveryBy(r, ROLE_PRIMARY);
        uint256 before = market.creditOf(f.payee);
        fee = uint256(r.maxWork / 2) * market.requestState(id).price;
        market.fulfil(f);
        vm.assertEq(market.creditOf(f.payee) - before, fee + 0.01 ether);
    }

    // --- Assigning -----------------------------------------------------------------------------------------

    function test_assigningNeedsAnOpenRequestAndItsSeed() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.None));
        market.assign(r, "");
        open(r);
        uint256 seedBlock = vm.getBlockNumber() + SEED_DELAY;
        vm.expectRevert(abi.encodeWithSelector(Seed.SeedNotReady.selector, seedBlock));
        market.assign(r, "");
        skipBlocks(SEED_DELAY + 1);
        vm.expectRevert(abi.encodeWithSelector(Seed.WrongHeader.selector, seedBlock));
        market.assign(r, "");
        vm.roll(seedBlock);
        market.assign(r, "");
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.Assigned));
        market.assign(r, "");
    }

    function test_afterT3NobodyIsAssignedAnyMore() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        toElapsed(id, T3);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.OpenToAnyone.selector, id));
        market.assign(r, "");
        // and anyone may deliver
        Fulfilment memory f = deliveryBy(r, ROLE_ANYONE);
        market.fulfil(f);
        vm.assertEq(market.creditOf(stranger), uint256(f.work) * CAP);
    }

    function test_theClockStartsAnewAtAssignment() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        uint256 opened = vm.getBlockTimestamp();
        assign(r);
        vm.assertEq(market.requestState(id).clockStart, opened + 12 * SEED_DELAY);
    }

    function test_whenNobodyQualifiesThePriceRisesUpToTheCap() public {
        ProofRequest memory r = defaultRequest(1);
        r.startPrice = 700_000;
        r.maxPrice = 1_005_000; // the lowest ask is 1,000,000
        r.sampleSize = 8;
        bytes32 id = open(r);
        vm.expectEmit(address(market));
        skipBlocks(SEED_DELAY);
        emit IProofMarket.Reopened(id, 1, 875_000);
        market.assign(r, "");
        RequestView memory v = market.requestState(id);
        vm.assertTrue(v.status == RequestStatus.Open);
        vm.assertEq(v.price, 875_000);
        vm.assertEq(v.sampleBlock, vm.getBlockNumber());
        assign(r);
        vm.assertEq(market.requestState(id).price, 1_005_000);
        vm.assertEq(market.requestState(id).round, 2);
        assign(r);
        v = market.requestState(id);
        vm.assertTrue(v.status == RequestStatus.Assigned);
        vm.assertEq(v.provers[0], 1);
        vm.assertEq(v.provers[1], 0);
        // alone: the reference price (1,500,000) is above the cap
        vm.assertEq(v.price, 1_005_000);
    }

    function test_roundsDoNotOverflow() public {
        ProofRequest memory r = defaultRequest(1);
        r.startPrice = 1;
        r.maxPrice = 1;
        r.t3 = 100_000;
        r.t4 = 200_000;
        bytes32 id = open(r);
        for (uint256 i = 0; i < 257; ++i) {
            assign(r);
        }
        vm.assertEq(market.requestState(id).round, 255);
        vm.assertTrue(statusOf(id) == RequestStatus.Open);
    }

    function test_aloneWithoutStandbys() public {
        ProofRequest memory r = defaultRequest(1);
        r.sampleSize = 1;
        bytes32 id = open(r);
        assign(r);
        RequestView memory v = market.requestState(id);
        vm.assertEq(v.price, 1_500_000);
        vm.assertEq(v.provers[1], 0);
        expectRejected(delivery(r, ROLE_STANDBY_1, stranger, 1), Rejection.NotTheRole);
        toElapsed(id, T4 + 1);
        market.expire(r);
        vm.assertEq(market.pendingBurn(), 10 * uint256(UNIT) / 2);
    }

    function test_referencePriceFollowsClearingPricesSlowly() public {
        vm.assertEq(market.referencePrice(), 1_500_000);
        (, bytes32 id) = openAndAssign(1);
        uint256 price = market.requestState(id).price;
        vm.assertEq(market.referencePrice(), (15 * uint256(1_500_000) + price) / 16);
        // a clearing price counts as at least half of the reference
        vm.store(address(market), bytes32(uint256(2)), bytes32(uint256(16_000_000)));
        vm.assertEq(market.referencePrice(), 16_000_000);
        openAndAssign(2);
        vm.assertEq(market.referencePrice(), 15_500_000);
        // and at most double
        vm.store(address(market), bytes32(uint256(2)), bytes32(uint256(160)));
        openAndAssign(3);
        vm.assertEq(market.referencePrice(), 170);
        // and never ends at zero
        vm.store(address(market), bytes32(uint256(2)), bytes32(0));
        openAndAssign(4);
        vm.assertEq(market.referencePrice(), 1);
    }

    // --- Randomness ----------------------------------------------------------------------------------------

    /// @notice Whenever within the window the request is assigned, and by whom, the outcome is the same.
    function test_callingLaterIsNoReRoll() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        uint256 seedBlock = vm.getBlockNumber() + SEED_DELAY;
        bytes32 randao = keccak256("fixed");
        bytes memory header = Headers.encode(seedBlock, randao);
        uint256 snapshot = vm.snapshotState();

        vm.roll(seedBlock);
        vm.prevrandao(randao);
        market.assign(r, "");
        bytes32 outcome = keccak256(abi.encode(market.requestState(id).provers));
        for (uint256 later = 1; later < WINDOW - SEED_DELAY; later += 50) {
            vm.revertToState(snapshot);
            snapshot = vm.snapshotState();
            vm.roll(seedBlock + later);
            vm.prevrandao(keccak256(abi.encode("tempting", later)));
            vm.setBlockhash(seedBlock, keccak256(header));
            market.assign(r, header);
            vm.assertEq(keccak256(abi.encode(market.requestState(id).provers)), outcome);
        }
    }

    /// @notice Beyond the window nobody can be assigned from the old sample; the round starts over.
    function test_beyondTheWindowTheRoundStartsOver() public {
        ProofRequest memory r = defaultRequest(1);
        r.t3 = 100_000;
        r.t4 = 200_000;
        bytes32 id = open(r);
        uint256 opened = vm.getBlockNumber();
        vm.roll(opened + WINDOW + 1);
        market.assign(r, "");
        RequestView memory v = market.requestState(id);
        vm.assertTrue(v.status == RequestStatus.Open);
        vm.assertEq(v.sampleBlock, opened + WINDOW + 1);
        vm.assertEq(v.round, 0);
        vm.assertEq(v.price, r.startPrice);
        assign(r);
        vm.assertTrue(statusOf(id) == RequestStatus.Assigned);
    }

    // --- Committing ----------------------------------------------------------------------------------------

    function test_commitRefusals() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotAssigned.selector, id, RequestStatus.None));
        market.commit(r, 0, bytes20("x"));
        open(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotAssigned.selector, id, RequestStatus.Open));
        market.commit(r, 0, bytes20("x"));
        assign(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NoSuchRole.selector, ROLE_ANYONE));
        market.commit(r, ROLE_ANYONE, bytes20("x"));
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.ZeroCommitment.selector));
        market.commit(r, 0, 0);
        address primary = operatorOf(id, 0);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotTheOperator.selector, stranger, primary));
        vm.prank(stranger);
        market.commit(r, 0, bytes20("x"));

        address standby = operatorOf(id, 1);
        toElapsed(id, T1);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.WindowClosed.selector, id, ROLE_STANDBY_1, T1));
        vm.prank(standby);
        market.commit(r, ROLE_STANDBY_1, bytes20("x"));
        address standby2 = operatorOf(id, 2);
        toElapsed(id, T2);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.WindowClosed.selector, id, ROLE_STANDBY_2, T2));
        vm.prank(standby2);
        market.commit(r, ROLE_STANDBY_2, bytes20("x"));
        toElapsed(id, T3);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.WindowClosed.selector, id, ROLE_PRIMARY, T3));
        vm.prank(primary);
        market.commit(r, ROLE_PRIMARY, bytes20("x"));
    }

    function test_oneCommitmentAtATime() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        toElapsed(id, T1);
        commitAs(r, ROLE_PRIMARY);
        uint256 until = vm.getBlockTimestamp() + PROOF_WINDOW;
        bytes memory pending = abi.encodeWithSelector(IProofMarket.CommitmentOpen.selector, id, until);
        address standby = operatorOf(id, 1);
        vm.prank(standby);
        vm.expectRevert(pending);
        market.commit(r, ROLE_STANDBY_1, bytes20("x"));
        toElapsed(id, T1 + PROOF_WINDOW); // the last second still counts
        vm.prank(standby);
        vm.expectRevert(pending);
        market.commit(r, ROLE_STANDBY_1, bytes20("x"));
    }

    function test_lapsedCommitmentIsADefault() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primaryId = proverOf(id, 0);
        address primary = operatorOf(id, 0);
        commitAs(r, ROLE_PRIMARY);
        toElapsed(id, PROOF_WINDOW + 1);
        vm.assertEq(market.requestState(id).defaulted, 1);
        vm.prank(primary);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.RoleHasDefaulted.selector, id, ROLE_PRIMARY));
        market.commit(r, ROLE_PRIMARY, bytes20("x"));
        expectRejected(deliveryBy(r, ROLE_PRIMARY), Rejection.RoleDefaulted);

        toElapsed(id, T1 + 1);
        vm.expectEmit(address(market));
        emit IProofMarket.CommitmentLapsed(id, ROLE_PRIMARY);
        commitAs(r, ROLE_STANDBY_1);
        vm.assertEq(market.requestState(id).defaulted, 1);
        market.fulfil(deliveryBy(r, ROLE_STANDBY_1));
        vm.assertEq(registry.prover(primaryId).bond, 10 ether - 10 * uint256(UNIT));
    }

    function test_bothStandbysMayDefaultToo() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        commitAs(r, ROLE_PRIMARY);
        toElapsed(id, T1 + 1);
        commitAs(r, ROLE_STANDBY_1);
        toElapsed(id, T1 + PROOF_WINDOW + 2);
        commitAs(r, ROLE_STANDBY_2);
        toElapsed(id, T1 + 2 * PROOF_WINDOW + 3);
        vm.assertEq(market.requestState(id).defaulted, 7);
        vm.assertLe(T3, T1 + 2 * PROOF_WINDOW + 3);
        market.fulfil(deliveryBy(r, ROLE_ANYONE));
        vm.assertEq(market.pendingBurn(), 16 * uint256(UNIT) / 5);
    }

    // --- Delivering ----------------------------------------------------------------------------------------

    function test_whatIsNotAccepted() public {
        expectRejected(delivery(defaultRequest(9), ROLE_PRIMARY, stranger, 1), Rejection.UnknownRequest);
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        Fulfilment memory good = deliveryBy(r, ROLE_PRIMARY);
        Fulfilment memory f = delivery(r, ROLE_PRIMARY, good.payee, r.maxWork + 1);
        expectRejected(f, Rejection.WorkAboveBound);
        f = delivery(r, ROLE_PRIMARY, address(0), 1);
        expectRejected(f, Rejection.StatementMismatch);
        f = delivery(r, ROLE_PRIMARY, stranger, 1);
        expectRejected(f, Rejection.NotTheRole);
        f = delivery(r, 4, good.payee, 1);
        expectRejected(f, Rejection.NotTheRole);
        expectRejected(deliveryBy(r, ROLE_ANYONE), Rejection.WindowNotOpen);
        uint256 snapshot = vm.snapshotState();
        toElapsed(id, T1);
        expectRejected(deliveryBy(r, ROLE_STANDBY_1), Rejection.WindowNotOpen);
        toElapsed(id, T2);
        expectRejected(deliveryBy(r, ROLE_STANDBY_2), Rejection.WindowNotOpen);
        vm.revertToState(snapshot);

        f = deliveryBy(r, ROLE_PRIMARY);
        f.outputDigest = keccak256("another output");
        expectRejected(f, Rejection.ProofRejected);
        f = deliveryBy(r, ROLE_PRIMARY);
        f.work -= 1;
        expectRejected(f, Rejection.ProofRejected);
        f = deliveryBy(r, ROLE_PRIMARY);
        f.evidence = keccak256("another proof");
        expectRejected(f, Rejection.ProofRejected);
        attestation.breakDown(true);
        expectRejected(good, Rejection.ProofRejected);
        attestation.breakDown(false);

        f = deliveryBy(r, ROLE_PRIMARY);
        f.proofs = new ClassProof[](0);
        expectRejected(f, Rejection.PolicyNotMet);
        f.proofs = new ClassProof[](2);
        f.proofs[0] = good.proofs[0];
        f.proofs[1] = deliveryBy(r, ROLE_PRIMARY).proofs[0];
        expectRejected(f, Rejection.DuplicateClass);
        f.proofs[1].class = 4;
        expectRejected(f, Rejection.UnknownClass);
        f.proofs[1].class = 0;
        expectRejected(f, Rejection.UnknownClass);

        market.fulfil(good);
        expectRejected(good, Rejection.AlreadyClosed);
        vm.assertTrue(statusOf(id) == RequestStatus.Fulfilled);
    }

    function test_afterT4NothingIsAcceptedButACommitment() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        toElapsed(id, T4);
        uint256 snapshot = vm.snapshotState();
        market.fulfil(deliveryBy(r, ROLE_ANYONE));
        vm.revertToState(snapshot);
        toElapsed(id, T4 + 1);
        expectRejected(deliveryBy(r, ROLE_ANYONE), Rejection.Expired);
    }

    function test_whileACommitmentIsOpenOnlyItsProofIsAccepted() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        toElapsed(id, T3 - 1);
        commitAs(r, ROLE_STANDBY_2);
        Fulfilment memory byOther = deliveryBy(r, ROLE_STANDBY_1);
        Fulfilment memory byStranger = deliveryBy(r, ROLE_ANYONE);
        expectRejected(byOther, Rejection.CommitmentPending);
        toElapsed(id, T3 - 1 + PROOF_WINDOW);
        expectRejected(byStranger, Rejection.CommitmentPending);
        Fulfilment memory f = deliveryBy(r, ROLE_STANDBY_2);
        f.role = ROLE_ANYONE; // the commitment decides
        uint32 standby2 = proverOf(id, 2);
        market.fulfil(f);
        vm.assertEq(registry.prover(standby2).bond, 10 ether);
    }

    // --- Classes checked by the router ---------------------------------------------------------------------

    function test_externalClassGoesThroughTheRouter() public {
        (ProofRequest memory r, bytes32 id) = _openExternal();
        Fulfilment memory f = _externalDelivery(r, id);
        market.fulfil(f);
        vm.assertTrue(statusOf(id) == RequestStatus.Fulfilled);
    }

    function test_publicValuesMustMatchTheRequest() public {
        (ProofRequest memory r, bytes32 id) = _openExternal();
        Fulfilment memory f = _externalDelivery(r, id);
        bytes memory values = f.proofs[0].publicValues;
        f.proofs[0].publicValues = hex"00";
        expectRejected(f, Rejection.StatementMismatch);
        f.proofs[0].publicValues = abi.encode(uint256(99), uint256(22), uint256(33), f.payee); // other input
        expectRejected(f, Rejection.StatementMismatch);
        f.proofs[0].publicValues = abi.encode(uint256(11), uint256(22), uint256(34), f.payee); // other output
        expectRejected(f, Rejection.StatementMismatch);
        f.proofs[0].publicValues = abi.encode(uint256(11), uint256(22), uint256(33), stranger); // other payee
        expectRejected(f, Rejection.StatementMismatch);
        f.proofs[0].publicValues = values;
        f.evidence = keccak256("nobody vouches for this");
        expectRejected(f, Rejection.StatementMismatch);
        f.evidence = keccak256(f.proofs[0].proof);
        f.work += 1;
        expectRejected(f, Rejection.ProofRejected);
        f.work -= 1;
        f.proofs[0].proof = hex"0000030200"; // a version that was never added
        f.evidence = keccak256(f.proofs[0].proof);
        expectRejected(f, Rejection.ProofRejected);
    }

    function test_aWeakClassDoesNotPassAsAStrongOne() public {
        ProofRequest memory r = defaultRequest(1);
        r.allOf = PROVEN;
        r.inputMask = 3;
        r.inputCommitment = sha256(abi.encode(uint256(3), uint256(11), uint256(22)));
        bytes32 id = open(r);
        assign(r); // nobody serves it
        vm.assertTrue(statusOf(id) == RequestStatus.Open);
        toElapsed(id, T3);
        Fulfilment memory f = _externalFulfilment(r, stranger, ROLE_ANYONE);
        f.proofs[0].class = uint8(ProofClass.Proven); // an external proof under a false flag
        expectRejected(f, Rejection.ProofRejected);
        f.proofs[0].class = uint8(ProofClass.External);
        expectRejected(f, Rejection.PolicyNotMet);
    }

    function test_policies() public {
        // attested and one of external or proven
        ProofRequest memory r = defaultRequest(1);
        r.anyOf = EXTERNAL | PROVEN;
        r.inputMask = 3;
        r.inputCommitment = sha256(abi.encode(uint256(3), uint256(11), uint256(22)));
        _serveExternal();
        bytes32 id = open(r);
        assign(r);
        address payee = registry.payoutOf(proverOf(id, 0));
        Fulfilment memory f = _externalFulfilment(r, payee, ROLE_PRIMARY);
        expectRejected(f, Rejection.PolicyNotMet);
        Fulfilment memory attested = delivery(r, ROLE_PRIMARY, payee, f.work);
        attested.outputDigest = f.outputDigest;
        attested.evidence = f.evidence;
        attested = _reattest(attested);
        expectRejected(attested, Rejection.PolicyNotMet);
        ClassProof[] memory both = new ClassProof[](2);
        both[0] = attested.proofs[0];
        both[1] = f.proofs[0];
        f.proofs = both;
        market.fulfil(f);
    }

    // --- Expiring ------------------------------------------------------------------------------------------

    function test_expiryRefusals() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.None));
        market.expire(r);
        r.t3 = 1000;
        r.t4 = 1100;
        id = open(r);
        assign(r);
        toElapsed(id, 1100);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotYetExpired.selector, id, 1100, 1100));
        market.expire(r);
        toElapsed(id, 1101);
        market.expire(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.Expired));
        market.expire(r);
    }

    function test_expiryWaitsForAnOpenCommitmentAndThenPunishesIt() public {
        ProofRequest memory r = defaultRequest(1);
        r.t4 = T3 + 24;
        bytes32 id = open(r);
        assign(r);
        toElapsed(id, T3 - 1);
        commitAs(r, ROLE_PRIMARY);
        uint256 until = vm.getBlockTimestamp() + PROOF_WINDOW;
        toElapsed(id, T3 + 25);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.CommitmentOpen.selector, id, until));
        market.expire(r);
        uint256 snapshot = vm.snapshotState();
        market.fulfil(deliveryBy(r, ROLE_PRIMARY)); // after T4, but committed before T3
        vm.revertToState(snapshot);
        vm.warp(until + 1);
        market.expire(r);
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) + 16 * uint256(UNIT) / 2);
    }

    function test_unassignedRequestExpiresWithoutCompensation() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        toElapsed(id, T4 + 1);
        market.expire(r);
        vm.assertEq(market.creditOf(requester), market.escrowOf(r));
    }

    // --- The clock -----------------------------------------------------------------------------------------

    function test_clockStandsStillWhileTheInputIsUnavailable() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        toElapsed(id, 500);
        uint256 since = vm.getBlockTimestamp() - 100;
        stop(r, since); // from elapsed 400 on
        vm.assertEq(market.requestState(id).stoppedAt, since);
        vm.warp(since + 5000);
        Fulfilment memory stranger_ = deliveryBy(r, ROLE_ANYONE);
        expectRejected(stranger_, Rejection.WindowNotOpen);
        vm.expectPartialRevert(IProofMarket.NotYetExpired.selector);
        market.expire(r);
        resume(r, since + 4000);
        // 400 before the stop and 1000 after it: past T3, and late for everybody
        stranger_ = deliveryBy(r, ROLE_ANYONE);
        market.fulfil(stranger_);
        vm.assertEq(registry.prover(primary).bond, 10 ether - 10 * uint256(UNIT));
    }

    function test_stopRefusals() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.None));
        market.stopClock(r, 1, verdictData());
        open(r);
        uint256 t = vm.getBlockTimestamp();
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictOutOfDate.selector, t + 1, 1, t));
        market.stopClock(r, uint64(t + 1), verdictData());
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictOutOfDate.selector, 0, 1, t));
        market.stopClock(r, 0, verdictData());
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictNotSupported.selector, id));
        market.stopClock(r, uint64(t), verdictData());
        stop(r, t);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.ClockIsStopped.selector, id));
        market.stopClock(r, uint64(t), verdictData());
        skipBlocks(SEED_DELAY);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.ClockIsStopped.selector, id));
        market.assign(r, "");
    }

    function test_resumeRefusals() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        uint256 t = vm.getBlockTimestamp();
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.ClockIsRunning.selector, id));
        market.resumeClock(r, uint64(t), verdictData());
        stop(r, t);
        skipBlocks(10);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictOutOfDate.selector, t - 1, t, t + 120));
        market.resumeClock(r, uint64(t - 1), verdictData());
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictOutOfDate.selector, t + 121, t, t + 120));
        market.resumeClock(r, uint64(t + 121), verdictData());
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictNotSupported.selector, id));
        market.resumeClock(r, uint64(t + 60), verdictData());
        resume(r, t + 60);
        vm.assertEq(market.requestState(id).clockStart, t + 60);
    }

    /// @notice A verdict that has been answered cannot be played again.
    function test_oldVerdictsDoNotStopTheClockAgain() public {
        ProofRequest memory r = defaultRequest(1);
        open(r);
        uint256 t = vm.getBlockTimestamp();
        stop(r, t);
        skipBlocks(10);
        resume(r, t + 100);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictOutOfDate.selector, t, t + 101, t + 120));
        market.stopClock(r, uint64(t), verdictData());
        stop(r, t + 110);
    }

    /// @notice A stop before the clock started (at assignment) counts from its start.
    function test_stopFromBeforeTheClockStarted() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        uint256 opened = vm.getBlockTimestamp();
        assign(r);
        stop(r, opened);
        vm.assertEq(market.requestState(id).stoppedAt, opened + 12 * SEED_DELAY);
    }

    /// @notice Whoever commits while the input is missing, before anybody has said so, has missed nothing.
    function test_stopFromBeforeACommitmentCountsForIt() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        toElapsed(id, T1 + 100);
        commitAs(r, ROLE_PRIMARY);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        uint256 since = vm.getBlockTimestamp() - 100;
        uint256 snapshot = vm.snapshotState();
        stop(r, since + 50);
        market.fulfil(f);
        vm.assertEq(registry.prover(primary).bond, 10 ether - 10 * uint256(UNIT) * 50 / (T3 - T1), "half as late");
        vm.revertToState(snapshot);
        stop(r, since);
        vm.warp(vm.getBlockTimestamp() + PROOF_WINDOW);
        market.fulfil(f);
        vm.assertEq(registry.prover(primary).bond, 10 ether);
        vm.revertToState(snapshot);
        // a stop that began later changes nothing
        vm.warp(vm.getBlockTimestamp() + 1);
        stop(r, vm.getBlockTimestamp());
        market.fulfil(f);
        vm.assertEq(registry.prover(primary).bond, 10 ether - 10 * uint256(UNIT) * 100 / (T3 - T1), "late as it was");
    }

    /// @notice A commitment made during one stop is not made later by the next.
    function test_secondStopDoesNotMakeACommitmentLater() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        uint32 primary = proverOf(id, 0);
        toElapsed(id, T1);
        uint256 t = vm.getBlockTimestamp();
        stop(r, t);
        vm.warp(t + 100);
        commitAs(r, ROLE_PRIMARY);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        resume(r, t + 50);
        stop(r, t + 80);
        market.fulfil(f);
        vm.assertEq(registry.prover(primary).bond, 10 ether);
    }

    // --- Annulling -----------------------------------------------------------------------------------------

    function test_unprovableRequestCostsItsRequesterAndSlashesNobody() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        attestation.rule(address(market), id, Verdict.Unprovable, 7);
        market.annul(r, 7, verdictData());
        uint256 fee = uint256(WORK) * CAP;
        vm.assertEq(market.creditOf(requester), market.escrowOf(r) - fee / 5);
        vm.assertEq(market.creditOf(registry.payoutOf(v.provers[0])), fee / 10);
        vm.assertEq(market.creditOf(registry.payoutOf(v.provers[1])), fee / 40);
        vm.assertEq(market.creditOf(registry.payoutOf(v.provers[2])), fee / 40);
        vm.assertEq(market.pendingBurn(), fee / 20);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(registry.prover(v.provers[i]).bond, 10 ether);
            vm.assertEq(registry.prover(v.provers[i]).lockedUnits, 0);
        }
        vm.assertTrue(statusOf(id) == RequestStatus.Annulled);
    }

    function test_whoCommittedToAProofThatCannotExistIsSlashedEvenThen() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        RequestView memory v = market.requestState(id);
        commitAs(r, ROLE_PRIMARY);
        attestation.rule(address(market), id, Verdict.Unprovable, 7);
        vm.expectPartialRevert(IProofMarket.CommitmentOpen.selector);
        market.annul(r, 7, verdictData());
        toElapsed(id, PROOF_WINDOW + 1);
        market.annul(r, 7, verdictData());
        vm.assertEq(registry.prover(v.provers[0]).bond, 10 ether - 10 * uint256(UNIT));
        vm.assertEq(registry.prover(v.provers[1]).bond, 10 ether);
        vm.assertEq(market.creditOf(registry.payoutOf(v.provers[0])), 0);
    }

    function test_unassignedRequestIsAnnulledForFree() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = open(r);
        attestation.rule(address(market), id, Verdict.Unprovable, 7);
        market.annul(r, 7, verdictData());
        vm.assertEq(market.creditOf(requester), market.escrowOf(r));
    }

    function test_annulRefusalsAndTheLongStop() public {
        ProofRequest memory r = defaultRequest(1);
        bytes32 id = market.requestIdOf(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NotOpen.selector, id, RequestStatus.None));
        market.annul(r, 7, verdictData());
        open(r);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.VerdictNotSupported.selector, id));
        market.annul(r, 7, verdictData());
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.StopTooShort.selector, id, 0, MAX_STOP));
        market.annul(r, 0, "");
        assign(r);
        uint256 t = vm.getBlockTimestamp();
        stop(r, t);
        vm.warp(t + MAX_STOP);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.StopTooShort.selector, id, MAX_STOP, MAX_STOP));
        market.annul(r, 0, "");
        vm.warp(t + MAX_STOP + 1);
        market.annul(r, 0, "");
        vm.assertTrue(statusOf(id) == RequestStatus.Annulled);
    }

    // --- Money ---------------------------------------------------------------------------------------------

    function test_withdrawing() public {
        ProofRequest memory r = defaultRequest(1);
        open(r);
        open(r); // credited back
        uint256 credit = market.creditOf(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NoCredit.selector, stranger));
        vm.prank(stranger);
        market.withdraw(payable(stranger));
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.ZeroAddress.selector));
        market.withdraw(payable(address(0)));
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.TransferFailed.selector, address(registry), credit - 1));
        market.withdraw(payable(address(registry)));
        uint256 before = stranger.balance;
        vm.prank(requester);
        vm.assertEq(market.withdraw(payable(stranger)), credit - 1); // the last wei keeps the slot warm
        vm.assertEq(stranger.balance - before, credit - 1);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NoCredit.selector, requester));
        market.withdrawFor(payable(requester));
        open(r);
        before = requester.balance;
        market.withdrawFor(payable(requester));
        vm.assertEq(requester.balance - before, market.escrowOf(r));
    }

    function test_burning() public {
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.NothingToBurn.selector));
        market.burn();
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        toElapsed(id, T4 + 1);
        market.expire(r);
        vm.assertEq(market.burn(), 8 * uint256(UNIT));
        vm.assertEq(address(0xdEaD).balance, 8 * uint256(UNIT));
        vm.assertEq(market.pendingBurn(), 0);
    }

    function test_onlyTheRegistrySendsMoney() public {
        vm.prank(stranger);
        (bool ok, bytes memory reason) = address(market).call{value: 1}("");
        vm.assertFalse(ok);
        vm.assertEq(reason, abi.encodeWithSelector(IProofMarket.NotTheRegistry.selector, stranger));
    }

    // --- Helpers -------------------------------------------------------------------------------------------

    /// @dev With a registry that knows the market that is refused here.
    function _undeployable(MarketState.Parameters memory p, string memory name) private {
        Deployer deployer = new Deployer();
        ProverRegistry fresh = deployRegistry(vm.computeCreateAddress(address(deployer), 1), address(attestation));
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.InvalidParameter.selector, name));
        _deployWith(deployer, fresh, address(router), address(attestation), p);
    }

    function _deployWith(
        Deployer deployer,
        ProverRegistry registry_,
        address router_,
        address attestation_,
        MarketState.Parameters memory p
    ) private {
        deployer.deployAs("ProofMarket", abi.encode(registry_, router_, attestation_, p));
    }

    function _unopenable(ProofRequest memory r, string memory field) private {
        uint256 escrow = market.escrowOf(r);
        vm.deal(requester, escrow);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(IProofMarket.InvalidRequest.selector, field));
        market.request{value: escrow}(r);
    }

    function _serveExternal() private {
        skipBlocks(WINDOW + 5);
        for (uint256 i = 0; i < 6; ++i) {
            vm.prank(operatorAt(i));
            registry.setTerms(Terms(uint48(1_000_000 + 10_000 * i), ATTESTED | EXTERNAL, 0, false));
        }
        skipBlocks(3);
    }

    function _openExternal() private returns (ProofRequest memory r, bytes32 id) {
        _serveExternal();
        r = defaultRequest(1);
        r.allOf = EXTERNAL;
        r.inputMask = 3;
        r.inputCommitment = sha256(abi.encode(uint256(3), uint256(11), uint256(22)));
        id = open(r);
        assign(r);
    }

    function _externalDelivery(ProofRequest memory r, bytes32 id) private returns (Fulfilment memory) {
        return _externalFulfilment(r, registry.payoutOf(proverOf(id, 0)), ROLE_PRIMARY);
    }

    function _externalFulfilment(ProofRequest memory r, address payee, uint8 role)
        private
        returns (Fulfilment memory f)
    {
        f.request = r;
        f.role = role;
        f.payee = payee;
        f.work = r.maxWork / 2;
        f.outputDigest = sha256(abi.encode(uint256(11), uint256(22), uint256(33)));
        f.proofs = new ClassProof[](1);
        f.proofs[0] = ClassProof({
            class: uint8(ProofClass.External),
            publicValues: abi.encode(uint256(11), uint256(22), uint256(33), payee),
            proof: abi.encodePacked(EXTERNAL_VERSION, hex"c0ffee")
        });
        f.evidence = keccak256(f.proofs[0].proof);
        verifier.accept(r.programId, sha256(abi.encodePacked(f.proofs[0].publicValues, uint256(f.work))));
    }

    function _reattest(Fulfilment memory f) private returns (Fulfilment memory) {
        attestation.attest(statementOf(f));
        return f;
    }
}
