// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What users send to the L2 from L1: deposits and forced transactions
/// @notice Two queues, each with a rolling hash that batches must follow and a time from which waiting is over.
///
/// @dev A rolling hash commits to a whole queue in one word: `h₀ = 0`,
/// `deposit: hᵢ₊₁ = keccak256(hᵢ ‖ i ‖ to ‖ amountGwei)` (32 + 8 + 20 + 8 bytes),
/// `forced:  hᵢ₊₁ = keccak256(hᵢ ‖ i ‖ keccak256(transaction))` (32 + 8 + 32 bytes).
/// A batch publishes the hash before and after; the contract holds every prefix's hash, so that the batch's
/// number of taken items pins both. Nothing can be taken out of order, twice, or in another form.
abstract contract Inbox {
    /// @dev One item of a queue.
    struct Item {
        /// Rolling hash including this item.
        bytes32 hash;
        /// Who sent it: gets a deposit back if it never arrives.
        address sender;
        uint48 sentAt;
    }

    /// @notice Longest forced transaction, bytes.
    uint256 public constant MAX_FORCED_BYTES = 1024;
    /// @notice Most deposits that one batch takes: bounds the work that strangers can put into a batch.
    uint256 public constant MAX_DEPOSITS_PER_BATCH = 256;
    /// @notice Most forced transactions that one batch takes.
    uint256 public constant MAX_FORCED_PER_BATCH = 64;

    uint256 private constant GWEI = 1 gwei;

    /// @notice Smallest deposit, gwei.
    uint64 public immutable minDepositGwei;
    /// @notice Price of forcing a transaction, wei.
    uint96 public immutable forcedFee;
    /// @notice How long an item may wait, seconds.
    uint48 public immutable inclusionWindow;

    Item[] private _deposits;
    Item[] private _forced;

    /// @notice A deposit was queued.
    event Deposited(uint64 indexed index, address indexed to, uint64 amountGwei, address sender, bytes32 hash);
    /// @notice A transaction was forced into the queue; `transaction` is all that provers need of it.
    event TransactionForced(uint64 indexed index, address indexed sender, bytes32 hash, bytes transaction);

    /// @notice Deposits are whole gwei, at least the minimum and below 2^64 gwei.
    error InvalidDeposit(uint256 amount);
    /// @notice A forced transaction has 1 to `MAX_FORCED_BYTES` bytes.
    error InvalidForcedTransaction(uint256 length);
    /// @notice Forcing costs exactly this much.
    error WrongFee(uint256 sent, uint256 required);
    /// @notice The batch would take fewer items than the one before, more than there are, or too many at once.
    error InvalidCount(uint64 count, uint64 least, uint64 most);
    /// @notice The rolling hash at that count is another one: the sequencer looks at another L1.
    error WrongQueueHash(uint64 count, bytes32 given, bytes32 actual);
    /// @notice The batch leaves out an item that is due.
    error ItemDue(uint64 index);

    constructor(uint64 minDepositGwei_, uint96 forcedFee_, uint48 inclusionWindow_) {
        minDepositGwei = minDepositGwei_;
        forcedFee = forcedFee_;
        inclusionWindow = inclusionWindow_;
    }

    /// @notice Deposits `msg.value` for `to` on the L2.
    function deposit(address to) external payable returns (uint64 index) {
        uint256 gweis = msg.value / GWEI;
        if (msg.value % GWEI != 0 || gweis < minDepositGwei || gweis == 0 || gweis > type(uint64).max) {
            revert InvalidDeposit(msg.value);
        }
        _takeIn(msg.value, 0);
        index = uint64(_deposits.length);
        bytes32 hash = _depositHash(depositHashAt(index), index, to, uint64(gweis));
        _deposits.push(Item(hash, msg.sender, uint48(block.timestamp)));
        emit Deposited(index, to, uint64(gweis), msg.sender, hash);
    }

    /// @notice Puts a signed L2 transaction where the sequencer cannot leave it out.
    function forceTransaction(bytes calldata transaction) external payable returns (uint64 index) {
        if (msg.value != forcedFee) revert WrongFee(msg.value, forcedFee);
        if (transaction.length == 0 || transaction.length > MAX_FORCED_BYTES) {
            revert InvalidForcedTransaction(transaction.length);
        }
        _takeIn(0, msg.value);
        index = uint64(_forced.length);
        bytes32 hash = keccak256(abi.encodePacked(forcedHashAt(index), index, keccak256(transaction)));
        _forced.push(Item(hash, msg.sender, uint48(block.timestamp)));
        emit TransactionForced(index, msg.sender, hash, transaction);
    }

    /// @notice How many deposits were ever made.
    function depositCount() public view returns (uint64) {
        return uint64(_deposits.length);
    }

    /// @notice How many transactions were ever forced.
    function forcedCount() public view returns (uint64) {
        return uint64(_forced.length);
    }

    /// @notice Rolling hash of the first `count` deposits.
    function depositHashAt(uint64 count) public view returns (bytes32) {
        return count == 0 ? bytes32(0) : _deposits[count - 1].hash;
    }

    /// @notice Rolling hash of the first `count` forced transactions.
    function forcedHashAt(uint64 count) public view returns (bytes32) {
        return count == 0 ? bytes32(0) : _forced[count - 1].hash;
    }

    /// @notice Since when the first deposit beyond `count` waits; zero if there is none.
    function depositWaitingSince(uint64 count) public view returns (uint48) {
        return _waitingSince(_deposits, count);
    }

    /// @notice Since when the first forced transaction beyond `count` waits; zero if there is none.
    function forcedWaitingSince(uint64 count) public view returns (uint48) {
        return _waitingSince(_forced, count);
    }

    /// @dev Books what came in: `bridged` stays the users', `fee` goes to the proving budget.
    function _takeIn(uint256 bridged, uint256 fee) internal virtual;

    /// @dev Checks that a batch that has taken `from` items may go on to `to`.
    function _checkDeposits(uint64 from, uint64 to, bytes32 hash) internal view {
        bytes32 actual = _checkCount(_deposits, from, to, MAX_DEPOSITS_PER_BATCH);
        if (hash != actual) revert WrongQueueHash(to, hash, actual);
    }

    /// @dev As `_checkDeposits`.
    function _checkForced(uint64 from, uint64 to, bytes32 hash) internal view {
        bytes32 actual = _checkCount(_forced, from, to, MAX_FORCED_PER_BATCH);
        if (hash != actual) revert WrongQueueHash(to, hash, actual);
    }

    /// @dev The sender of a deposit, if the deposit is what it is said to be; zero otherwise.
    function _senderOf(uint64 index, address to, uint64 amountGwei) internal view returns (address) {
        if (index >= _deposits.length) return address(0);
        Item storage item = _deposits[index];
        bytes32 hash = _depositHash(depositHashAt(index), index, to, amountGwei);
        return hash == item.hash ? item.sender : address(0);
    }

    function _checkCount(Item[] storage queue, uint64 from, uint64 to, uint256 atOnce) private view returns (bytes32) {
        uint64 most = uint64(queue.length);
        if (most > from + atOnce) most = uint64(from + atOnce);
        if (to < from || to > most) revert InvalidCount(to, from, most);
        uint48 since = _waitingSince(queue, to);
        // A full batch may leave the rest to the next one.
        if (since != 0 && block.timestamp >= since + inclusionWindow && to - from < atOnce) revert ItemDue(to);
        return to == 0 ? bytes32(0) : queue[to - 1].hash;
    }

    function _waitingSince(Item[] storage queue, uint64 count) private view returns (uint48) {
        return count < queue.length ? queue[count].sentAt : 0;
    }

    function _depositHash(bytes32 before, uint64 index, address to, uint64 amountGwei) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(before, index, to, amountGwei));
    }
}
