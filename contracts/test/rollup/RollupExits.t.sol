// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchRecord} from "../../src/rollup/BatchRecord.sol";
import {Exits} from "../../src/rollup/Exits.sol";
import {Rollup} from "../../src/rollup/Rollup.sol";
import {BatchPost, Result, RollupConfig} from "../../src/rollup/RollupTypes.sol";
import {RollupFixture} from "./RollupFixture.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @notice Takes money and tries to take it again.
contract Greedy {
    Rollup private immutable _rollup;
    bytes private _again;
    uint256 public attempts;

    constructor(Rollup rollup) {
        _rollup = rollup;
    }

    function arm(bytes calldata again) external {
        _again = again;
    }

    receive() external payable {
        ++attempts;
        (bool ok, bytes memory reason) = address(_rollup).call(_again);
        if (!ok) {
            assembly {
                revert(add(reason, 0x20), mload(reason))
            }
        }
    }
}

/// @notice Withdrawals, the escape, reclaimed deposits.
contract RollupExitsTest is RollupFixture {
    address private bob = address(0xB0B0);

    function setUp() public {
        deployRollup();
    }

    // --- Withdrawals ---

    function test_withdraw() public {
        bytes32[] memory path = _proveWithdrawals();
        rollup.withdraw(1, 1, bob, 2 ether, path);
        vm.assertEq(bob.balance, 2 ether);
        vm.assertEq(rollup.bridged(), 8 ether);
        vm.assertTrue(rollup.isWithdrawn(1, _leafOf(1, bob, 2 ether)));
        vm.assertFalse(rollup.isWithdrawn(1, _leafOf(0, alice, 1 ether)));
    }

    function test_withdraw_once() public {
        bytes32[] memory path = _proveWithdrawals();
        rollup.withdraw(1, 1, bob, 2 ether, path);
        vm.expectRevert(abi.encodeWithSelector(Exits.AlreadyWithdrawn.selector, 1, 1));
        rollup.withdraw(1, 1, bob, 2 ether, path);
    }

    /// @dev Attested is not enough, posted even less.
    function test_withdraw_provenOnly() public {
        deposit(10 ether);
        post();
        (Result memory r, bytes32[] memory path) = _withWithdrawals();
        vm.expectRevert(abi.encodeWithSelector(Exits.NotProven.selector, 1));
        rollup.withdraw(1, 1, bob, 2 ether, path);
        attestBatch(1, r);
        later(30 days);
        vm.expectRevert(abi.encodeWithSelector(Exits.NotProven.selector, 1));
        rollup.withdraw(1, 1, bob, 2 ether, path);
        vm.expectRevert(abi.encodeWithSelector(Exits.NotProven.selector, 0));
        rollup.withdraw(0, 1, bob, 2 ether, path);
    }

    /// @dev Proven, but not on top of what is proven: no.
    function test_withdraw_notFromResultsThatWait() public {
        deposit(10 ether);
        post();
        post(nextPost(1));
        (Result memory r, bytes32[] memory path) = _withWithdrawals();
        proveBatch(2, r);
        later(1 hours);
        vm.expectRevert(abi.encodeWithSelector(Exits.NotProven.selector, 2));
        rollup.withdraw(2, 1, bob, 2 ether, path);
    }

    function test_withdraw_waitsForPayoutDelay() public {
        deposit(10 ether);
        post();
        (Result memory r, bytes32[] memory path) = _withWithdrawals();
        proveBatch(1, r);
        later(1 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, vm.getBlockTimestamp() + 1));
        rollup.withdraw(1, 1, bob, 2 ether, path);
        later(1);
        rollup.withdraw(1, 1, bob, 2 ether, path);
    }

    function test_withdraw_exactlyWhatIsInTheTree() public {
        bytes32[] memory path = _proveWithdrawals();
        bytes memory refusal = abi.encodeWithSelector(Exits.NotInTree.selector, 1, 1);
        vm.expectRevert(refusal);
        rollup.withdraw(1, 1, bob, 3 ether, path);
        vm.expectRevert(refusal);
        rollup.withdraw(1, 1, alice, 2 ether, path);
        vm.expectRevert(abi.encodeWithSelector(Exits.NotInTree.selector, 1, 0));
        rollup.withdraw(1, 0, bob, 2 ether, path);
        // The same leaf under an index that differs above the tree.
        vm.expectRevert(abi.encodeWithSelector(Exits.NotInTree.selector, 1, 5));
        rollup.withdraw(1, 5, bob, 2 ether, path);
        path[1] = "x";
        vm.expectRevert(refusal);
        rollup.withdraw(1, 1, bob, 2 ether, path);
        // A path that starts or ends elsewhere.
        vm.expectRevert(refusal);
        rollup.withdraw(1, 1, bob, 2 ether, new bytes32[](1));
        vm.expectRevert(refusal);
        rollup.withdraw(1, 1, bob, 2 ether, new bytes32[](33));
    }

    function testFuzz_withdraw_anythingElseFails(uint64 index, address to, uint256 amount, bytes32[4] calldata p)
        public
    {
        _proveWithdrawals();
        bytes32[] memory path = new bytes32[](4);
        for (uint256 i = 0; i < 4; ++i) {
            path[i] = p[i];
        }
        vm.expectRevert(abi.encodeWithSelector(Exits.NotInTree.selector, 1, index));
        rollup.withdraw(1, index, to, amount, path);
    }

    function test_withdraw_reentrancy() public {
        Greedy greedy = new Greedy(rollup);
        deposit(10 ether);
        post();
        Result memory r = resultOf(1);
        r.withdrawalsRoot = keccak256(abi.encodePacked(uint64(0), address(greedy), uint256(1 ether)));
        proveBatch(1, r);
        later(1 hours);
        bytes memory again = abi.encodeCall(Exits.withdraw, (1, 0, address(greedy), 1 ether, new bytes32[](0)));
        greedy.arm(again);
        vm.expectRevert(abi.encodeWithSelector(Exits.TransferFailed.selector, address(greedy)));
        rollup.withdraw(1, 0, address(greedy), 1 ether, new bytes32[](0));
        vm.assertEq(address(greedy).balance, 0);
        vm.assertFalse(rollup.isWithdrawn(1, _leafOf(0, address(greedy), 1 ether)));
        greedy.arm(abi.encodeCall(rollup.advance, ()));
        rollup.withdraw(1, 0, address(greedy), 1 ether, new bytes32[](0));
        vm.assertEq(address(greedy).balance, 1 ether);
    }

    /// @dev More than users bridged cannot leave: the proving budget is not theirs.
    function test_withdraw_neverFromTheBudget() public {
        deposit(1 ether);
        post();
        Result memory r = resultOf(1);
        r.withdrawalsRoot = keccak256(abi.encodePacked(uint64(0), bob, uint256(2 ether)));
        proveBatch(1, r);
        later(1 hours);
        vm.expectRevert(abi.encodeWithSelector(Exits.InsufficientBridge.selector, 1 ether, 2 ether));
        rollup.withdraw(1, 0, bob, 2 ether, new bytes32[](0));
    }

    // --- Escape ---

    function test_escape_whenABatchWaits() public {
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.activateEscape();
        post();
        uint256 until = vm.getBlockTimestamp() + 7 days;
        attestBatch(1, resultOf(1));
        _escapesAt(until);
    }

    function test_escape_whenADepositWaits() public {
        deposit(1 ether);
        _escapesAt(vm.getBlockTimestamp() + 7 days);
    }

    function test_escape_whenAForcedTransactionWaits() public {
        forceTx();
        uint256 until = vm.getBlockTimestamp() + 7 days;
        later(1 days);
        deposit(1 ether);
        post();
        _escapesAt(until);
    }

    /// @dev Everything proven: nothing to run from, however long ago that was.
    function test_escape_notWhenAllIsProven() public {
        deposit(1 ether);
        forceTx();
        post();
        proveBatch(1, resultOf(1));
        later(365 days);
        vm.assertEq(rollup.pendingSince(), 0);
        vm.expectRevert(Exits.NothingPending.selector);
        rollup.activateEscape();
    }

    /// @dev A freeze among proofs is no reason to run: the clock starts when proving is possible again.
    function test_escape_clockStartsAfterAFreeze() public {
        post();
        proveBatch(1, resultOf(1));
        Result memory other = resultOf(1);
        other.stateRoot = "other";
        rollup.reportProven(1, other, PAYEE, WORK_DONE, proofOf(V1, 1, other));
        _escapesAt(uint256(rollup.provenFrozenUntil()) + 7 days);
    }

    /// @dev The root that users leave with has to have waited, like any other payout.
    function test_escape_waitsForPayoutDelay() public {
        post();
        post(nextPost(1));
        later(7 days);
        proveBatch(1, resultOf(1));
        vm.assertEq(rollup.pendingSince(), vm.getBlockTimestamp() - 7 days);
        _escapesAt(vm.getBlockTimestamp() + 1 hours);
    }

    function test_escape_isFinal() public {
        deposit(1 ether);
        post();
        bytes memory proof = proofOf(V1, 1, resultOf(1));
        BatchPost memory p = nextPost(1);
        later(7 days);
        rollup.activateEscape();
        bytes4 refusal = BatchRecord.RollupEscaped.selector;
        vm.expectRevert(refusal);
        rollup.activateEscape();
        vm.expectRevert(refusal);
        rollup.prove(1, resultOf(1), PAYEE, WORK_DONE, proof);
        vm.expectRevert(refusal);
        rollup.attest(1, resultOf(1), credit(), "");
        vm.expectRevert(refusal);
        rollup.reportProven(1, resultOf(1), PAYEE, WORK_DONE, proof);
        vm.expectRevert(refusal);
        rollup.postBatch(p);
        vm.expectRevert(refusal);
        rollup.discard();
        vm.expectRevert(refusal);
        rollup.advance();
        vm.expectRevert(refusal);
        rollup.freezeAttested();
        vm.expectRevert(refusal);
        rollup.requestProof(1);
        vm.expectRevert(refusal);
        rollup.fund{value: 1}();
        vm.expectRevert(refusal);
        rollup.deposit{value: 1 ether}(alice);
        vm.expectRevert(refusal);
        rollup.forceTransaction{value: 0.001 ether}(hex"02");
        // What is owed by the market still comes in.
        vm.deal(address(market), 1 ether);
        vm.prank(address(market));
        (bool ok,) = address(rollup).call{value: 1 ether}("");
        vm.assertTrue(ok);
    }

    /// @dev Withdrawals of proven batches are paid after an escape as before.
    function test_escape_withdrawalsGoOn() public {
        bytes32[] memory path = _proveWithdrawals();
        forceTx();
        later(7 days);
        rollup.activateEscape();
        rollup.withdraw(1, 1, bob, 2 ether, path);
        vm.assertEq(bob.balance, 2 ether);
    }

    function test_escape_balanceOfTheProvenState() public {
        (bytes memory leaf, bytes32 root) = _oneAccountState(alice, 3 ether);
        deposit(10 ether);
        post();
        Result memory r = resultOf(1);
        r.stateRoot = root;
        proveBatch(1, r);
        bytes[] memory proof = new bytes[](1);
        proof[0] = leaf;
        vm.expectRevert(Exits.NotEscaped.selector);
        rollup.escape(alice, proof);
        forceTx();
        later(7 days);
        rollup.activateEscape();
        uint256 before = alice.balance;
        rollup.escape(alice, proof);
        vm.assertEq(alice.balance - before, 3 ether);
        vm.assertEq(rollup.bridged(), 7 ether);
        vm.expectRevert(abi.encodeWithSelector(Exits.AlreadyEscaped.selector, alice));
        rollup.escape(alice, proof);
        vm.expectRevert();
        rollup.escape(bob, proof);
        vm.expectRevert();
        rollup.escape(bob, new bytes[](0));
    }

    /// @dev That balance is paid by `withdraw` to those who withdrew; paid out here, it would be paid twice.
    function test_escape_withdrawnMoneyStays() public {
        address place = rollup.WITHDRAWALS();
        (bytes memory leaf, bytes32 root) = _oneAccountState(place, 3 ether);
        deposit(10 ether);
        post();
        Result memory r = resultOf(1);
        r.stateRoot = root;
        proveBatch(1, r);
        forceTx();
        later(7 days);
        rollup.activateEscape();
        bytes[] memory proof = new bytes[](1);
        proof[0] = leaf;
        vm.expectRevert(abi.encodeWithSelector(Exits.NothingToEscape.selector, place));
        rollup.escape(place, proof);
        vm.assertEq(rollup.bridged(), 10 ether);
    }

    function test_escape_reentrancy() public {
        Greedy greedy = new Greedy(rollup);
        (bytes memory leaf, bytes32 root) = _oneAccountState(address(greedy), 3 ether);
        deposit(10 ether);
        post();
        Result memory r = resultOf(1);
        r.stateRoot = root;
        proveBatch(1, r);
        forceTx();
        later(7 days);
        rollup.activateEscape();
        bytes[] memory proof = new bytes[](1);
        proof[0] = leaf;
        greedy.arm(abi.encodeCall(Exits.escape, (address(greedy), proof)));
        vm.expectRevert(abi.encodeWithSelector(Exits.TransferFailed.selector, address(greedy)));
        rollup.escape(address(greedy), proof);
        vm.assertFalse(rollup.hasEscaped(address(greedy)));
    }

    function test_escape_malformedAccount() public {
        bytes[] memory fields = new bytes[](3);
        fields[0] = RLP.encode(uint256(1));
        fields[1] = RLP.encode(uint256(2));
        fields[2] = RLP.encode(uint256(3));
        (bytes memory leaf, bytes32 root) = _leaf(alice, RLP.encode(fields));
        RollupConfig memory c = config();
        c.genesisStateRoot = root;
        deployRollup(c);
        deposit(1 ether);
        later(7 days);
        rollup.activateEscape();
        bytes[] memory proof = new bytes[](1);
        proof[0] = leaf;
        vm.expectRevert(abi.encodeWithSelector(Exits.MalformedAccount.selector, alice));
        rollup.escape(alice, proof);
    }

    /// @dev Real accounts of Ethereum mainnet, as the state before block 22615247 has them.
    function test_escape_mainnetAccounts() public {
        string memory json = vm.readFile("test/vectors/account_proofs.json");
        RollupConfig memory c = config();
        c.genesisStateRoot = vm.parseJsonBytes32(json, ".stateRoot");
        deployRollup(c);
        vm.deal(address(this), 10_000 ether);
        rollup = new Rollup{value: 10_000 ether}(attestation, router, market, c);
        vm.assertEq(rollup.bridged(), 10_000 ether);
        forceTx();
        later(7 days);
        rollup.activateEscape();
        uint256 paid;
        uint256 count = vm.parseJsonUint(json, ".count");
        for (uint256 i = 0; i < count; ++i) {
            string memory key = string.concat(".accounts[", vm.toString(i), "].");
            address account = address(bytes20(vm.parseJsonBytes(json, string.concat(key, "address"))));
            bytes[] memory proof = abi.decode(vm.parseJson(json, string.concat(key, "proof")), (bytes[]));
            uint256 balance = vm.parseJsonUint(json, string.concat(key, "balance"));
            vm.etch(account, "");
            uint256 before = account.balance;
            rollup.escape(account, proof);
            vm.assertEq(account.balance - before, balance);
            paid += balance;
        }
        vm.assertEq(rollup.bridged(), 10_000 ether - paid);
        // A contract without balance, and an address that has no account.
        address none = address(bytes20(vm.parseJsonBytes(json, ".zero.address")));
        bytes[] memory nodes = abi.decode(vm.parseJson(json, ".zero.proof"), (bytes[]));
        vm.expectRevert(abi.encodeWithSelector(Exits.NothingToEscape.selector, none));
        rollup.escape(none, nodes);
        none = address(bytes20(vm.parseJsonBytes(json, ".absent.address")));
        nodes = abi.decode(vm.parseJson(json, ".absent.proof"), (bytes[]));
        vm.expectRevert();
        rollup.escape(none, nodes);
    }

    // --- Deposits that never arrived ---

    function test_reclaim() public {
        deposit(1 ether);
        vm.prank(alice);
        rollup.deposit{value: 2 ether}(bob);
        post();
        proveBatch(1, resultOf(1));
        deposit(3 ether);
        vm.prank(alice);
        rollup.deposit{value: 4 ether}(bob);
        post(nextPost(1));
        attestBatch(2, resultOf(2));
        vm.expectRevert(Exits.NotEscaped.selector);
        rollup.reclaim(3, bob, 4e9);
        later(7 days);
        rollup.activateEscape();
        vm.expectRevert(abi.encodeWithSelector(Exits.DepositConsumed.selector, 1));
        rollup.reclaim(1, bob, 2e9);
        vm.expectRevert(abi.encodeWithSelector(Exits.NoSuchDeposit.selector, 4));
        rollup.reclaim(4, bob, 4e9);
        vm.expectRevert(abi.encodeWithSelector(Exits.NoSuchDeposit.selector, 3));
        rollup.reclaim(3, bob, 5e9);
        vm.expectRevert(abi.encodeWithSelector(Exits.NoSuchDeposit.selector, 3));
        rollup.reclaim(3, alice, 4e9);
        uint256 before = alice.balance;
        rollup.reclaim(3, bob, 4e9);
        vm.assertEq(alice.balance - before, 4 ether);
        vm.assertEq(bob.balance, 0);
        vm.expectRevert(abi.encodeWithSelector(Exits.AlreadyReclaimed.selector, 3));
        rollup.reclaim(3, bob, 4e9);
        rollup.reclaim(2, alice, 3e9);
        vm.assertEq(rollup.bridged(), 3 ether);
    }

    function test_reclaim_refusedByTheSender() public {
        Greedy greedy = new Greedy(rollup);
        vm.deal(address(greedy), 1 ether);
        vm.prank(address(greedy));
        rollup.deposit{value: 1 ether}(alice);
        later(7 days);
        rollup.activateEscape();
        greedy.arm(abi.encodeCall(Exits.reclaim, (0, alice, 1e9)));
        vm.expectRevert(abi.encodeWithSelector(Exits.TransferFailed.selector, address(greedy)));
        rollup.reclaim(0, alice, 1e9);
        vm.assertFalse(rollup.isReclaimed(0));
    }

    /// @dev A false result was paid against before it was refuted: the true one's withdrawals are paid still,
    /// whatever the false one put in their places.
    function test_withdraw_afterAFalseResultWasPaid() public {
        deposit(10 ether);
        post();
        Result memory lie = resultOf(1);
        lie.withdrawalsRoot = _leafOf(0, alice, 0);
        rollup.prove(1, lie, PAYEE, WORK_DONE, proofOf(V2, 1, lie));
        later(1 hours);
        rollup.withdraw(1, 0, alice, 0, new bytes32[](0));
        Result memory truth = resultOf(1);
        truth.withdrawalsRoot = _leafOf(0, bob, 2 ether);
        rollup.reportProven(1, truth, PAYEE, WORK_DONE, proofOf(V2, 1, truth));
        vm.warp(rollup.provenFrozenUntil());
        proveBatch(1, truth);
        later(1 hours);
        rollup.withdraw(1, 0, bob, 2 ether, new bytes32[](0));
        vm.assertEq(bob.balance, 2 ether);
    }

    // --- Help ---

    function _leafOf(uint64 index, address to, uint256 amount) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(index, to, amount));
    }

    function _escapesAt(uint256 until) private {
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(Exits.TooEarly.selector, until));
        rollup.activateEscape();
        vm.warp(until);
        rollup.activateEscape();
        vm.assertTrue(rollup.escaped());
    }

    /// @dev Three withdrawals in a tree of depth 2; the path of number 1: 2 ether for bob.
    function _withWithdrawals() private view returns (Result memory r, bytes32[] memory path) {
        bytes32 a = keccak256(abi.encodePacked(uint64(0), alice, uint256(1 ether)));
        bytes32 b = keccak256(abi.encodePacked(uint64(1), bob, uint256(2 ether)));
        bytes32 c = keccak256(abi.encodePacked(uint64(2), alice, uint256(3 ether)));
        bytes32 left = keccak256(abi.encodePacked(a, b));
        bytes32 right = keccak256(abi.encodePacked(c, bytes32(0)));
        r = resultOf(1);
        r.withdrawalsRoot = keccak256(abi.encodePacked(left, right));
        path = new bytes32[](2);
        (path[0], path[1]) = (a, right);
    }

    function _proveWithdrawals() private returns (bytes32[] memory path) {
        deposit(10 ether);
        post();
        Result memory r;
        (r, path) = _withWithdrawals();
        proveBatch(1, r);
        later(1 hours);
    }

    /// @dev A state trie of one account is one leaf node: its path is the whole key.
    function _oneAccountState(address account, uint256 balance) private pure returns (bytes memory, bytes32) {
        bytes[] memory fields = new bytes[](4);
        fields[0] = RLP.encode(uint256(5));
        fields[1] = RLP.encode(balance);
        fields[2] = RLP.encode(abi.encodePacked(keccak256(hex"80")));
        fields[3] = RLP.encode(abi.encodePacked(keccak256("")));
        return _leaf(account, RLP.encode(fields));
    }

    function _leaf(address account, bytes memory value) private pure returns (bytes memory node, bytes32 root) {
        bytes[] memory parts = new bytes[](2);
        parts[0] = RLP.encode(abi.encodePacked(uint8(0x20), keccak256(abi.encodePacked(account))));
        parts[1] = RLP.encode(value);
        node = RLP.encode(parts);
        root = keccak256(node);
    }
}
