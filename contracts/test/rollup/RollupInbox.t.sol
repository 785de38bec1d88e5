// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ClassProof,
    Fulfilment,
    ProofRequest,
    ROLE_PRIMARY,
    RequestStatus,
    Statement
} from "../../src/interfaces/MarketTypes.sol";
import {BatchRecord} from "../../src/rollup/BatchRecord.sol";
import {BlobBinding} from "../../src/rollup/BlobBinding.sol";
import {Inbox} from "../../src/rollup/Inbox.sol";
import {Rollup} from "../../src/rollup/Rollup.sol";
import {Batch, BatchPost, Opening, Result, RollupConfig} from "../../src/rollup/RollupTypes.sol";
import {RollupFixture} from "./RollupFixture.sol";

/// @notice Deposits, forced transactions, posting.
contract RollupInboxTest is RollupFixture {
    function setUp() public {
        deployRollup();
    }

    // --- Queues ---

    function test_deposit() public {
        vm.assertEq(deposit(1 ether), 0);
        bytes32 h = keccak256(abi.encodePacked(bytes32(0), uint64(0), alice, uint64(1e9)));
        vm.assertEq(rollup.depositHashAt(1), h);
        vm.assertEq(deposit(2 ether), 1);
        vm.assertEq(rollup.depositHashAt(2), keccak256(abi.encodePacked(h, uint64(1), alice, uint64(2e9))));
        vm.assertEq(rollup.bridged(), 3 ether);
        vm.assertEq(rollup.provingBudget(), 10 ether);
        vm.assertEq(rollup.depositCount(), 2);
        vm.assertEq(rollup.depositWaitingSince(0), vm.getBlockTimestamp());
        vm.assertEq(rollup.depositWaitingSince(2), 0);
    }

    function test_deposit_refusals() public {
        vm.deal(alice, 1e30);
        uint256[5] memory bad =
            [uint256(0), 1, 1 ether + 1, 0.001 ether - 1 gwei, (uint256(type(uint64).max) + 1) * 1 gwei];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.prank(alice);
            vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidDeposit.selector, bad[i]));
            rollup.deposit{value: bad[i]}(alice);
        }
        deposit(0.001 ether);
        deposit(uint256(type(uint64).max) * 1 gwei);
    }

    function test_deposit_zeroIsNeverADeposit() public {
        RollupConfig memory c = config();
        c.minDepositGwei = 0;
        Rollup other = new Rollup(attestation, router, market, c);
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidDeposit.selector, 0));
        other.deposit(alice);
    }

    function test_forceTransaction() public {
        vm.assertEq(forceTx(), 0);
        bytes32 h = keccak256(abi.encodePacked(bytes32(0), uint64(0), keccak256(hex"02f86b")));
        vm.assertEq(rollup.forcedHashAt(1), h);
        forceTx();
        vm.assertEq(rollup.forcedHashAt(2), keccak256(abi.encodePacked(h, uint64(1), keccak256(hex"02f86b"))));
        vm.assertEq(rollup.forcedCount(), 2);
        vm.assertEq(rollup.provingBudget(), 10.002 ether);
        vm.assertEq(rollup.bridged(), 0);
    }

    function test_forceTransaction_refusals() public {
        vm.expectRevert(abi.encodeWithSelector(Inbox.WrongFee.selector, 0, 0.001 ether));
        rollup.forceTransaction(hex"02");
        vm.expectRevert(abi.encodeWithSelector(Inbox.WrongFee.selector, 0.002 ether, 0.001 ether));
        rollup.forceTransaction{value: 0.002 ether}(hex"02");
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidForcedTransaction.selector, 0));
        rollup.forceTransaction{value: 0.001 ether}("");
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidForcedTransaction.selector, 1025));
        rollup.forceTransaction{value: 0.001 ether}(new bytes(1025));
        rollup.forceTransaction{value: 0.001 ether}(new bytes(1024));
    }

    // --- Configuration ---

    function test_config() public {
        string[6] memory what =
            ["programId", "genesisBlockHash", "genesisStateRoot", "inclusionWindow", "attestWindow", "escapeDelay"];
        for (uint256 i = 0; i < 6; ++i) {
            RollupConfig memory c = config();
            if (i == 0) c.programId = 0;
            if (i == 1) c.genesisBlockHash = 0;
            if (i == 2) c.genesisStateRoot = 0;
            if (i == 3) c.inclusionWindow = 0;
            if (i == 4) c.attestWindow = 0;
            if (i == 5) c.escapeDelay = c.inclusionWindow + c.sequencerGrace + c.attestWindow;
            vm.expectRevert(abi.encodeWithSelector(Rollup.InvalidConfig.selector, what[i]));
            new Rollup(attestation, router, market, c);
        }
    }

    /// @dev Two rollups, two chains: never one config hash, so no proof of one is a proof of the other.
    function test_configHashBindsChainAndContract() public {
        Rollup other = new Rollup(attestation, router, market, config());
        vm.assertNotEq(other.configHash(), rollup.configHash());
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("akashi.rollup.config.v1"), block.chainid, address(rollup), uint256(61_626), blockHashOf(0)
            )
        );
        vm.assertEq(rollup.configHash(), expected);
    }

    // --- Posting ---

    function test_post() public {
        deposit(1 ether);
        forceTx();
        post();
        checkTips(1, 0, 0);
        Batch memory b = rollup.batchAt(1);
        vm.assertEq(b.prevBlockHash, blockHashOf(0));
        vm.assertEq(b.depositCount, 1);
        vm.assertEq(b.forcedCount, 1);
        vm.assertEq(b.postedAt, vm.getBlockTimestamp());
        Opening memory o = openingOf(0);
        vm.assertEq(b.daCommitment, keccak256(abi.encode(1, versionedHash(o.commitment), o.z, o.y)));
        vm.assertEq(rollup.batchAt(2).serial, 0);
    }

    /// @dev The input commitment, written out from the specification.
    function test_inputCommitment() public {
        deposit(1 ether);
        post();
        deposit(2 ether);
        forceTx();
        post(nextPost(1));
        Opening memory o = openingOf(1);
        bytes memory known = abi.encode(
            uint256(0xf8f),
            keccak256("akashi.rollup.batch.v1"),
            uint256(61_626),
            rollup.configHash(),
            blockHashOf(1),
            keccak256(abi.encode(1, versionedHash(o.commitment), o.z, o.y))
        );
        bytes memory queues =
            abi.encode(rollup.depositHashAt(1), rollup.depositHashAt(2), bytes32(0), rollup.forcedHashAt(1));
        vm.assertEq(rollup.inputCommitmentOf(2), sha256(bytes.concat(known, queues)));
        vm.assertEq(rollup.inputOf(2).depositHashNew, rollup.depositHashAt(2));
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 3));
        rollup.inputCommitmentOf(3);
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 0));
        rollup.inputCommitmentOf(0);
    }

    function test_post_inOrder() public {
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        for (uint64 i = 0; i < 3; i += 2) {
            p.index = i;
            vm.prank(sequencer);
            vm.expectRevert(abi.encodeWithSelector(Rollup.WrongIndex.selector, i, 1));
            rollup.postBatch(p);
        }
        post();
        p.index = 1;
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongIndex.selector, 1, 2));
        rollup.postBatch(p);
    }

    function test_post_sequencerOnly() public {
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        vm.expectRevert(abi.encodeWithSelector(Rollup.OnlySequencer.selector, address(this)));
        rollup.postBatch(p);
    }

    function test_post_anybodyWithoutSequencer() public {
        RollupConfig memory c = config();
        c.sequencer = address(0);
        deployRollup(c);
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        rollup.postBatch(p);
        checkTips(1, 0, 0);
    }

    /// @dev The sequencer leaves out what is due: after its grace anybody posts, and has to take it.
    function test_post_anybodyWhenSequencerFails() public {
        forceTx();
        later(2 hours - 1);
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        vm.expectRevert(abi.encodeWithSelector(Rollup.OnlySequencer.selector, address(this)));
        rollup.postBatch(p);
        later(1);
        BatchPost memory without = nextPost(0);
        (without.forcedCount, without.forcedHash) = (0, 0);
        vm.expectRevert(abi.encodeWithSelector(Inbox.ItemDue.selector, 0));
        rollup.postBatch(without);
        rollup.postBatch(p);
        checkTips(1, 0, 0);
        // Nothing is due any more: the sequencer's turn again.
        BatchPost memory next = nextPost(0);
        vm.expectRevert(abi.encodeWithSelector(Rollup.OnlySequencer.selector, address(this)));
        rollup.postBatch(next);
    }

    function test_post_anybodyWhenDepositsWait() public {
        deposit(1 ether);
        forceTx();
        later(2 hours);
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        rollup.postBatch(p);
        checkTips(1, 0, 0);
    }

    function test_post_skippingDueItems() public {
        deposit(1 ether);
        forceTx();
        later(1 hours - 1);
        BatchPost memory p = nextPost(0);
        (p.depositCount, p.depositHash, p.forcedCount, p.forcedHash) = (0, 0, 0, 0);
        uint256 snapshot = vm.snapshotState();
        post(p);
        vm.revertToState(snapshot);
        later(1);
        carry(p.openings);
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.ItemDue.selector, 0));
        rollup.postBatch(p);
        (p.depositCount, p.depositHash) = (1, rollup.depositHashAt(1));
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.ItemDue.selector, 0));
        rollup.postBatch(p);
        (p.forcedCount, p.forcedHash) = (1, rollup.forcedHashAt(1));
        post(p);
    }

    /// @dev A flood of forced transactions cannot make a batch unprovable: a full batch leaves the rest.
    function test_post_floodIsTakenInPortions() public {
        for (uint256 i = 0; i < 65; ++i) {
            forceTx();
        }
        later(1 days);
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidCount.selector, 65, 0, 64));
        rollup.postBatch(p);
        (p.forcedCount, p.forcedHash) = (63, rollup.forcedHashAt(63));
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.ItemDue.selector, 63));
        rollup.postBatch(p);
        (p.forcedCount, p.forcedHash) = (64, rollup.forcedHashAt(64));
        post(p);
        post(nextPost(1));
        vm.assertEq(rollup.batchAt(2).forcedCount, 65);
    }

    function test_post_floodOfDeposits() public {
        for (uint256 i = 0; i < 257; ++i) {
            deposit(0.001 ether);
        }
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidCount.selector, 257, 0, 256));
        rollup.postBatch(p);
        (p.depositCount, p.depositHash) = (256, rollup.depositHashAt(256));
        post(p);
    }

    function test_post_countsOnlyGrow() public {
        deposit(1 ether);
        forceTx();
        post();
        BatchPost memory p = nextPost(0);
        (p.depositCount, p.depositHash) = (0, 0);
        carry(p.openings);
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidCount.selector, 0, 1, 1));
        rollup.postBatch(p);
        p = nextPost(0);
        p.forcedCount = 2;
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(Inbox.InvalidCount.selector, 2, 1, 1));
        rollup.postBatch(p);
    }

    /// @dev A sequencer that saw an L1 that was reorganised since posts nothing.
    function test_post_queueHashesMustMatch() public {
        deposit(1 ether);
        forceTx();
        BatchPost memory p = nextPost(0);
        carry(p.openings);
        p.depositHash = "x";
        bytes memory wrong =
            abi.encodeWithSelector(Inbox.WrongQueueHash.selector, 1, bytes32("x"), rollup.depositHashAt(1));
        vm.prank(sequencer);
        vm.expectRevert(wrong);
        rollup.postBatch(p);
        p = nextPost(0);
        p.forcedHash = "y";
        wrong = abi.encodeWithSelector(Inbox.WrongQueueHash.selector, 1, bytes32("y"), rollup.forcedHashAt(1));
        vm.prank(sequencer);
        vm.expectRevert(wrong);
        rollup.postBatch(p);
        p = nextPost(0);
        (p.depositCount, p.depositHash) = (0, "z");
        wrong = abi.encodeWithSelector(Inbox.WrongQueueHash.selector, 0, bytes32("z"), bytes32(0));
        vm.prank(sequencer);
        vm.expectRevert(wrong);
        rollup.postBatch(p);
    }

    function test_post_needsItsBlob() public {
        BatchPost memory p = nextPost(0);
        vm.blobhashes(new bytes32[](0));
        vm.prank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(BlobBinding.MissingBlob.selector, 0));
        rollup.postBatch(p);
    }

    // --- The request ---

    function test_request_opened() public {
        post();
        ProofRequest memory r = rollup.requestOf(1);
        bytes32 id = market.requestIdOf(r);
        vm.assertTrue(market.requestState(id).status == RequestStatus.Open);
        vm.assertEq(r.requester, address(rollup));
        vm.assertEq(r.inputCommitment, rollup.inputCommitmentOf(1));
        vm.assertEq(rollup.provingBudget(), 10 ether - market.escrowOf(r));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRequested.selector, 1));
        rollup.requestProof(1);
    }

    /// @dev Without money for a proof the batch is posted all the same; anybody can have it requested later.
    function test_request_deferred() public {
        Rollup poor = new Rollup(attestation, router, market, config());
        rollup = poor;
        post();
        vm.assertEq(rollup.batchAt(1).attempts, 0);
        uint256 escrow = market.escrowOf(rollup.requestOf(1));
        vm.expectRevert(abi.encodeWithSelector(Rollup.BudgetTooLow.selector, 0, escrow));
        rollup.requestProof(1);
        rollup.fund{value: escrow - 1}();
        vm.expectRevert(abi.encodeWithSelector(Rollup.BudgetTooLow.selector, escrow - 1, escrow));
        rollup.requestProof(1);
        rollup.fund{value: 1}();
        rollup.requestProof(1);
        vm.assertEq(rollup.provingBudget(), 0);
        vm.assertEq(rollup.batchAt(1).attempts, 1);
    }

    /// @dev Users' money never buys proofs.
    function test_request_notFromBridgedMoney() public {
        rollup = new Rollup(attestation, router, market, config());
        deposit(100 ether);
        post();
        vm.assertEq(rollup.batchAt(1).attempts, 0);
        vm.assertEq(address(rollup).balance, 100 ether);
    }

    /// @dev A market that refuses, or is not there, does not stop the rollup.
    function test_request_marketRefuses() public {
        RollupConfig memory c = config();
        c.terms.t1 = c.terms.t4 + 1;
        deployRollup(c);
        post();
        checkTips(1, 0, 0);
        vm.assertEq(rollup.provingBudget(), 10 ether);
        vm.assertEq(rollup.batchAt(1).attempts, 0);
    }

    function test_request_againAfterExpiry() public {
        post();
        ProofRequest memory r = rollup.requestOf(1);
        bytes32 id = market.requestIdOf(r);
        toElapsed(id, T4 + 1);
        market.expire(r);
        market.withdrawFor(payable(address(rollup)));
        // The market keeps a wei of every account it knows.
        vm.assertApproxEqAbs(rollup.provingBudget(), 10 ether, 1);
        rollup.requestProof(1);
        bytes32 next = market.requestIdOf(rollup.requestOf(1));
        vm.assertNotEq(next, id);
        vm.assertTrue(market.requestState(next).status == RequestStatus.Open);
    }

    function test_request_notForSettled() public {
        post();
        attestBatch(1, resultOf(1));
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyRecorded.selector, 1));
        rollup.requestProof(1);
        vm.expectRevert(abi.encodeWithSelector(BatchRecord.UnknownBatch.selector, 2));
        rollup.requestProof(2);
    }

    function test_moneyOnlyFromTheMarket() public {
        (bool ok, bytes memory out) = address(rollup).call{value: 1}("");
        vm.assertFalse(ok);
        vm.assertEq(out, abi.encodeWithSelector(Rollup.OnlyMarket.selector, address(this)));
    }

    /// @dev From post to payment: assigned, fulfilled with an attestation, recorded by the callback, paid.
    function test_wayOfABatch() public {
        joinMany(5);
        post();
        ProofRequest memory r = rollup.requestOf(1);
        bytes32 id = market.requestIdOf(r);
        assign(r);
        Result memory result = resultOf(1);
        address payee = registry.payoutOf(proverOf(id, 0));
        Fulfilment memory f;
        f.request = r;
        f.role = ROLE_PRIMARY;
        f.outputDigest = sha256(publicWords(1, result));
        (f.payee, f.work, f.evidence) = (payee, WORK_DONE, EVIDENCE);
        f.proofs = new ClassProof[](1);
        f.proofs[0].class = 1;
        f.output = abi.encode(uint64(1), result);
        attestation.attest(_withPayee(1, result, payee));
        market.fulfil(f);
        checkTips(1, 1, 0);
        vm.assertGt(market.creditOf(payee), 0);
        market.withdrawFor(payable(address(rollup)));
        vm.assertApproxEqAbs(rollup.provingBudget(), 10 ether - market.creditOf(payee), 1);
    }

    function test_gas_requestOnTopOfPosting() public {
        joinMany(5);
        Rollup poor = new Rollup(attestation, router, market, config());
        Rollup rich = rollup;
        rollup = poor;
        post();
        rollup = rich;
        post();
        rollup = poor;
        uint256 without = _measure("post-batch-without-request");
        rollup = rich;
        uint256 with = _measure("post-batch");
        vm.snapshotValue("rollup", "request-on-top-of-posting", with - without);
        vm.assertLt(with - without, 120_000);
    }

    function _measure(string memory name) private returns (uint256) {
        BatchPost memory p = nextPost(1);
        carry(p.openings);
        vm.cool(address(rollup));
        vm.cool(address(market));
        vm.cool(address(registry));
        vm.prank(sequencer);
        rollup.postBatch(p);
        return vm.snapshotGasLastCall("rollup", name);
    }

    function _withPayee(uint64 index, Result memory r, address payee) private view returns (Statement memory s) {
        s = statementOf(index, r);
        s.payee = payee;
    }
}
