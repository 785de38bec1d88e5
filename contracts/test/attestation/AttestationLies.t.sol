// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attestation} from "../../src/attestation/Attestation.sol";
import {BLS} from "../../src/bls/BLS.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {Statement} from "../../src/interfaces/MarketTypes.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {AttestationFixture} from "./AttestationFixture.sol";

/// @notice Contradictions, refuted statements, freezes, rewards.
contract AttestationLiesTest is AttestationFixture {
    bytes32 private constant PROGRAM = keccak256("program");
    uint32 private constant MASK = 1;
    address private constant REPORTER = address(0xCAFE);

    function setUp() public {
        deploy(parameters());
    }

    // --- Two outputs for one input ---

    function test_contradiction_condemnsTheDoubleSigner() public {
        uint32 c = formCommittee(4);
        // Seats 0, 1, 2 sign "x"; seat 0 alone signs "y" as well.
        Attestation.Claim memory a = _claim(c, "in", "x", 7);
        Attestation.Claim memory b = _claim(c, "in", "y", 1);
        vm.prank(REPORTER);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.assertEq(registry.condemnations(4), 1);
        vm.assertEq(registry.condemnations(3), 0);
        vm.assertTrue(attestation.condemned(keccak256(abi.encode(keyOf(4)))));
        vm.assertEq(attestation.creditOf(REPORTER), STAKE * 30 / 100);
        vm.assertEq(attestation.BURN().balance, STAKE * 70 / 100);
        vm.assertEq(attestation.frozenUntil(PROGRAM), 0);
    }

    function test_contradiction_rewardIsFetchedOnce() public {
        test_contradiction_condemnsTheDoubleSigner();
        address payable to = payable(address(0xF00D));
        vm.prank(REPORTER);
        vm.assertEq(attestation.withdraw(to), STAKE * 30 / 100);
        vm.assertEq(to.balance, STAKE * 30 / 100);
        vm.prank(REPORTER);
        vm.assertEq(attestation.withdraw(to), 0);
        vm.assertEq(address(attestation).balance, 0);
    }

    function test_withdraw_refused() public {
        test_contradiction_condemnsTheDoubleSigner();
        vm.prank(REPORTER);
        vm.expectRevert(abi.encodeWithSelector(Attestation.TransferFailed.selector, address(verifier)));
        attestation.withdraw(payable(address(verifier)));
        vm.assertEq(attestation.creditOf(REPORTER), STAKE * 30 / 100);
    }

    /// @dev The condemned cannot sign for the committee they still sit in, nor take a seat again.
    function test_contradiction_excludes() public {
        uint32 c = formCommittee(4);
        attestation.reportContradiction(_claim(c, "in", "x", 7), _claim(c, "in", "y", 1), seats(0), seats(0));
        Attestation.SignedRoot memory signed = signRoot(c, "root", 15);
        vm.expectRevert(abi.encodeWithSelector(Attestation.SignerExcluded.selector, 1));
        attestation.attest(signed);
        attestation.attest(signRoot(c, "root", 14));

        register(4, STAKE);
        BLS.G1Point memory key = keyOf(4);
        vm.prank(operatorOf(4));
        vm.expectRevert(abi.encodeWithSelector(Attestation.KeyCondemned.selector, 4));
        attestation.enrol(key, 0);
        vm.warp(vm.getBlockTimestamp() + DAY);
        vm.assertEq(attestation.sizeOf(attestation.rotate()), 3);
    }

    /// @dev Across committees the same prover sits elsewhere: seats are matched by number and key.
    function test_contradiction_acrossCommittees() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 15);
        vm.prank(operatorOf(4));
        attestation.resign();
        vm.warp(vm.getBlockTimestamp() + DAY);
        uint32 d = attestation.rotate();
        vm.assertEq(attestation.memberAt(d, 2).id, 1);
        Attestation.Claim memory b = _claim(d, "in", "y", 4);
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotTheSameSigner.selector, 2, 2));
        attestation.reportContradiction(a, b, seats(2), seats(2));
        attestation.reportContradiction(a, b, seats(3), seats(2));
        vm.assertEq(registry.condemnations(1), 1);
        vm.assertEq(attestation.termOf(c).excluded, 8);
        vm.assertEq(attestation.termOf(d).excluded, 4);
    }

    /// @dev Condemned for one committee, member of another: anybody may exclude it there.
    function test_exclude() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 1);
        Attestation.Claim memory b = _claim(c, "in", "y", 1);
        vm.warp(vm.getBlockTimestamp() + DAY);
        uint32 d = attestation.rotate();
        vm.assertEq(attestation.memberAt(d, 0).id, 4);
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotCondemned.selector, d, 0));
        attestation.exclude(d, 0);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.assertEq(attestation.termOf(d).excluded, 0);
        attestation.exclude(d, 0);
        vm.assertEq(attestation.termOf(d).excluded, 1);
        Attestation.SignedRoot memory signed = signRoot(d, "root", 15);
        vm.expectRevert(abi.encodeWithSelector(Attestation.SignerExcluded.selector, 1));
        attestation.attest(signed);
    }

    function test_contradiction_oldCommitteesCount() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 1);
        Attestation.Claim memory b = _claim(c, "in", "y", 1);
        for (uint256 i = 0; i < 5; ++i) {
            vm.warp(vm.getBlockTimestamp() + DAY);
            attestation.rotate();
        }
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.assertEq(registry.condemnations(4), 1);
    }

    /// @dev The liar left and its number belongs to somebody else: nobody innocent is touched.
    function test_contradiction_numberReused() public {
        uint32 c = formCommittee(4);
        registry.set(address(0xB0B), 4, keccak256("another key"), STAKE);
        attestation.reportContradiction(_claim(c, "in", "x", 7), _claim(c, "in", "y", 1), seats(0), seats(0));
        vm.assertEq(registry.condemnations(4), 0);
        vm.assertEq(attestation.creditOf(address(this)), 0);
        vm.assertTrue(attestation.condemned(keccak256(abi.encode(keyOf(4)))));
    }

    function test_contradiction_manyAtOnce() public {
        uint32 c = formCommittee(4);
        attestation.reportContradiction(_claim(c, "in", "x", 15), _claim(c, "in", "y", 6), seats(1, 2), seats(1, 2));
        vm.assertEq(registry.condemnations(3), 1);
        vm.assertEq(registry.condemnations(2), 1);
        vm.assertEq(attestation.creditOf(address(this)), 2 * (STAKE * 30 / 100));
    }

    function test_contradiction_twiceIsNothing() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 7);
        Attestation.Claim memory b = _claim(c, "in", "y", 1);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportContradiction(a, b, seats(0, 0), seats(0, 0));
        vm.assertEq(registry.condemnations(4), 1);
    }

    function test_contradiction_notTwoStories() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 7);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportContradiction(a, a, seats(0), seats(0));
        Attestation.Claim memory b = _claim(c, "other", "y", 7);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        Statement memory s = statementOf("in", "y");
        s.programId = "another";
        b = _claimOf(c, s, 7);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportContradiction(a, b, seats(0), seats(0));
    }

    /// @dev Two honest proofs of one run: another payee, another work figure, another proof; same output.
    function test_contradiction_anotherPayeeIsNone() public {
        uint32 c = formCommittee(4);
        Statement memory s = statementOf("in", "x");
        (s.payee, s.work, s.evidence) = (address(0xFEED), 2000, "another proof");
        Attestation.Claim memory a = _claim(c, "in", "x", 7);
        Attestation.Claim memory b = _claimOf(c, s, 7);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportContradiction(a, b, seats(0), seats(0));
    }

    function test_contradiction_mustBeSigned() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 7);
        Attestation.Claim memory b = _claim(c, "in", "y", 1);
        // Somebody who signed the one only.
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotTheSameSigner.selector, 1, 1));
        attestation.reportContradiction(a, b, seats(1), seats(1));
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotTheSameSigner.selector, 3, 3));
        attestation.reportContradiction(b, a, seats(3), seats(3));
        // A statement that is not below the signed root.
        b.statement.outputDigest = "z";
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotUnderRoot.selector, b.signed.root));
        attestation.reportContradiction(a, b, seats(0), seats(0));
        // A root that was not signed.
        b.signed.root = this.leafOf(b.statement);
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        // Bits of people who did not sign.
        b = _claim(c, "in", "y", 1);
        b.signed.signers = 3;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.reportContradiction(a, b, seats(1), seats(1));
        // A path that is not whole words.
        b = _claim(c, "in", "y", 1);
        b.path = hex"00";
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotUnderRoot.selector, b.signed.root));
        attestation.reportContradiction(a, b, seats(0), seats(0));
        // Lists of different length, committees that never were.
        vm.expectRevert(Attestation.LengthMismatch.selector);
        attestation.reportContradiction(a, a, seats(0), seats(0, 1));
        b = _claim(c, "in", "y", 1);
        b.signed.committee = 0;
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 0));
        attestation.reportContradiction(a, b, seats(0), seats(0));
        b.signed.committee = 2;
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 2));
        attestation.reportContradiction(a, b, seats(0), seats(0));
    }

    // --- Quorums that contradict each other freeze the program ---

    function test_freeze_twoQuorums() public {
        uint32 c = formCommittee(7);
        Attestation.Claim memory a = _claim(c, "in", "x", 0x1f);
        Attestation.Claim memory b = _claim(c, "in", "y", 0x7c);
        attestation.attest(a.signed);
        attestation.attest(b.signed);
        vm.assertTrue(attestation.isAttested(a.statement, abi.encodePacked(a.signed.root)));
        uint256[] memory guilty = new uint256[](3);
        (guilty[0], guilty[1], guilty[2]) = (2, 3, 4);
        attestation.reportContradiction(a, b, guilty, guilty);
        vm.assertEq(attestation.frozenUntil(PROGRAM), vm.getBlockTimestamp() + 3 * DAY);
        vm.assertFalse(attestation.isAttested(a.statement, abi.encodePacked(a.signed.root)));
        vm.assertFalse(attestation.isAttested(b.statement, abi.encodePacked(b.signed.root)));
    }

    /// @dev After the freeze only committees formed after it count; the old signatures stay void.
    function test_freeze_ends() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 15);
        Attestation.Claim memory b = _claim(c, "in", "y", 15);
        attestation.attest(a.signed);
        attestation.reportContradiction(a, b, new uint256[](0), new uint256[](0));
        vm.warp(vm.getBlockTimestamp() + 2 * DAY);
        uint32 d = attestation.rotate();
        bytes memory data = abi.encodePacked(a.signed.root);
        attestation.attest(signRoot(d, a.signed.root, 15));
        vm.assertFalse(attestation.isAttested(a.statement, data));
        vm.warp(vm.getBlockTimestamp() + DAY);
        vm.assertFalse(attestation.isAttested(a.statement, data));
        uint32 e = attestation.rotate();
        vm.assertFalse(attestation.isAttested(a.statement, data));
        attestation.attest(signRoot(e, a.signed.root, 15));
        vm.assertTrue(attestation.isAttested(a.statement, data));
    }

    /// @dev Old evidence cannot freeze for longer: what it speaks of is void already.
    function test_freeze_isNotProlonged() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 15);
        Attestation.Claim memory b = _claim(c, "in", "y", 15);
        attestation.reportContradiction(a, b, new uint256[](0), new uint256[](0));
        uint48 until = attestation.frozenUntil(PROGRAM);
        vm.warp(vm.getBlockTimestamp() + DAY);
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportContradiction(a, b, new uint256[](0), new uint256[](0));
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.assertEq(attestation.frozenUntil(PROGRAM), until);
    }

    /// @dev Evidence from an older and a newer committee: the older one decides.
    function test_freeze_olderCommitteeDecides() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 15);
        Attestation.Claim memory b = _claim(c, "in", "y", 15);
        attestation.reportContradiction(a, b, new uint256[](0), new uint256[](0));
        uint48 until = attestation.frozenUntil(PROGRAM);
        vm.warp(until);
        uint32 d = attestation.rotate();
        Attestation.Claim memory later = _claim(d, "in", "z", 15);
        uint256[] memory none = new uint256[](0);
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportContradiction(a, later, none, none);
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportContradiction(later, a, none, none);
        vm.assertEq(attestation.frozenUntil(PROGRAM), until);
    }

    /// @dev One small liar cannot freeze a program.
    function test_freeze_needsTwoQuorums() public {
        uint32 c = formCommittee(4);
        Attestation.Claim memory a = _claim(c, "in", "x", 15);
        Attestation.Claim memory b = _claim(c, "in", "y", 3);
        attestation.reportContradiction(a, b, seats(0), seats(0));
        vm.assertEq(attestation.frozenUntil(PROGRAM), 0);
        attestation.reportContradiction(b, a, seats(1), seats(1));
        vm.assertEq(attestation.frozenUntil(PROGRAM), 0);
    }

    // --- A validity proof refutes ---

    function test_refuted() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie, Attestation.Proof memory proof) = _refutation(c, 15);
        attestation.attest(lie.signed);
        attestation.reportRefuted(lie, proof, seats(0, 3));
        vm.assertEq(registry.condemnations(4), 1);
        vm.assertEq(registry.condemnations(1), 1);
        vm.assertEq(attestation.frozenUntil(PROGRAM), vm.getBlockTimestamp() + 3 * DAY);
        vm.assertFalse(attestation.isAttested(lie.statement, abi.encodePacked(lie.signed.root)));
        vm.assertEq(attestation.termOf(c).excluded, 9);
        vm.expectRevert(Attestation.NothingToDo.selector);
        attestation.reportRefuted(lie, proof, seats(0));
    }

    function test_refuted_noQuorumNoFreeze() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie, Attestation.Proof memory proof) = _refutation(c, 3);
        attestation.reportRefuted(lie, proof, seats(1));
        vm.assertEq(registry.condemnations(3), 1);
        vm.assertEq(attestation.frozenUntil(PROGRAM), 0);
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotTheSameSigner.selector, 2, 2));
        attestation.reportRefuted(lie, proof, seats(2));
    }

    function test_refuted_needsAProof() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie, Attestation.Proof memory proof) = _refutation(c, 15);
        bytes memory good = proof.proof;
        proof.proof = abi.encodePacked(PROVEN_V1, bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, PROVEN_V1));
        attestation.reportRefuted(lie, proof, seats(0));
        proof.proof = good;
        proof.work += 1;
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, PROVEN_V1));
        attestation.reportRefuted(lie, proof, seats(0));
    }

    /// @dev Somebody else's proof system behind an adapter does not take bonds.
    function test_refuted_onlyByValidityProof() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie, Attestation.Proof memory proof) = _refutation(c, 15);
        proof.proof = verifier.prove(
            EXTERNAL_V1, PROGRAM, sha256(bytes.concat(proof.publicValues, bytes32(uint256(proof.work))))
        );
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotAValidityProof.selector, ProofClass.External));
        attestation.reportRefuted(lie, proof, seats(0));
    }

    function test_refuted_sameOutputIsNoRefutation() public {
        uint32 c = formCommittee(4);
        bytes memory values = abi.encode(uint256(11), uint256(22), address(0xFEE));
        Statement memory s =
            statementOf(sha256(abi.encode(uint256(MASK), uint256(11))), sha256(abi.encode(uint256(11), uint256(22))));
        Attestation.Claim memory honest = _claimOf(c, s, 15);
        Attestation.Proof memory proof = _proofOf(values, 5);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportRefuted(honest, proof, seats(0));
    }

    /// @dev Another input, or another mask that would make another input of the same words.
    function test_refuted_otherInput() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie,) = _refutation(c, 15);
        Attestation.Proof memory other = _proofOf(abi.encode(uint256(12), uint256(22), address(0xFEE)), 5);
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportRefuted(lie, other, seats(0));
        other = _proofOf(abi.encode(uint256(11), uint256(22), address(0xFEE)), 5);
        other.inputMask = 3;
        vm.expectRevert(Attestation.NoContradiction.selector);
        attestation.reportRefuted(lie, other, seats(0));
        other.inputMask = 4;
        vm.expectRevert(Attestation.MalformedPublicValues.selector);
        attestation.reportRefuted(lie, other, seats(0));
    }

    function test_refuted_mustBeSigned() public {
        uint32 c = formCommittee(4);
        (Attestation.Claim memory lie, Attestation.Proof memory proof) = _refutation(c, 15);
        lie.signed.signers = 7;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.reportRefuted(lie, proof, seats(0));
    }

    // --- Help ---

    function _claim(uint32 c, bytes32 input, bytes32 output, uint256 signers)
        private
        view
        returns (Attestation.Claim memory)
    {
        return _claimOf(c, statementOf(input, output), signers);
    }

    function _claimOf(uint32 c, Statement memory s, uint256 signers) private view returns (Attestation.Claim memory) {
        return Attestation.Claim(signRoot(c, this.leafOf(s), signers), s, "");
    }

    /// @dev A run with input word 11 whose proven output word is 22, and a signed statement that says 23.
    function _refutation(uint32 c, uint256 signers)
        private
        view
        returns (Attestation.Claim memory lie, Attestation.Proof memory proof)
    {
        Statement memory s = statementOf(
            sha256(abi.encode(uint256(MASK), uint256(11))), sha256(abi.encode(uint256(11), uint256(23)))
        );
        lie = _claimOf(c, s, signers);
        proof = _proofOf(abi.encode(uint256(11), uint256(22), address(0xFEE)), 5);
    }

    function _proofOf(bytes memory values, uint64 work) private view returns (Attestation.Proof memory) {
        bytes32 digest = sha256(bytes.concat(values, bytes32(uint256(work))));
        return Attestation.Proof(values, MASK, work, verifier.prove(PROVEN_V1, PROGRAM, digest));
    }
}
