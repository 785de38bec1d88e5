// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Batch, BatchPost, Result, Root} from "../../src/rollup/RollupTypes.sol";
import {TestBase} from "../base/TestBase.sol";
import {RollupFixture} from "./RollupFixture.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @notice A world around the rollup: users, a sequencer, provers, and a plain model of the L2 to compare with.
contract RollupHandler is RollupFixture {
    uint256 private constant USERS = 4;

    struct Sent {
        uint256 to;
        uint256 amount;
    }

    struct Exit {
        uint256 to;
        uint256 amount;
    }

    address[USERS] private _users;
    Sent[] private _deposits;
    /// What the L2 holds after each batch, and what left in it.
    mapping(uint64 batch => uint256[USERS]) private _balances;
    mapping(uint64 batch => Exit[]) private _exits;
    mapping(uint64 batch => Result) private _results;

    uint256 public deposited;
    uint256 public paid;
    uint256 public escapedSum;
    uint256 public reclaimedSum;
    uint256 public doublePayments;

    constructor() {
        vm.deal(address(this), 1000 ether);
        // Point evaluation, at a tenth of a second a call, is tested with real vectors elsewhere.
        vm.mockCall(
            address(0x0a), "", abi.encode(4096, 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001)
        );
        deployRollup();
        uint256 taken;
        for (uint256 i = 0; taken < USERS; ++i) {
            // One user for each first nibble of the trie's keys, so that the state is a branch of leaves.
            address user = address(uint160(0x5EED0000 + i));
            bool free = true;
            for (uint256 j = 0; j < taken; ++j) {
                if (_nibble(_users[j]) == _nibble(user)) free = false;
            }
            if (free) _users[taken++] = user;
        }
    }

    // --- Actions ---

    function userDeposits(uint256 user, uint256 amount) external {
        if (rollup.escaped()) return;
        amount = bound(amount, 1_000_000, 100e9) * 1 gwei;
        user %= USERS;
        vm.deal(_users[user], _users[user].balance + amount);
        vm.prank(_users[user]);
        rollup.deposit{value: amount}(_users[user]);
        _deposits.push(Sent(user, amount));
        deposited += amount;
    }

    function userForces() external {
        if (!rollup.escaped()) forceTx();
    }

    function somebodyFunds(uint256 amount) external {
        if (rollup.escaped()) return;
        amount = bound(amount, 0, 1 ether);
        vm.deal(address(this), amount);
        rollup.fund{value: amount}();
    }

    /// @dev An honest batch: takes all deposits, lets up to three users withdraw.
    function sequencerPosts(uint256 seed) external {
        (uint64 posted, uint64 attested,) = rollup.tips();
        if (rollup.escaped() || posted > attested + 4) return;
        uint64 index = posted + 1;
        BatchPost memory p = nextPost(seed % 3);
        uint64 from = posted == 0 ? 0 : rollup.batchAt(posted).depositCount;
        if (p.depositCount > from + 256 || p.forcedCount > 60) return;
        uint256[USERS] memory balances = _balances[posted];
        for (uint256 i = from; i < p.depositCount; ++i) {
            balances[_deposits[i].to] += _deposits[i].amount;
        }
        delete _exits[index];
        for (uint256 i = 0; i < seed % 4; ++i) {
            uint256 user = (seed >> (8 * i)) % USERS;
            uint256 amount = balances[user] == 0 ? 0 : uint256(keccak256(abi.encode(seed, i))) % (balances[user] + 1);
            if (amount == 0) continue;
            balances[user] -= amount;
            _exits[index].push(Exit(user, amount));
        }
        _balances[index] = balances;
        bytes32 prev = posted == 0 ? blockHashOf(0) : _results[posted].blockHash;
        p.prevBlockHash = prev;
        (, bytes32 state) = _stateOf(index);
        (bytes32 root,) = _treeOf(index, 0);
        _results[index] = Result(keccak256(abi.encode(prev, seed, state, root)), state, root, index);
        post(p);
    }

    function quorumAttests(uint256 which) external {
        (uint64 posted, uint64 attested,) = rollup.tips();
        if (rollup.escaped() || posted == attested) return;
        uint64 index = uint64(bound(which, attested + 1, posted));
        (, bool settled) = rollup.attestedRoot(index);
        if (settled || vm.getBlockTimestamp() < rollup.attestedFrozenUntil()) return;
        if (_recorded(index)) return;
        attestBatch(index, _results[index]);
    }

    function proverProves(uint256 which) external {
        (uint64 posted,, uint64 proven) = rollup.tips();
        if (rollup.escaped() || posted == proven) return;
        uint64 index = uint64(bound(which, proven + 1, posted));
        if (_provenRecorded(index)) return;
        proveBatch(index, _results[index]);
    }

    function somebodyWithdraws(uint256 which, uint256 exit) external {
        (,, uint64 proven) = rollup.tips();
        if (proven == 0) return;
        uint64 batch = uint64(bound(which, 1, proven));
        uint256 count = _exits[batch].length;
        if (count == 0) return;
        uint64 index = uint64(exit % count);
        Exit memory e = _exits[batch][index];
        (, bytes32[] memory path) = _treeOf(batch, index);
        bool before = _isPaid(batch, index);
        try rollup.withdraw(batch, index, _users[e.to], e.amount, path) {
            if (before) ++doublePayments;
            paid += e.amount;
        } catch {
            // Paid before, or the payout delay is not over.
            (, bool settled) = rollup.provenRoot(batch);
            vm.assertTrue(settled);
        }
    }

    function timePasses(uint256 seconds_) external {
        later(bound(seconds_, 1, 20 hours));
        vm.roll(vm.getBlockNumber() + 1);
    }

    function somebodyDiscards() external {
        try rollup.discard() {} catch {}
    }

    function somebodyActivatesEscape() external {
        try rollup.activateEscape() {} catch {}
    }

    function userEscapes(uint256 user) external {
        if (!rollup.escaped()) return;
        user %= USERS;
        (,, uint64 proven) = rollup.tips();
        if (proven == 0) return;
        bytes[] memory proof = new bytes[](2);
        (proof[0],) = _stateOf(proven);
        proof[1] = _leafOf(proven, user);
        bool before = rollup.hasEscaped(_users[user]);
        try rollup.escape(_users[user], proof) {
            if (before) ++doublePayments;
            escapedSum += _balances[proven][user];
        } catch {
            vm.assertTrue(before || _balances[proven][user] == 0, "an account could not leave");
        }
    }

    function userReclaims(uint256 which) external {
        if (!rollup.escaped() || _deposits.length == 0) return;
        uint64 index = uint64(which % _deposits.length);
        Sent memory d = _deposits[index];
        bool before = rollup.isReclaimed(index);
        try rollup.reclaim(index, _users[d.to], uint64(d.amount / 1 gwei)) {
            if (before) ++doublePayments;
            reclaimedSum += d.amount;
        } catch {
            (,, uint64 proven) = rollup.tips();
            bool taken = proven != 0 && index < rollup.batchAt(proven).depositCount;
            vm.assertTrue(before || taken, "a deposit could not be reclaimed");
        }
    }

    // --- What must hold ---

    function checkBooks() external view {
        vm.assertEq(address(rollup).balance, rollup.bridged() + rollup.provingBudget(), "two accounts, one balance");
        vm.assertEq(rollup.bridged(), deposited - paid - escapedSum - reclaimedSum, "in = out + held");
        vm.assertEq(doublePayments, 0, "paid twice");
    }

    /// @dev What the proven state owes is exactly what is there.
    function checkSolvency() external view {
        (,, uint64 proven) = rollup.tips();
        uint256 owed;
        for (uint64 b = 1; b <= proven; ++b) {
            for (uint64 i = 0; i < _exits[b].length; ++i) {
                if (!_isPaid(b, i)) owed += _exits[b][i].amount;
            }
        }
        for (uint256 u = 0; u < USERS; ++u) {
            if (!rollup.hasEscaped(_users[u])) owed += _balances[proven][u];
        }
        uint64 taken = proven == 0 ? 0 : rollup.batchAt(proven).depositCount;
        for (uint64 i = taken; i < _deposits.length; ++i) {
            if (!rollup.isReclaimed(i)) owed += _deposits[i].amount;
        }
        vm.assertEq(rollup.bridged(), owed, "held = owed");
    }

    function checkTipsInOrder() external view {
        (uint64 posted, uint64 attested, uint64 proven) = rollup.tips();
        vm.assertLe(proven, attested);
        vm.assertLe(attested, posted);
    }

    /// @dev No due item is left out of a posted batch unless the batch is full.
    function checkDueItems() external view {
        (uint64 posted,,) = rollup.tips();
        for (uint64 b = 1; b <= posted; ++b) {
            Batch memory batch = rollup.batchAt(b);
            uint256 since = rollup.forcedWaitingSince(batch.forcedCount);
            vm.assertTrue(since == 0 || since + 1 hours > batch.postedAt, "a due transaction was left out");
        }
    }

    // --- Help ---

    function _isPaid(uint64 batch, uint64 index) private view returns (bool) {
        Exit memory e = _exits[batch][index];
        return rollup.isWithdrawn(batch, keccak256(abi.encodePacked(index, _users[e.to], e.amount)));
    }

    function _recorded(uint64 index) private view returns (bool) {
        (Root memory root,) = rollup.attestedRoot(index);
        return root.serial != 0 || _provenRecorded(index);
    }

    function _provenRecorded(uint64 index) private view returns (bool) {
        (Root memory root,) = rollup.provenRoot(index);
        return root.serial != 0;
    }

    function _nibble(address user) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(user))) >> 252;
    }

    function _leafOf(uint64 batch, uint256 user) private view returns (bytes memory) {
        bytes[] memory fields = new bytes[](4);
        fields[0] = RLP.encode(uint256(batch));
        fields[1] = RLP.encode(_balances[batch][user]);
        fields[2] = RLP.encode(abi.encodePacked(keccak256(hex"80")));
        fields[3] = RLP.encode(abi.encodePacked(keccak256("")));
        // 63 nibbles are left of the key: an odd number, so the prefix 3 takes the place of the first.
        uint256 key = uint256(keccak256(abi.encodePacked(_users[user])));
        bytes[] memory parts = new bytes[](2);
        parts[0] = RLP.encode(abi.encodePacked((key & (type(uint256).max >> 4)) | (uint256(3) << 252)));
        parts[1] = RLP.encode(RLP.encode(fields));
        return RLP.encode(parts);
    }

    function _stateOf(uint64 batch) private view returns (bytes memory branch, bytes32 root) {
        bytes[] memory children = new bytes[](17);
        for (uint256 i = 0; i < 17; ++i) {
            children[i] = hex"80";
        }
        for (uint256 u = 0; u < USERS; ++u) {
            children[_nibble(_users[u])] = RLP.encode(abi.encodePacked(keccak256(_leafOf(batch, u))));
        }
        branch = RLP.encode(children);
        root = keccak256(branch);
    }

    /// @dev A tree of depth 2 over at most four withdrawals, and the path of one of them.
    function _treeOf(uint64 batch, uint64 index) private view returns (bytes32 root, bytes32[] memory path) {
        bytes32[4] memory leaves;
        for (uint64 i = 0; i < _exits[batch].length; ++i) {
            Exit memory e = _exits[batch][i];
            leaves[i] = keccak256(abi.encodePacked(i, _users[e.to], e.amount));
        }
        bytes32 left = keccak256(abi.encodePacked(leaves[0], leaves[1]));
        bytes32 right = keccak256(abi.encodePacked(leaves[2], leaves[3]));
        path = new bytes32[](2);
        path[0] = leaves[index ^ 1];
        path[1] = index < 2 ? right : left;
        root = keccak256(abi.encodePacked(left, right));
    }
}

/// @notice The rollup's money, whatever users, sequencer and provers do.
contract RollupInvariantsTest is TestBase {
    RollupHandler private handler;

    function setUp() public {
        handler = new RollupHandler();
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = RollupHandler.userDeposits.selector;
        selectors[1] = RollupHandler.userForces.selector;
        selectors[2] = RollupHandler.somebodyFunds.selector;
        selectors[3] = RollupHandler.sequencerPosts.selector;
        selectors[4] = RollupHandler.quorumAttests.selector;
        selectors[5] = RollupHandler.proverProves.selector;
        selectors[6] = RollupHandler.somebodyWithdraws.selector;
        selectors[7] = RollupHandler.timePasses.selector;
        selectors[8] = RollupHandler.somebodyDiscards.selector;
        selectors[9] = RollupHandler.somebodyActivatesEscape.selector;
        selectors[10] = RollupHandler.userEscapes.selector;
        selectors[11] = RollupHandler.userReclaims.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 64
    /// forge-config: default.invariant.depth = 500
    function invariant_money() public view {
        handler.checkBooks();
        handler.checkSolvency();
        handler.checkTipsInOrder();
        handler.checkDueItems();
    }
}
