// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attestation} from "../../src/attestation/Attestation.sol";
import {Committee} from "../../src/attestation/Committee.sol";
import {Leaves} from "../../src/attestation/Leaves.sol";
import {BLS} from "../../src/bls/BLS.sol";
import {IProverRegistry} from "../../src/interfaces/IProverRegistry.sol";
import {Statement, Verdict} from "../../src/interfaces/MarketTypes.sol";
import {BLSSigner} from "../support/BLSSigner.sol";
import {AttestationFixture} from "./AttestationFixture.sol";

/// @notice Seats and committees.
contract AttestationSeatsTest is AttestationFixture {
    function setUp() public {
        deploy(parameters());
    }

    function test_parametersAreChecked() public {
        for (uint256 i = 0; i < 4; ++i) {
            Attestation.Parameters memory p = parameters();
            if (i == 0) p.term = 0;
            if (i == 1) p.grace = p.term + 1;
            if (i == 2) p.minStake = 0;
            if (i == 3) p.minTotalStake = p.minStake - 1;
            vm.expectRevert(Attestation.InvalidParameters.selector);
            new Attestation(IProverRegistry(address(registry)), router, p);
        }
    }

    function test_enrol() public {
        enrol(7, STAKE);
        Attestation.Seat memory seat = attestation.seatOf(7);
        vm.assertEq(seat.stake, STAKE);
        vm.assertEq(seat.since, vm.getBlockTimestamp());
        vm.assertEq(abi.encode(seat.key), abi.encode(keyOf(7)));
        vm.assertEq(attestation.seated().length, 1);
    }

    function test_enrol_needsRegistration() public {
        BLS.G1Point memory key = keyOf(7);
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotRegistered.selector, address(this)));
        attestation.enrol(key, 0);
    }

    function test_enrol_needsTheRegisteredKey() public {
        register(7, STAKE);
        BLS.G1Point memory key = keyOf(8);
        vm.prank(operatorOf(7));
        vm.expectRevert(abi.encodeWithSelector(Attestation.WrongKey.selector, 7));
        attestation.enrol(key, 0);
    }

    function test_enrol_needsStake() public {
        register(7, 1 ether - 1);
        BLS.G1Point memory key = keyOf(7);
        vm.prank(operatorOf(7));
        vm.expectRevert(abi.encodeWithSelector(Attestation.StakeTooLow.selector, 1 ether - 1, 1 ether));
        attestation.enrol(key, 0);
    }

    function test_enrolAgain_recordsAnew() public {
        enrol(7, STAKE);
        vm.warp(vm.getBlockTimestamp() + 100);
        enrol(7, 2 * STAKE);
        vm.assertEq(attestation.seatOf(7).stake, 2 * STAKE);
        vm.assertEq(attestation.seatOf(7).since, vm.getBlockTimestamp());
        vm.assertEq(attestation.seated().length, 1);
    }

    function test_resign() public {
        for (uint32 i = 1; i <= 3; ++i) {
            enrol(i, STAKE);
        }
        vm.prank(operatorOf(1));
        attestation.resign();
        uint32[] memory left = attestation.seated();
        vm.assertEq(left.length, 2);
        vm.assertEq(left[0], 3);
        vm.assertEq(attestation.seatOf(3).place, 1);
        vm.assertEq(attestation.seatOf(1).place, 0);
        vm.prank(operatorOf(1));
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotSeated.selector, 1));
        attestation.resign();
        vm.expectRevert(abi.encodeWithSelector(Attestation.NotSeated.selector, 0));
        attestation.resign();
    }

    function test_fullHouse_largerStakeTakesSeat() public {
        for (uint32 i = 1; i <= 128; ++i) {
            enrol(i, STAKE);
        }
        BLS.G1Point memory key = keyOf(200);
        register(200, STAKE);
        vm.prank(operatorOf(200));
        vm.expectRevert(abi.encodeWithSelector(Attestation.NoSeatFree.selector, 5, STAKE));
        attestation.enrol(key, 5);
        register(200, STAKE + 1);
        vm.prank(operatorOf(200));
        vm.expectRevert(abi.encodeWithSelector(Attestation.NoSeatFree.selector, 300, 0));
        attestation.enrol(key, 300);
        vm.prank(operatorOf(200));
        attestation.enrol(key, 5);
        vm.assertEq(attestation.seated().length, 128);
        vm.assertEq(attestation.seatOf(5).place, 0);
        // A seat that is held already needs no eviction.
        BLS.G1Point memory sixth = keyOf(6);
        vm.prank(operatorOf(6));
        attestation.enrol(sixth, 0);
        vm.warp(vm.getBlockTimestamp() + DAY);
        vm.cool(address(attestation));
        vm.cool(address(registry));
        attestation.rotate();
        // It has to fit into a transaction (EIP-7825).
        vm.assertLt(vm.snapshotGasLastCall("attestation", "rotate-128-seats"), 1 << 24);
        vm.assertEq(attestation.sizeOf(1), 128);
    }

    function test_rotate_freezesStakes() public {
        uint32 committee = formCommittee(3);
        vm.assertEq(committee, 1);
        vm.assertEq(attestation.sizeOf(1), 3);
        Committee.Member memory member = attestation.memberAt(1, 0);
        vm.assertEq(member.id, 3);
        vm.assertEq(member.stake, STAKE);
        vm.assertEq(abi.encode(member.key), abi.encode(keyOf(3)));
        vm.assertEq(attestation.termOf(1).from, vm.getBlockTimestamp());
    }

    function test_rotate_onceATerm() public {
        formCommittee(3);
        uint256 until = vm.getBlockTimestamp() + DAY;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(Attestation.TermNotOver.selector, until));
        attestation.rotate();
        vm.warp(until);
        vm.assertEq(attestation.rotate(), 2);
    }

    function test_rotate_needsTotalStake() public {
        enrol(1, STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeTooWeak.selector, STAKE, 20 ether));
        attestation.rotate();
    }

    /// @dev Flash bond: a stake of this block, or of less than `seasoning` ago, is not in the committee.
    function test_rotate_unseasonedStakeDoesNotCount() public {
        enrol(1, STAKE);
        enrol(2, STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        enrol(3, 1_000_000 ether);
        attestation.rotate();
        vm.assertEq(attestation.sizeOf(1), 2);
        vm.assertEq(attestation.memberAt(1, 0).id, 2);
        vm.assertEq(attestation.memberAt(1, 1).id, 1);
    }

    /// @dev Flash top-up: more than what was seasoned does not count either.
    function test_rotate_topUpDoesNotCount() public {
        enrol(1, STAKE);
        enrol(2, STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        registry.setStake(2, 1_000_000 ether);
        attestation.rotate();
        vm.assertEq(attestation.memberAt(1, 0).stake, STAKE);
    }

    /// @dev Bond, enrol, unbond: what is leaving does not count.
    function test_rotate_unbondedStakeDoesNotCount() public {
        enrol(1, 3 * STAKE);
        enrol(2, 3 * STAKE);
        enrol(3, 3 * STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        registry.setStake(2, STAKE);
        registry.setStake(3, 0);
        attestation.rotate();
        vm.assertEq(attestation.sizeOf(1), 2);
        vm.assertEq(attestation.memberAt(1, 0).id, 2);
        vm.assertEq(attestation.memberAt(1, 0).stake, STAKE);
        vm.assertEq(attestation.seatOf(3).place, 0);
        vm.assertEq(attestation.seated().length, 2);
    }

    /// @dev Prover numbers are given out again: a seat must not pass to the next holder of the number.
    function test_rotate_numberWithNewKeyLosesSeat() public {
        enrol(1, STAKE);
        enrol(2, STAKE);
        enrol(3, STAKE);
        registry.set(address(0xB0B), 3, keccak256("another key"), STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        attestation.rotate();
        vm.assertEq(attestation.sizeOf(1), 2);
        vm.assertEq(attestation.seatOf(3).place, 0);
    }

    function test_unknownCommittees() public {
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 0));
        attestation.sizeOf(0);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 1));
        attestation.sizeOf(1);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 0));
        attestation.memberAt(0, 0);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 1));
        attestation.memberAt(1, 0);
        formCommittee(3);
        vm.expectRevert(abi.encodeWithSelector(Committee.NoSuchSeat.selector, 3, 3));
        attestation.memberAt(1, 3);
    }

    function test_onlyTheRegistrySendsMoney() public {
        vm.deal(address(this), 1 ether);
        (bool ok, bytes memory out) = address(attestation).call{value: 1}("");
        vm.assertFalse(ok);
        vm.assertEq(out, abi.encodeWithSelector(Attestation.NotTheRegistry.selector, address(this)));
    }
}

