// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchRecord} from "./BatchRecord.sol";
import {RollupConfig, Root} from "./RollupTypes.sol";
import {WithdrawalTree} from "./WithdrawalTree.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";

/// @title How money leaves the rollup
/// @notice Withdrawals of proven batches; and, when nothing is proven for too long, the escape: accounts take
/// their balances out of the last proven state, deposits that never arrived go back to their senders.
///
/// @dev Every way out is a proof against something proven, is open to anybody on the owner's behalf, pays
/// once, and pays the owner. An account's balance, its withdrawals and its unconsumed deposits are disjoint:
/// a withdrawal left the balance in the batch that lists it, a deposit enters it in the batch that takes it.
/// The money of withdrawals rests on an account of the L2 that nobody owns, `WITHDRAWALS`: that balance is
/// owed to those who withdrew, and never escapes.
/// Escaping is final, because what was paid out on L1 is still in the L2's state.
abstract contract Exits is BatchRecord {
    using RLP for *;

    /// @notice Where the L2 keeps what was withdrawn: a transfer to it is a withdrawal ("L1" in ASCII).
    address public constant WITHDRAWALS = 0x0000000000000000000000000000000000004C31;

    /// @notice How long something may stay unproven before users can leave, seconds.
    uint48 public immutable escapeDelay;
    /// @notice How long a proven result waits before it is paid against, seconds.
    uint48 public immutable payoutDelay;

    /// @notice What users have inside the rollup or on its way in or out, wei.
    uint256 public bridged;
    /// @notice Until when proven results and payouts are refused.
    uint48 public provenFrozenUntil;
    /// @notice Accounts that left with their balance.
    mapping(address account => bool) public hasEscaped;
    /// @notice Deposits that were given back.
    mapping(uint64 deposit => bool) public isReclaimed;

    /// @notice Withdrawals that were paid, by batch and leaf.
    /// @dev By leaf, not by place: should a false result ever be paid against and refuted afterwards, then
    /// what it paid blocks nothing but exactly the same payment under the true one.
    mapping(uint64 batch => mapping(bytes32 leaf => bool)) public isWithdrawn;

    event Withdrawn(uint64 indexed batch, uint64 indexed index, address indexed to, uint256 amount);
    event EscapeActivated(uint64 indexed provenBatch, bytes32 stateRoot);
    event Escaped(address indexed account, uint256 amount);
    event DepositReclaimed(uint64 indexed index, address indexed sender, uint256 amount);

    error NotEscaped();
    error ProvenFrozen(uint48 until);
    error TooEarly(uint256 until);
    error NothingPending();
    error NotProven(uint64 index);
    error NotInTree(uint64 batch, uint64 index);
    error AlreadyWithdrawn(uint64 batch, uint64 index);
    error AlreadyEscaped(address account);
    error NothingToEscape(address account);
    error MalformedAccount(address account);
    error NoSuchDeposit(uint64 index);
    error DepositConsumed(uint64 index);
    error AlreadyReclaimed(uint64 index);
    error InsufficientBridge(uint256 bridged, uint256 amount);
    error TransferFailed(address to);

    constructor(RollupConfig memory config) BatchRecord(config) {
        escapeDelay = config.escapeDelay;
        payoutDelay = config.payoutDelay;
    }

    /// @notice Pays a withdrawal of a proven batch, once. Anyone may; the money goes to `to`.
    function withdraw(uint64 batch, uint64 index, address to, uint256 amount, bytes32[] calldata path) external {
        _checkPayouts();
        if (batch == 0 || batch > _tips.proven) revert NotProven(batch);
        _checkElapsed(uint256(_proven[batch].recordedAt) + payoutDelay);
        bytes32 leaf = WithdrawalTree.leafOf(index, to, amount);
        if (!WithdrawalTree.includes(_proven[batch].withdrawalsRoot, leaf, index, path)) {
            revert NotInTree(batch, index);
        }
        if (isWithdrawn[batch][leaf]) revert AlreadyWithdrawn(batch, index);
        isWithdrawn[batch][leaf] = true;
        emit Withdrawn(batch, index, to, amount);
        _pay(to, amount);
    }

    /// @notice Lets users leave with the last proven state, for good. Anyone may, once something has been
    /// waiting to be proven for `escapeDelay`.
    function activateEscape() external running {
        _checkPayouts();
        uint256 since = pendingSince();
        if (since == 0) revert NothingPending();
        Root storage last = _proven[_tips.proven];
        _checkElapsed(_later(since, provenFrozenUntil) + escapeDelay);
        _checkElapsed(uint256(last.recordedAt) + payoutDelay);
        escaped = true;
        emit EscapeActivated(_tips.proven, last.stateRoot);
    }

    /// @notice Pays an account what the last proven state says it has. Anyone may; once per account.
    /// @param proof the account's nodes in the state trie, from the root down, as in `eth_getProof`
    function escape(address account, bytes[] calldata proof) external {
        if (!escaped) revert NotEscaped();
        if (account == WITHDRAWALS) revert NothingToEscape(account);
        if (hasEscaped[account]) revert AlreadyEscaped(account);
        bytes memory key = abi.encodePacked(keccak256(abi.encodePacked(account)));
        bytes memory value = TrieProof.traverse(_proven[_tips.proven].stateRoot, key, proof);
        Memory.Slice[] memory fields = value.decodeList();
        if (fields.length != 4) revert MalformedAccount(account);
        uint256 balance = fields[1].readUint256();
        if (balance == 0) revert NothingToEscape(account);
        hasEscaped[account] = true;
        emit Escaped(account, balance);
        _pay(account, balance);
    }

    /// @notice After an escape, gives back a deposit that no proven batch has taken, to who made it.
    function reclaim(uint64 index, address to, uint64 amountGwei) external {
        if (!escaped) revert NotEscaped();
        if (index < _batches[_tips.proven].depositCount) revert DepositConsumed(index);
        address sender = _senderOf(index, to, amountGwei);
        if (sender == address(0)) revert NoSuchDeposit(index);
        if (isReclaimed[index]) revert AlreadyReclaimed(index);
        isReclaimed[index] = true;
        uint256 amount = uint256(amountGwei) * 1 gwei;
        emit DepositReclaimed(index, sender, amount);
        _pay(sender, amount);
    }

    function _checkPayouts() internal view {
        if (block.timestamp < provenFrozenUntil) revert ProvenFrozen(provenFrozenUntil);
    }

    function _checkElapsed(uint256 until) internal view {
        if (block.timestamp < until) revert TooEarly(until);
    }

    function _pay(address to, uint256 amount) private {
        if (amount > bridged) revert InsufficientBridge(bridged, amount);
        bridged -= amount;
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert TransferFailed(to);
    }
}
