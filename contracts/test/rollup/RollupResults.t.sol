// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {ProofOutcome, Statement} from "../../src/interfaces/MarketTypes.sol";
import {BatchRecord} from "../../src/rollup/BatchRecord.sol";
import {Exits} from "../../src/rollup/Exits.sol";
import {Rollup} from "../../src/rollup/Rollup.sol";
import {BatchPost, Credit, Result, Root} from "../../src/rollup/RollupTypes.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {RollupFixture} from "./RollupFixture.sol";

/// @notice Attested and proven results, contradictions, discards.
contract RollupResultsTest is RollupFixture {
    function setUp() public {
        deployRollup();
    }

    // --- Attested ---

    function test_attest() public {
        post();
        attestBatch(1, resultOf(1));
        checkTips(1, 1, 0);
        (Root memory root, bool settled) = rollup.attestedRoot(1);
        vm.assertTrue(settled);
        vm.assertEq(root.stateRoot, resultOf(1).stateRoot);
        vm.assertEq(root.blockHash, resultOf(1).blockHash);
        vm.assertEq(root.blockNumber, 1);
        (root, settled) = rollup.provenRoot(1);
        vm.assertFalse(settled);
        vm.assertEq(root.stateRoot, 0);
    }

    function test_attest_needsAQuorum() public {
        post();
        vm.expectRevert(abi.encodeWithSelector(Rollup.NotAttested.selector, 1));
        rollup.attest(1, resultOf(1), credit(), "");
    }

    /// @dev Each value of the result, and each part of the statement, is what was signed or nothing.
    function test_attest_everyValueCounts() public {
        post();
        attestation.attest(statementOf(1, resultOf(1)));
        for (uint256 i = 0; i < 7; ++i) {
            Result memory r = resultOf(1);
            Credit memory c = credit();
            if (i == 0) r.blockHash = "x";
            if (i == 1) r.stateRoot = "x";
            if (i == 2) r.withdrawalsRoot = "x";
            if (i == 3) r.blockNumber = 2;
            if (i == 4) c.payee = alice;
            if (i == 5) c.work += 1;
            if (i == 6) c.evidence = "x";
            vm.expectRevert(abi.encodeWithSelector(Rollup.NotAttested.selector, 1));
            rollup.attest(1, r, c, "");
        }
        rollup.attest(1, resultOf(1), credit(), "");
    }

    function test_attest_once() public {
        post();
        attestBatch(1, resultOf(1));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRecorded.selector, 1));
        rollup.attest(1, resultOf(1), credit(), "");
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 2));
        rollup.attest(2, resultOf(2), credit(), "");
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 0));
        rollup.attest(0, resultOf(0), credit(), "");
    }

    /// @dev Results come in any order; tips move over batches that have one and build on each other.
    function test_attest_outOfOrder() public {
        for (uint256 i = 0; i < 4; ++i) {
            post(nextPost(i));
        }
        attestBatch(3, resultOf(3));
        attestBatch(2, resultOf(2));
        checkTips(4, 0, 0);
        (Root memory root, bool settled) = rollup.attestedRoot(3);
        vm.assertFalse(settled);
        vm.assertEq(root.blockHash, blockHashOf(3));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRecorded.selector, 3));
        rollup.attest(3, resultOf(3), credit(), "");
        attestBatch(1, resultOf(1));
        checkTips(4, 3, 0);
    }

    /// @dev A batch that builds on another block than the one before it led to does not count.
    function test_attest_mustBuildOnTheTip() public {
        post();
        BatchPost memory p = nextPost(1);
        p.prevBlockHash = "elsewhere";
        post(p);
        attestBatch(1, resultOf(1));
        attestBatch(2, resultOf(2));
        checkTips(2, 1, 0);
    }

    function test_attest_manyAtOnceInSteps() public {
        for (uint256 i = 0; i < 20; ++i) {
            post();
        }
        for (uint64 i = 20; i > 0; --i) {
            attestBatch(i, resultOf(i));
        }
        checkTips(20, 16, 0);
        rollup.advance();
        checkTips(20, 20, 0);
    }

    // --- The market's callback ---

    function test_callback() public {
        post();
        ProofOutcome memory o = _outcome(1, ATTESTED);
        vm.prank(address(market));
        rollup.onProof(0, o, abi.encode(uint64(1), resultOf(1)));
        checkTips(1, 1, 0);
    }

    function test_callback_marketOnly() public {
        post();
        ProofOutcome memory o = _outcome(1, ATTESTED);
        vm.expectRevert(abi.encodeWithSelector(Rollup.OnlyMarket.selector, address(this)));
        rollup.onProof(0, o, abi.encode(uint64(1), resultOf(1)));
    }

    /// @dev A proof that the market has checked does not move money: `prove` checks it here.
    function test_callback_provenIsNotTakenOnTrust() public {
        post();
        ProofOutcome memory o = _outcome(1, PROVEN | EXTERNAL);
        vm.prank(address(market));
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongClass.selector, ProofClass.None));
        rollup.onProof(0, o, abi.encode(uint64(1), resultOf(1)));
        o.classes |= ATTESTED;
        vm.prank(address(market));
        rollup.onProof(0, o, abi.encode(uint64(1), resultOf(1)));
        checkTips(1, 1, 0);
    }

    function test_callback_outputMustMatch() public {
        post();
        post(nextPost(1));
        for (uint256 i = 0; i < 5; ++i) {
            ProofOutcome memory o = _outcome(1, ATTESTED);
            Result memory r = resultOf(1);
            uint64 index = 1;
            if (i == 0) o.programId = "x";
            if (i == 1) o.inputCommitment = "x";
            if (i == 2) o.outputDigest = "x";
            if (i == 3) r.stateRoot = "x";
            if (i == 4) index = 2;
            vm.prank(address(market));
            vm.expectRevert(abi.encodeWithSelector(Rollup.WrongOutput.selector, index));
            rollup.onProof(0, o, abi.encode(index, r));
        }
    }

    // --- Proven ---

    function test_prove() public {
        post();
        proveBatch(1, resultOf(1));
        checkTips(1, 1, 1);
        (Root memory root, bool settled) = rollup.provenRoot(1);
        vm.assertTrue(settled);
        vm.assertEq(root.withdrawalsRoot, resultOf(1).withdrawalsRoot);
        vm.assertEq(bytes32(root.version), bytes32(V1));
        (, settled) = rollup.attestedRoot(1);
        vm.assertFalse(settled);
    }

    function test_prove_afterAttested() public {
        post();
        attestBatch(1, resultOf(1));
        proveBatch(1, resultOf(1));
        checkTips(1, 1, 1);
        vm.assertEq(rollup.attestedFrozenUntil(), 0);
    }

    function test_prove_everyValueCounts() public {
        post();
        bytes memory proof = proofOf(V1, 1, resultOf(1));
        for (uint256 i = 0; i < 6; ++i) {
            Result memory r = resultOf(1);
            address payee = PAYEE;
            uint64 work = WORK_DONE;
            if (i == 0) r.blockHash = "x";
            if (i == 1) r.stateRoot = "x";
            if (i == 2) r.withdrawalsRoot = "x";
            if (i == 3) r.blockNumber = 2;
            if (i == 4) payee = alice;
            if (i == 5) work += 1;
            vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, V1));
            rollup.prove(1, r, payee, work, proof);
        }
    }

    /// @dev Another contract, the same everything else: the proof is about another config hash.
    function test_prove_replayOnOtherRollup() public {
        post();
        bytes memory proof = proofOf(V1, 1, resultOf(1));
        rollup = new Rollup(attestation, router, market, config());
        post();
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, V1));
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proof);
    }

    /// @dev Two weak classes are not one strong one, and nothing unknown is anything.
    function test_prove_validityProofsOnly() public {
        post();
        bytes memory proof = proofOf(EXT, 1, resultOf(1));
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongClass.selector, ProofClass.External));
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proof);
        proof = proofOf(0x00020009, 1, resultOf(1));
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.UnknownVersion.selector, bytes4(0x00020009)));
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proof);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.ProofTooShort.selector, 0));
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, "");
    }

    function test_prove_once() public {
        post();
        proveBatch(1, resultOf(1));
        bytes memory proof = proofOf(V2, 1, resultOf(1));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRecorded.selector, 1));
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proof);
        attestation.attest(statementOf(1, resultOf(1)));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRecorded.selector, 1));
        rollup.attest(1, resultOf(1), credit(), "");
    }

    function test_prove_outOfOrder() public {
        for (uint256 i = 0; i < 3; ++i) {
            post(nextPost(i));
        }
        proveBatch(3, resultOf(3));
        proveBatch(2, resultOf(2));
        checkTips(3, 0, 0);
        (Root memory root, bool settled) = rollup.provenRoot(3);
        vm.assertFalse(settled);
        vm.assertEq(root.blockHash, blockHashOf(3));
        proveBatch(1, resultOf(1));
        checkTips(3, 3, 3);
    }

    function test_prove_mustBuildOnTheTip() public {
        BatchPost memory p = nextPost(0);
        p.prevBlockHash = "elsewhere";
        post(p);
        proveBatch(1, resultOf(1));
        checkTips(1, 0, 0);
    }

    // --- Attested, then refuted ---

    function test_refuted_freezesAttestations() public {
        post();
        post(nextPost(1));
        Result memory lie = resultOf(1);
        lie.stateRoot = "lie";
        attestBatch(1, lie);
        attestBatch(2, resultOf(2));
        checkTips(2, 2, 0);
        proveBatch(1, resultOf(1));
        checkTips(2, 1, 1);
        vm.assertEq(rollup.attestedFrozenUntil(), vm.getBlockTimestamp() + 3 days);
        (Root memory root,) = rollup.attestedRoot(2);
        vm.assertEq(root.blockHash, 0);
        attestation.attest(statementOf(2, resultOf(2)));
        uint48 until = rollup.attestedFrozenUntil();
        vm.expectRevert(abi.encodeWithSelector(Rollup.AttestedFrozen.selector, until));
        rollup.attest(2, resultOf(2), credit(), "");
        // Proofs go on, and after the freeze attestations do.
        vm.warp(until);
        rollup.attest(2, resultOf(2), credit(), "");
        checkTips(2, 2, 1);
        proveBatch(2, resultOf(2));
        checkTips(2, 2, 2);
    }

    /// @dev Each difference between attested and proven is a refutation.
    function test_refuted_byAnyDifference() public {
        uint256 snapshot = vm.snapshotState();
        for (uint256 i = 0; i < 4; ++i) {
            vm.revertToState(snapshot);
            post();
            Result memory lie = resultOf(1);
            if (i == 0) lie.blockHash = "lie";
            if (i == 1) lie.stateRoot = "lie";
            if (i == 2) lie.withdrawalsRoot = "lie";
            if (i == 3) lie.blockNumber = 7;
            attestBatch(1, lie);
            proveBatch(1, resultOf(1));
            vm.assertGt(rollup.attestedFrozenUntil(), 0);
        }
    }

    /// @dev The attestation contract has shown a quorum to lie about the program: taken over by anybody.
    function test_freezeAttested() public {
        post();
        post(nextPost(1));
        proveBatch(1, resultOf(1));
        attestBatch(2, resultOf(2));
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.freezeAttested();
        uint48 until = uint48(vm.getBlockTimestamp() + 5 days);
        attestation.freeze(PROGRAM, until);
        rollup.freezeAttested();
        vm.assertEq(rollup.attestedFrozenUntil(), until);
        checkTips(2, 1, 1);
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.freezeAttested();
    }

    // --- Proven, then contradicted ---

    function test_provenContradiction() public {
        for (uint256 i = 0; i < 3; ++i) {
            post(nextPost(i));
        }
        proveBatch(1, resultOf(1));
        rollup.prove(2, resultOf(2), PAYEE, WORK_DONE, proofOf(V2, 2, resultOf(2)));
        rollup.prove(3, resultOf(3), PAYEE, WORK_DONE, proofOf(V2, 3, resultOf(3)));
        checkTips(3, 3, 3);
        Result memory other = resultOf(2);
        other.stateRoot = "other";
        rollup.reportProven(2, other, PAYEE, WORK_DONE, proofOf(V1, 2, other));
        checkTips(3, 1, 1);
        vm.assertTrue(rollup.barred(V1));
        vm.assertTrue(rollup.barred(V2));
        vm.assertEq(rollup.provenFrozenUntil(), vm.getBlockTimestamp() + 14 days);
        // Payouts stand still, of earlier batches too.
        uint48 until = rollup.provenFrozenUntil();
        vm.expectRevert(abi.encodeWithSelector(Exits.ProvenFrozen.selector, until));
        rollup.withdraw(1, 0, alice, 1, new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(Exits.ProvenFrozen.selector, until));
        rollup.activateEscape();
        bytes memory proof = proofOf(V2, 2, resultOf(2));
        vm.expectRevert(abi.encodeWithSelector(Exits.ProvenFrozen.selector, until));
        rollup.prove(2, resultOf(2), PAYEE, WORK_DONE, proof);
        // Afterwards only versions that did not contradict each other are taken.
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(Rollup.VersionBarred.selector, V2));
        rollup.prove(2, resultOf(2), PAYEE, WORK_DONE, proof);
        rollup.advance();
        checkTips(3, 1, 1);
    }

    function test_provenContradiction_soundVersionGoesOn() public {
        post();
        post(nextPost(1));
        proveBatch(1, resultOf(1));
        Result memory other = resultOf(1);
        other.blockHash = "other";
        rollup.reportProven(1, other, PAYEE, WORK_DONE, proofOf(V1, 1, other));
        vm.assertFalse(rollup.barred(V2));
        vm.warp(rollup.provenFrozenUntil());
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proofOf(V2, 1, resultOf(1)));
        checkTips(2, 1, 1);
    }

    /// @dev A result that waits out of order can be contradicted before it counts.
    function test_provenContradiction_beforeItCounts() public {
        post();
        post(nextPost(1));
        proveBatch(2, resultOf(2));
        Result memory other = resultOf(2);
        other.withdrawalsRoot = "other";
        rollup.reportProven(2, other, PAYEE, WORK_DONE, proofOf(V1, 2, other));
        checkTips(2, 0, 0);
        (Root memory root,) = rollup.provenRoot(2);
        vm.assertEq(root.blockHash, 0);
    }

    function test_provenContradiction_refusals() public {
        post();
        Result memory r = resultOf(1);
        bytes memory proof = proofOf(V1, 1, r);
        vm.expectRevert(abi.encodeWithSelector(Rollup.NothingRecorded.selector, 1));
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proof);
        vm.expectRevert(abi.encodeWithSelector(Rollup.NothingRecorded.selector, 0));
        rollup.reportProven(0, r, PAYEE, WORK_DONE, proof);
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 2));
        rollup.reportProven(2, r, PAYEE, WORK_DONE, proof);
        proveBatch(1, r);
        // The same result proven again, by another payee or not, is no contradiction.
        vm.expectRevert(abi.encodeWithSelector(Rollup.NoContradiction.selector, 1));
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proof);
        // And a contradiction needs a proof.
        r.stateRoot = "other";
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, V1));
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proof);
        proof = proofOf(EXT, 1, r);
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongClass.selector, ProofClass.External));
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proof);
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proofOf(V1, 1, r));
        vm.expectRevert(abi.encodeWithSelector(Rollup.NothingRecorded.selector, 1));
        rollup.reportProven(1, r, PAYEE, WORK_DONE, proof);
    }

    // --- Discards ---

    function test_discard() public {
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.discard();
        for (uint256 i = 0; i < 3; ++i) {
            post(nextPost(i));
        }
        attestBatch(1, resultOf(1));
        uint256 until = vm.getBlockTimestamp() + 1 days;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, until));
        rollup.discard();
        vm.warp(until);
        rollup.discard();
        checkTips(1, 1, 0);
        vm.assertEq(rollup.batchAt(2).serial, 0);
    }

    /// @dev An attested result keeps its batch for good; the window starts anew with each that settles.
    function test_discard_windowStartsAnew() public {
        for (uint256 i = 0; i < 2; ++i) {
            post(nextPost(i));
        }
        later(1 days - 1);
        attestBatch(1, resultOf(1));
        later(1);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, vm.getBlockTimestamp() + 1 days - 1));
        rollup.discard();
        attestBatch(2, resultOf(2));
        later(30 days);
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.discard();
    }

    /// @dev While nothing can be attested or proven because of a freeze, nothing is discarded.
    function test_discard_notDuringFreezes() public {
        post();
        uint48 until = uint48(vm.getBlockTimestamp() + 5 days);
        attestation.freeze(PROGRAM, until);
        rollup.freezeAttested();
        later(5 days);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, uint256(until) + 1 days));
        rollup.discard();
        // A result that waits out of order, contradicted: payouts and proofs stand still for 14 days.
        post(nextPost(1));
        proveBatch(2, resultOf(2));
        Result memory other = resultOf(2);
        other.stateRoot = "other";
        rollup.reportProven(2, other, PAYEE, WORK_DONE, proofOf(V1, 2, other));
        until = rollup.provenFrozenUntil();
        later(10 days);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, uint256(until) + 1 days));
        rollup.discard();
    }

    /// @dev A result of a discarded batch does not count for the next batch of the same index.
    function test_discard_oldResultsDoNotCount() public {
        post();
        BatchPost memory p = nextPost(1);
        p.prevBlockHash = "elsewhere";
        post(p);
        attestBatch(2, resultOf(2));
        proveBatch(2, resultOf(2));
        later(1 days);
        rollup.discard();
        checkTips(0, 0, 0);
        (Root memory root,) = rollup.attestedRoot(2);
        vm.assertEq(root.blockHash, 0);
        (root,) = rollup.provenRoot(2);
        vm.assertEq(root.blockHash, 0);
        post();
        post(nextPost(2));
        (root,) = rollup.attestedRoot(2);
        vm.assertEq(root.blockHash, 0);
        (root,) = rollup.provenRoot(2);
        vm.assertEq(root.blockHash, 0);
        attestBatch(1, resultOf(1));
        checkTips(2, 1, 0);
    }

    /// @dev Items of a discarded batch wait again, and another request is another request.
    function test_discard_itemsWaitAgain() public {
        deposit(1 ether);
        post();
        bytes32 first = market.requestIdOf(rollup.requestOf(1));
        later(1 days);
        rollup.discard();
        BatchPost memory p = nextPost(0);
        vm.assertEq(p.depositCount, 1);
        post(p);
        vm.assertNotEq(market.requestIdOf(rollup.requestOf(1)), first);
    }

    /// @dev Rubbish by a stranger, discard, rubbish again in the same transaction: the sequencer goes first.
    function test_discard_sequencerIsNotKeptOut() public {
        forceTx();
        later(2 hours);
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        rollup.postBatch(p);
        later(1 days);
        rollup.discard();
        vm.assertEq(rollup.exclusiveUntil(), vm.getBlockTimestamp() + 1 hours);
        vm.expectRevert(abi.encodeWithSelector(Rollup.OnlySequencer.selector, address(this)));
        rollup.postBatch(p);
        later(1 hours);
        rollup.postBatch(p);
    }

    function _outcome(uint64 index, uint16 classes) private view returns (ProofOutcome memory) {
        Statement memory s = statementOf(index, resultOf(index));
        return ProofOutcome(s.programId, s.inputCommitment, s.outputDigest, s.payee, s.work, classes);
    }
}