/// @notice The list of members by itself.
contract CommitteeTest is AttestationFixture {
    function store(Committee.Member[] memory members) external returns (address) {
        return Committee.store(members);
    }

    /// @dev Too little gas to write the list: an error, not a committee without members.
    function test_store_needsGas() public {
        Committee.Member[] memory members = new Committee.Member[](40);
        for (uint32 i = 0; i < 40; ++i) {
            members[i] = Committee.Member(keyOf(i + 1), i + 1, STAKE);
        }
        uint256 refused;
        for (uint256 limit = 400_000; limit < 2_000_000; limit += 50_000) {
            (bool ok, bytes memory out) = address(this).call{gas: limit}(abi.encodeCall(this.store, (members)));
            if (ok) vm.assertEq(Committee.sizeOf(abi.decode(out, (address))), 40);
            else if (bytes4(out) == Committee.CommitteeNotStored.selector) ++refused;
        }
        vm.assertGt(refused, 0);
    }

    /// @dev However many of how many: key and stake are sums over the bitmap.
    function testFuzz_tally(uint256 signers, uint8 size) public {
        uint32 n = uint32(bound(size, 1, 20));
        Committee.Member[] memory members = new Committee.Member[](n);
        for (uint32 i = 0; i < n; ++i) {
            members[i] = Committee.Member(keyOf(i + 1), i + 1, STAKE + i);
        }
        address list = Committee.store(members);
        signers = bound(signers, 0, all(n));
        BLS.G1Point memory sum;
        uint256 expected;
        for (uint256 i = 0; i < n; ++i) {
            if ((signers >> i) & 1 == 0) continue;
            sum = BLS.add(sum, members[i].key);
            expected += members[i].stake;
        }
        (BLS.G1Point memory key, uint256 stake, uint256 total) = Committee.tally(list, signers);
        vm.assertEq(abi.encode(key), abi.encode(sum));
        vm.assertEq(stake, expected);
        vm.assertEq(total, n * STAKE + uint256(n) * (n - 1) / 2);
    }
}

