// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IProverRegistry, Locks, ProverView, Registration, Terms} from "../../src/interfaces/IProverRegistry.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {SumTree} from "../../src/registry/SumTree.sol";
import {RegistryFixture} from "../base/RegistryFixture.sol";
import {Deployer} from "../base/TestBase.sol";
import {BLSSigner} from "../support/BLSSigner.sol";

/// @notice Joining, changing, leaving, and what the market and the attestation contract may do.
contract ProverRegistryTest is RegistryFixture {
    address internal market = actor("market");
    address internal attestation = actor("attestation");
    address internal alice = actor("alice");
    address internal bob = actor("bob");
    ProverRegistry internal registry;

    function setUp() public {
        vm.roll(1000);
        vm.warp(1_800_000_000);
        registry = deployRegistry(market, attestation);
    }

    // --- Deployment ----------------------------------------------------------------------------------------

    function test_deploymentRefusesNonsense() public {
        ProverRegistry.Parameters memory p = parameters();
        _refused(address(0), attestation, p, "market");
        _refused(market, address(0), p, "attestation");
        p.weiPerUnit = 0;
        _refused(market, attestation, p, "weiPerUnit");
        p = parameters();
        p.minBond = p.weiPerUnit - 1;
        _refused(market, attestation, p, "minBond");
        p = parameters();
        p.cellsPerUnit = 0;
        _refused(market, attestation, p, "cellsPerUnit");
        p = parameters();
        p.unbondingDelay = 0;
        _refused(market, attestation, p, "unbondingDelay");
        p = parameters();
        p.assignWindow = 0;
        _refused(market, attestation, p, "assignWindow");
        p.assignWindow = 8192;
        _refused(market, attestation, p, "assignWindow");
    }

    // --- Joining -------------------------------------------------------------------------------------------

    function test_register() public {
        Registration memory r = registration(registry, alice, 100, 300);
        r.payout = bob;
        r.terms.tags = 5;
        r.terms.listedProgramsOnly = true;
        vm.expectEmit(address(registry));
        emit IProverRegistry.Registered(1, alice, bob, 5 ether, r.blsKey, r.endpoint, r.metadata);
        vm.prank(alice);
        uint32 id = registry.register{value: 5 ether}(r);
        vm.assertEq(id, 1);
        vm.assertEq(registry.idLimit(), 1);
        vm.assertEq(registry.idOf(alice), 1);
        vm.assertEq(registry.operatorOf(1), alice);
        vm.assertEq(registry.payoutOf(1), bob);
        vm.assertEq(registry.stakeOf(1), 5 ether);
        vm.assertEq(registry.blsKeyHashOf(1), keccak256(abi.encode(r.blsKey)));
        ProverView memory v = registry.prover(1);
        vm.assertEq(v.bond, 5 ether);
        vm.assertEq(v.capacity, 300);
        vm.assertEq(v.weight, 300); // capacity binds, not bond
        vm.assertEq(v.terms.ask, 100);
        vm.assertEq(v.terms.classes, ATTESTED);
        vm.assertEq(v.terms.tags, 5);
        vm.assertTrue(v.terms.listedProgramsOnly);
        vm.assertEq(v.termsFrom, vm.getBlockNumber() + 1);
        vm.assertEq(v.blsKeyHash, keccak256(abi.encode(r.blsKey)));
        vm.assertEq(registry.prover(0).weight, 0);
    }

    function test_weightIsWholeUnitsOfBondWhereBondBinds() public {
        uint32 id = join(registry, alice, 1.019 ether, 100, 1000);
        vm.assertEq(registry.prover(id).weight, 101);
    }

    function test_registerRefusals() public {
        join(registry, alice, 5 ether, 100, 1000);
        Registration memory r = registration(registry, alice, 100, 1000);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.AlreadyRegistered.selector, alice, 1));
        registry.register{value: 5 ether}(r);

        r = registration(registry, bob, 100, 1000);
        _registerReverts(
            r, 1 ether - 1, abi.encodeWithSelector(IProverRegistry.BondTooSmall.selector, 1 ether - 1, 1 ether)
        );
        _registerReverts(r, 1 << 96, abi.encodeWithSelector(IProverRegistry.BondTooLarge.selector, uint256(1) << 96));

        r.payout = address(0);
        _registerReverts(r, 5 ether, abi.encodeWithSelector(IProverRegistry.ZeroPayout.selector));
        r.payout = bob;

        r.terms.classes = 0;
        _registerReverts(r, 5 ether, abi.encodeWithSelector(IProverRegistry.InvalidClasses.selector, 0));
        r.terms.classes = ATTESTED | 1;
        _registerReverts(r, 5 ether, abi.encodeWithSelector(IProverRegistry.InvalidClasses.selector, ATTESTED | 1));
        r.terms.classes = ATTESTED;

        r.capacity = 0;
        _registerReverts(
            r, 5 ether, abi.encodeWithSelector(IProverRegistry.CapacityOutOfRange.selector, 0, SumTree.MAX_SUM)
        );
        r.capacity = uint32(SumTree.MAX_SUM) + 1;
        _registerReverts(
            r,
            5 ether,
            abi.encodeWithSelector(IProverRegistry.CapacityOutOfRange.selector, SumTree.MAX_SUM + 1, SumTree.MAX_SUM)
        );
        r.capacity = 1000;

        Registration memory taken = registration(registry, alice, 100, 1000);
        _registerReverts(
            taken,
            5 ether,
            abi.encodeWithSelector(IProverRegistry.BlsKeyTaken.selector, keccak256(abi.encode(taken.blsKey)))
        );
    }

    /// @notice A copied key and proof are worth nothing to who copied them, here or on another chain.
    function test_possessionProofBindsOperatorRegistryAndChain() public {
        bytes memory invalid = abi.encodeWithSelector(IProverRegistry.InvalidPossessionProof.selector);
        Registration memory ofAlice = registration(registry, alice, 100, 1000);
        _registerReverts(ofAlice, 5 ether, invalid); // sent by bob

        ProverRegistry other = deployRegistry(market, attestation);
        _registerReverts(registration(other, bob, 100, 1000), 5 ether, invalid);

        Registration memory r = registration(registry, bob, 100, 1000);
        vm.chainId(5);
        _registerReverts(r, 5 ether, invalid);
        vm.chainId(31_337);
        r.possession = BLSSigner.sign(7, "something else");
        _registerReverts(r, 5 ether, invalid);
    }

    function test_fullRegistry() public {
        vm.store(address(registry), 0, bytes32(SumTree.LEAVES));
        Registration memory r = registration(registry, bob, 100, 1000);
        _registerReverts(r, 5 ether, abi.encodeWithSelector(IProverRegistry.RegistryFull.selector, SumTree.LEAVES));
    }

    // --- Changing ------------------------------------------------------------------------------------------

    function test_topUpByAnyone() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.prank(bob);
        registry.topUp{value: 1 ether}(id);
        vm.assertEq(registry.prover(id).bond, 6 ether);
        vm.assertEq(registry.prover(id).weight, 600);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ZeroAmount.selector));
        registry.topUp(id);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.UnknownProver.selector, 2));
        registry.topUp{value: 1}(2);
    }

    function test_strangersCannotChangeAnything() public {
        bytes memory not = abi.encodeWithSelector(IProverRegistry.NotRegistered.selector, bob);
        vm.startPrank(bob);
        vm.expectRevert(not);
        registry.unbond(1);
        vm.expectRevert(not);
        registry.cancelUnbond();
        vm.expectRevert(not);
        registry.withdraw();
        vm.expectRevert(not);
        registry.setTerms(terms(1));
        vm.expectRevert(not);
        registry.setCapacity(1);
        vm.expectRevert(not);
        registry.setPayout(bob);
        vm.expectRevert(not);
        registry.setMetadata("", "");
        vm.expectRevert(not);
        registry.setProgram(0, true);
        vm.stopPrank();
    }

    function test_termsChangeOncePerWindow() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        uint256 joined = vm.getBlockNumber();
        vm.startPrank(alice);
        vm.roll(joined + 1 + WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ChangedRecently.selector, joined + WINDOW + 2));
        registry.setTerms(terms(90));
        vm.roll(joined + 2 + WINDOW);
        registry.setTerms(terms(90));
        vm.assertEq(registry.prover(id).terms.ask, 90);
        vm.assertEq(registry.prover(id).termsFrom, joined + WINDOW + 3);
        Terms memory t = terms(1);
        t.classes = 0;
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.InvalidClasses.selector, 0));
        registry.setTerms(t);
    }

    function test_capacityPayoutAndMetadata() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(alice);
        registry.setCapacity(7);
        vm.assertEq(registry.prover(id).weight, 7);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.CapacityOutOfRange.selector, 0, SumTree.MAX_SUM));
        registry.setCapacity(0);
        registry.setPayout(bob);
        vm.assertEq(registry.payoutOf(id), bob);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ZeroPayout.selector));
        registry.setPayout(address(0));
        vm.expectEmit(address(registry));
        emit IProverRegistry.MetadataChanged(id, "a", "b");
        registry.setMetadata("a", "b");
    }

    function test_programListing() public {
        join(registry, alice, 5 ether, 100, 1000);
        bytes32 program = keccak256("program");
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ProgramListedAlready.selector, program, false));
        registry.setProgram(program, false);
        registry.setProgram(program, true);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ProgramListedAlready.selector, program, true));
        registry.setProgram(program, true);
        uint256 delisted = vm.getBlockNumber() + 10;
        vm.roll(delisted);
        registry.setProgram(program, false);
        vm.roll(delisted + 1 + WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ChangedRecently.selector, delisted + WINDOW + 2));
        registry.setProgram(program, true);
        vm.roll(delisted + 2 + WINDOW);
        registry.setProgram(program, true);
    }

    // --- Leaving -------------------------------------------------------------------------------------------

    function test_unbondStopsCountingAtOnceAndLeavesAfterTheDelay() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(alice);
        registry.setPayout(bob);
        registry.unbond(2 ether);
        vm.assertEq(registry.prover(id).weight, 300);
        vm.assertEq(registry.stakeOf(id), 3 ether);
        vm.assertEq(registry.prover(id).unbonding, 2 ether);
        bytes memory still = abi.encodeWithSelector(
            IProverRegistry.StillUnbonding.selector,
            vm.getBlockTimestamp() + UNBONDING,
            vm.getBlockNumber() + WINDOW + 2
        );
        uint256 start = vm.getBlockTimestamp();
        vm.warp(start + UNBONDING - 1);
        vm.roll(vm.getBlockNumber() + WINDOW + 2);
        vm.expectRevert(still);
        registry.withdraw();
        vm.warp(start + UNBONDING);
        uint256 before = bob.balance;
        vm.assertEq(registry.withdraw(), 2 ether);
        vm.assertEq(bob.balance - before, 2 ether);
        vm.assertEq(registry.prover(id).bond, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.NothingUnbonding.selector));
        registry.withdraw();
    }

    /// @notice Blocks may be slow: bond stays until requests of before cannot be assigned any more.
    function test_withdrawalWaitsForBlocksToo() public {
        join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(alice);
        registry.unbond(5 ether);
        uint256 releaseBlock = vm.getBlockNumber() + WINDOW + 2;
        vm.warp(vm.getBlockTimestamp() + UNBONDING);
        vm.roll(releaseBlock - 1);
        vm.expectPartialRevert(IProverRegistry.StillUnbonding.selector);
        registry.withdraw();
        vm.roll(releaseBlock);
        registry.withdraw();
    }

    function test_unbondRefusals() public {
        join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ZeroAmount.selector));
        registry.unbond(0);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.UnbondExceedsBond.selector, 5 ether + 1, 5 ether));
        registry.unbond(5 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.BondTooSmall.selector, 1 ether - 1, 1 ether));
        registry.unbond(4 ether + 1);
        registry.unbond(4 ether);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.UnbondExceedsBond.selector, 1 ether + 1, 1 ether));
        registry.unbond(1 ether + 1);
        registry.unbond(1 ether);
    }

    function test_cancelUnbond() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.NothingUnbonding.selector));
        registry.cancelUnbond();
        registry.unbond(5 ether);
        registry.cancelUnbond();
        vm.assertEq(registry.prover(id).weight, 500);
        vm.assertEq(registry.prover(id).unbonding, 0);
    }

    function test_lockedBondCannotLeave() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _lock(id, 500);
        _leave(alice);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.NothingToWithdraw.selector));
        registry.withdraw();
        _release(id, 100);
        vm.prank(alice);
        vm.assertEq(registry.withdraw(), 1 ether);
        _release(id, 400);
        vm.prank(alice);
        vm.assertEq(registry.withdraw(), 4 ether);
        vm.assertEq(registry.idOf(alice), 0);
    }

    function test_whoLeftCanComeBackAndItsIdIsGivenOutAgain() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _leave(alice);
        vm.prank(alice);
        registry.withdraw();
        vm.assertEq(registry.operatorOf(id), address(0));
        vm.assertEq(registry.payoutOf(id), address(0));
        vm.assertEq(registry.blsKeyHashOf(id), 0);
        vm.assertEq(join(registry, bob, 2 ether, 70, 1000), id);
        vm.assertEq(join(registry, alice, 3 ether, 80, 1000), 2); // its key is free again
        vm.assertEq(registry.idLimit(), 2);
        vm.assertEq(registry.prover(id).weight, 200);
    }

    function test_payoutThatRefusesMoney() public {
        join(registry, alice, 5 ether, 100, 1000);
        vm.prank(alice);
        registry.setPayout(address(this)); // has no receive()
        _leave(alice);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IProverRegistry.TransferFailed.selector, address(this), uint256(5 ether))
        );
        registry.withdraw();
    }

    // --- The market ----------------------------------------------------------------------------------------

    function test_onlyTheMarketLocksReleasesAndSlashes() public {
        Locks memory locks;
        bytes memory not = abi.encodeWithSelector(IProverRegistry.NotMarket.selector, alice);
        vm.startPrank(alice);
        vm.expectRevert(not);
        registry.lock(locks);
        vm.expectRevert(not);
        registry.release(locks);
        uint256[3] memory amounts;
        vm.expectRevert(not);
        registry.slash(locks, amounts);
    }

    function test_lockReleaseSlash() public {
        uint32 a = join(registry, alice, 5 ether, 100, 1000);
        uint32 b = join(registry, bob, 5 ether, 100, 1000);
        uint32 c = join(registry, actor("carol"), 5 ether, 100, 1000);
        Locks memory locks = Locks({primary: a, standby1: b, standby2: c, primaryUnits: 100, standbyUnits: 25});
        vm.startPrank(market);
        registry.lock(locks);
        vm.assertEq(registry.prover(a).lockedUnits, 100);
        vm.assertEq(registry.prover(b).lockedUnits, 25);
        vm.assertEq(registry.prover(c).lockedUnits, 25);
        registry.release(locks);
        vm.assertEq(registry.prover(c).lockedUnits, 0);
        registry.lock(locks);
        uint256 before = market.balance;
        uint256[3] memory amounts = [uint256(1 ether), 0.25 ether, 0];
        vm.assertEq(registry.slash(locks, amounts), 1.25 ether);
        vm.assertEq(market.balance - before, 1.25 ether);
        vm.assertEq(registry.prover(a).bond, 4 ether);
        vm.assertEq(registry.prover(b).bond, 4.75 ether);
        vm.assertEq(registry.prover(c).bond, 5 ether);
        vm.assertEq(registry.prover(a).lockedUnits, 0);
    }

    function test_locksNeverExceedTheBondNorReleasesTheLocks() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.startPrank(market);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.InsufficientFreeUnits.selector, id, 501, 500));
        registry.lock(_single(id, 501));
        registry.lock(_single(id, 300));
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.InsufficientFreeUnits.selector, id, 201, 200));
        registry.lock(_single(id, 201));
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.ReleaseExceedsLock.selector, id, 301, 300));
        registry.release(_single(id, 301));
        uint256[3] memory amounts = [uint256(1 ether + 1), 0, 0];
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.SlashExceedsLock.selector, id, 1 ether + 1, 1 ether));
        registry.slash(_single(id, 100), amounts);
    }

    function test_slashEatsIntoWhatIsUnbonding() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _lock(id, 400);
        vm.prank(alice);
        registry.unbond(5 ether);
        uint256[3] memory amounts = [uint256(4 ether), 0, 0];
        vm.prank(market);
        registry.slash(_single(id, 400), amounts);
        vm.assertEq(registry.prover(id).bond, 1 ether);
        vm.assertEq(registry.prover(id).unbonding, 1 ether);
        vm.assertEq(registry.stakeOf(id), 0);
    }

    /// @notice A slash took all that stayed; when the rest leaves, no weight stays behind without a prover.
    function test_whoLeavesAfterASlashLeavesNoWeight() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _lock(id, 400);
        vm.prank(alice);
        registry.unbond(1 ether);
        uint256[3] memory amounts = [uint256(4 ether), 0, 0];
        vm.prank(market);
        registry.slash(_single(id, 400), amounts);
        vm.warp(vm.getBlockTimestamp() + 30 days);
        vm.roll(vm.getBlockNumber() + 10_000);
        vm.prank(alice);
        registry.withdraw();
        vm.assertEq(registry.idOf(alice), 0);
        vm.assertEq(registry.totalWeightAt(vm.getBlockNumber()), 0);
    }

    function test_slashedToNothingIsGone() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _lock(id, 500);
        uint256[3] memory amounts = [uint256(5 ether), 0, 0];
        vm.prank(market);
        registry.slash(_single(id, 500), amounts);
        vm.assertEq(registry.idOf(alice), 0);
        vm.assertEq(registry.totalWeightAt(vm.getBlockNumber()), 0);
    }

    // --- The attestation contract --------------------------------------------------------------------------

    function test_onlyTheAttestationContractCondemns() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.NotAttestation.selector, address(this)));
        registry.condemn(id);
        vm.startPrank(attestation);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.UnknownProver.selector, 9));
        registry.condemn(9);
    }

    function test_condemnedWithoutLocksIsGoneAtOnceAndItsKeyForEver() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        vm.prank(alice);
        registry.unbond(5 ether); // too late to run
        uint256 before = attestation.balance;
        vm.prank(attestation);
        vm.assertEq(registry.condemn(id), 5 ether);
        vm.assertEq(attestation.balance - before, 5 ether);
        vm.assertEq(registry.idOf(alice), 0);
        Registration memory r = registration(registry, alice, 100, 1000);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.BlsKeyTaken.selector, keccak256(abi.encode(r.blsKey))));
        registry.register{value: 5 ether}(r);
    }

    function test_condemnedKeepsItsLocksUntilTheyAreReleasedAndThenLosesThem() public {
        uint32 id = join(registry, alice, 5 ether, 100, 1000);
        _lock(id, 100);
        _lock(id, 50);
        vm.prank(attestation);
        vm.assertEq(registry.condemn(id), 3.5 ether);
        vm.assertTrue(registry.prover(id).condemned);
        vm.assertEq(registry.prover(id).bond, 1.5 ether);
        vm.assertEq(registry.prover(id).weight, 0);
        vm.assertEq(registry.stakeOf(id), 0);
        vm.prank(attestation);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.IsCondemned.selector, id));
        registry.condemn(id);
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.IsCondemned.selector, id));
        registry.topUp{value: 1 ether}(id);

        address burn = 0x000000000000000000000000000000000000dEaD;
        _release(id, 50);
        vm.assertEq(burn.balance, 0.5 ether);
        uint256[3] memory amounts = [uint256(0.4 ether), 0, 0];
        vm.prank(market);
        registry.slash(_single(id, 100), amounts);
        vm.assertEq(burn.balance, 1.1 ether);
        vm.assertEq(registry.idOf(alice), 0);
        vm.assertEq(address(registry).balance, 0);
    }

    // --- Helpers -------------------------------------------------------------------------------------------

    function _refused(address market_, address attestation_, ProverRegistry.Parameters memory p, string memory name)
        private
    {
        Deployer deployer = new Deployer();
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.InvalidParameter.selector, name));
        deployer.deployAs("ProverRegistry", abi.encode(market_, attestation_, p));
    }

    function _registerReverts(Registration memory r, uint256 value, bytes memory reason) private {
        vm.deal(bob, value);
        vm.prank(bob);
        vm.expectRevert(reason);
        registry.register{value: value}(r);
    }

    function _single(uint32 id, uint32 units) private pure returns (Locks memory locks) {
        locks.primary = id;
        locks.primaryUnits = units;
    }

    function _lock(uint32 id, uint32 units) private {
        vm.prank(market);
        registry.lock(_single(id, units));
    }

    function _release(uint32 id, uint32 units) private {
        vm.prank(market);
        registry.release(_single(id, units));
    }

    function _leave(address operator) private {
        vm.startPrank(operator);
        registry.unbond(registry.prover(registry.idOf(operator)).bond);
        vm.stopPrank();
        vm.warp(vm.getBlockTimestamp() + UNBONDING);
        vm.roll(vm.getBlockNumber() + WINDOW + 2);
    }
}