/// @notice Quorums.
contract AttestationQuorumTest is AttestationFixture {
    bytes32 private constant ROOT = keccak256("root");

    function setUp() public {
        deploy(parameters());
    }

    function test_attest_all() public {
        uint32 c = formCommittee(4);
        attestation.attest(signRoot(c, ROOT, all(4)));
        vm.assertEq(attestation.committeeOf(ROOT), c);
    }

    /// @dev "More than two thirds": exactly two thirds are not enough.
    function test_attest_exactlyTwoThirds() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 3);
        vm.expectRevert(abi.encodeWithSelector(Attestation.QuorumNotMet.selector, 2 * STAKE, 3 * STAKE));
        attestation.attest(signed);
    }

    /// @dev Stakes decide, not heads: one holder of three quarters is a quorum, three of a quarter are none.
    function test_attest_byStakeNotHeads() public {
        enrol(1, STAKE);
        enrol(2, STAKE);
        enrol(3, STAKE);
        enrol(4, 9 * STAKE);
        vm.warp(vm.getBlockTimestamp() + DAY);
        uint32 c = attestation.rotate();
        Attestation.SignedRoot memory few = signRoot(c, ROOT, 14);
        vm.expectRevert(abi.encodeWithSelector(Attestation.QuorumNotMet.selector, 3 * STAKE, 12 * STAKE));
        attestation.attest(few);
        attestation.attest(signRoot(c, ROOT, 1));
    }

    /// forge-config: default.fuzz.runs = 128
    function testFuzz_attest_anySubset(uint256 signers, uint8 size) public {
        uint32 n = uint32(bound(size, 2, 24));
        uint32 c = formCommittee(n);
        signers = bound(signers, 1, all(n));
        uint256 count;
        for (uint256 b = signers; b != 0; b &= b - 1) {
            ++count;
        }
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, signers);
        if (3 * count <= 2 * uint256(n)) {
            vm.expectRevert(abi.encodeWithSelector(Attestation.QuorumNotMet.selector, count * STAKE, n * STAKE));
        }
        attestation.attest(signed);
    }

    /// @dev Claiming a signer who did not sign, or leaving out one who did.
    function test_attest_bitmapMustMatch() public {
        uint32 c = formCommittee(8);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 0x3f);
        signed.signers = 0x7f;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
        signed.signers = 0xff;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
        signed.signers = 0x1f;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    /// @dev A bit where nobody sits.
    function test_attest_bitBeyondCommittee() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        signed.signers = 15;
        vm.expectRevert(abi.encodeWithSelector(Committee.NoSuchSeat.selector, 3, 3));
        attestation.attest(signed);
        signed.signers = 7 | (1 << 255);
        vm.expectRevert(abi.encodeWithSelector(Committee.NoSuchSeat.selector, 255, 3));
        attestation.attest(signed);
    }

    function test_attest_nobodySigned() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed;
        signed.committee = c;
        signed.root = ROOT;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    /// @dev A signer counted twice by signing twice: the bitmap has one bit, the sum then does not match.
    function test_attest_duplicatedSigner() public {
        uint32 c = formCommittee(3);
        BLS.G2Point memory one = signMessage(c, attestation.messageOf(c, ROOT), 1);
        Attestation.SignedRoot memory signed = Attestation.SignedRoot(c, ROOT, 3, BLSSigner.add(one, one));
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_malleatedSignature() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        signed.signature = BLSSigner.multiply(signed.signature, BLSSigner.ORDER - 1);
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_infinitySignature() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        delete signed.signature;
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    /// @dev A committee of one key and its opposite: the sum is infinity, and nothing verifies against it.
    function test_attest_cancellingKeys() public {
        BLS.G1Point memory key = BLSSigner.publicKey(7);
        BLS.G1Point memory opposite = BLS.negate(key);
        registry.set(operatorOf(1), 1, keccak256(abi.encode(key)), STAKE);
        registry.set(operatorOf(2), 2, keccak256(abi.encode(opposite)), STAKE);
        vm.prank(operatorOf(1));
        attestation.enrol(key, 0);
        vm.prank(operatorOf(2));
        attestation.enrol(opposite, 0);
        vm.warp(vm.getBlockTimestamp() + DAY);
        uint32 c = attestation.rotate();
        Attestation.SignedRoot memory signed;
        (signed.committee, signed.root, signed.signers) = (c, ROOT, 3);
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_otherRoot() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        signed.root = keccak256("other");
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_replayOnOtherChain() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        vm.chainId(block.chainid + 1);
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_replayOnOtherContract() public {
        uint32 c = formCommittee(3);
        Attestation other = new Attestation(IProverRegistry(address(registry)), router, parameters());
        for (uint32 i = 1; i <= 3; ++i) {
            BLS.G1Point memory key = keyOf(i);
            vm.prank(operatorOf(i));
            other.enrol(key, 0);
        }
        vm.warp(vm.getBlockTimestamp() + DAY);
        other.rotate();
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        vm.expectRevert(Attestation.InvalidSignature.selector);
        other.attest(signed);
    }

    /// @dev The same members, the next committee: the old signature does not pass for a new one.
    function test_attest_replayForNextCommittee() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        vm.warp(vm.getBlockTimestamp() + DAY);
        signed.committee = attestation.rotate();
        vm.expectRevert(Attestation.InvalidSignature.selector);
        attestation.attest(signed);
    }

    function test_attest_unknownCommittee() public {
        Attestation.SignedRoot memory signed;
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 0));
        attestation.attest(signed);
        uint32 c = formCommittee(3);
        signed = signRoot(c, ROOT, 7);
        signed.committee = 2;
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, 2));
        attestation.attest(signed);
    }

    /// @dev Signatures under way when the committee changes are accepted for `grace`, and no longer.
    function test_attest_grace() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        Attestation.SignedRoot memory late = signRoot(c, keccak256("late"), 7);
        vm.warp(vm.getBlockTimestamp() + DAY);
        attestation.rotate();
        vm.warp(vm.getBlockTimestamp() + 1 hours - 1);
        attestation.attest(signed);
        vm.warp(vm.getBlockTimestamp() + 1);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, c));
        attestation.attest(late);
    }

    function test_attest_twoCommitteesBack() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        vm.warp(vm.getBlockTimestamp() + DAY);
        attestation.rotate();
        vm.warp(vm.getBlockTimestamp() + DAY);
        attestation.rotate();
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, c));
        attestation.attest(signed);
    }

    /// @dev A committee that nobody replaces expires: its members' bond may be gone by then.
    function test_attest_expiredCommittee() public {
        uint32 c = formCommittee(3);
        Attestation.SignedRoot memory signed = signRoot(c, ROOT, 7);
        vm.warp(vm.getBlockTimestamp() + 2 * DAY - 1);
        vm.assertTrue(attestation.isSitting(c));
        vm.warp(vm.getBlockTimestamp() + 1);
        vm.expectRevert(abi.encodeWithSelector(Attestation.CommitteeNotSitting.selector, c));
        attestation.attest(signed);
    }

    function test_attest_once() public {
        uint32 c = formCommittee(4);
        attestation.attest(signRoot(c, ROOT, 15));
        Attestation.SignedRoot memory again = signRoot(c, ROOT, 7);
        vm.expectRevert(abi.encodeWithSelector(Attestation.AlreadyAttested.selector, ROOT, c));
        attestation.attest(again);
        vm.warp(vm.getBlockTimestamp() + DAY);
        uint32 next = attestation.rotate();
        attestation.attest(signRoot(next, ROOT, 15));
        vm.assertEq(attestation.committeeOf(ROOT), next);
        Attestation.SignedRoot memory older = signRoot(c, ROOT, 15);
        vm.expectRevert(abi.encodeWithSelector(Attestation.AlreadyAttested.selector, ROOT, next));
        attestation.attest(older);
    }

    // --- Statements below the root ---

    function test_isAttested_single() public {
        uint32 c = formCommittee(3);
        Statement memory s = statementOf("in", "out");
        bytes32 leaf = this.leafOf(s);
        vm.assertFalse(attestation.isAttested(s, abi.encodePacked(leaf)));
        attestation.attest(signRoot(c, leaf, 7));
        vm.assertTrue(attestation.isAttested(s, abi.encodePacked(leaf)));
    }

    function test_isAttested_tree() public {
        uint32 c = formCommittee(3);
        bytes32[8] memory leaves;
        for (uint256 i = 0; i < 8; ++i) {
            leaves[i] = this.leafOf(statementOf(bytes32(i), bytes32(i)));
        }
        (bytes32 root, bytes memory path) = _tree(leaves, 5);
        attestation.attest(signRoot(c, root, 7));
        vm.assertTrue(attestation.isAttested(statementOf(bytes32(uint256(5)), bytes32(uint256(5))), path));
        vm.assertFalse(attestation.isAttested(statementOf(bytes32(uint256(4)), bytes32(uint256(4))), path));
        vm.assertFalse(attestation.isAttested(statementOf(bytes32(uint256(5)), bytes32(uint256(6))), path));
    }

    /// @dev Every field of a statement is signed.
    function test_isAttested_everyFieldCounts() public {
        uint32 c = formCommittee(3);
        Statement memory s = statementOf("in", "out");
        bytes memory data = abi.encodePacked(this.leafOf(s));
        attestation.attest(signRoot(c, this.leafOf(s), 7));
        for (uint256 i = 0; i < 6; ++i) {
            Statement memory t = statementOf("in", "out");
            if (i == 0) t.programId = "x";
            if (i == 1) t.inputCommitment = "x";
            if (i == 2) t.outputDigest = "x";
            if (i == 3) t.payee = address(1);
            if (i == 4) t.work = 1;
            if (i == 5) t.evidence = "x";
            vm.assertFalse(attestation.isAttested(t, data));
        }
    }

    /// @dev An inner node is no leaf, and what is not whole words is an answer "no", not a revert.
    function testFuzz_isAttested_total(bytes calldata data, bytes32 input) public view {
        vm.assertFalse(attestation.isAttested(statementOf(input, "out"), data));
        vm.assertFalse(attestation.isVerdict(address(1), input, Verdict.Available, 5, data));
    }

    function test_isAttested_malformedData() public {
        uint32 c = formCommittee(3);
        Statement memory s = statementOf("in", "out");
        bytes32 leaf = this.leafOf(s);
        attestation.attest(signRoot(c, leaf, 7));
        vm.assertFalse(attestation.isAttested(s, ""));
        vm.assertFalse(attestation.isAttested(s, abi.encodePacked(leaf, uint8(1))));
        vm.assertFalse(attestation.isAttested(s, abi.encodePacked(bytes31(leaf))));
    }

    function test_isVerdict() public {
        uint32 c = formCommittee(3);
        bytes32 leaf = keccak256(
            abi.encode(
                keccak256("akashi.attestation.verdict.v1"), address(0xA), bytes32("id"), Verdict.Unavailable, uint64(9)
            )
        );
        attestation.attest(signRoot(c, leaf, 7));
        bytes memory data = abi.encodePacked(leaf);
        vm.assertTrue(attestation.isVerdict(address(0xA), "id", Verdict.Unavailable, 9, data));
        vm.assertFalse(attestation.isVerdict(address(0xB), "id", Verdict.Unavailable, 9, data));
        vm.assertFalse(attestation.isVerdict(address(0xA), "ie", Verdict.Unavailable, 9, data));
        vm.assertFalse(attestation.isVerdict(address(0xA), "id", Verdict.Unprovable, 9, data));
        vm.assertFalse(attestation.isVerdict(address(0xA), "id", Verdict.Unavailable, 8, data));
    }

    function _tree(bytes32[8] memory leaves, uint256 index) private pure returns (bytes32, bytes memory path) {
        uint256 width = 8;
        bytes memory siblings;
        while (width > 1) {
            siblings = abi.encodePacked(siblings, leaves[index ^ 1]);
            for (uint256 i = 0; i < width / 2; ++i) {
                (bytes32 a, bytes32 b) = (leaves[2 * i], leaves[2 * i + 1]);
                leaves[i] = a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
            }
            index /= 2;
            width /= 2;
        }
        return (leaves[0], abi.encodePacked(leaves[0], siblings));
    }

    // --- Gas ---

    function test_gas_hundredSigners() public {
        uint32 c = formCommittee(100);
        _measure(c, "attest-100-of-100", all(100));
        _measure(c, "attest-84-of-100", all(84));
        _measure(c, "attest-67-of-100", all(67));
    }

    function _measure(uint32 c, string memory name, uint256 signers) private {
        Attestation.SignedRoot memory signed = signRoot(c, keccak256(bytes(name)), signers);
        vm.cool(address(attestation));
        attestation.attest(signed);
        uint256 gas = vm.snapshotGasLastCall("attestation", name);
        vm.assertLt(gas, 350_000);
    }
}
