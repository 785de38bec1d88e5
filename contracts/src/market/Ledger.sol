// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IProofMarket} from "../interfaces/IProofMarket.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Money owed
/// @notice Whatever is earned is written down and fetched later, so that nobody's refusal to take money can
/// hold up anybody else. Money is the chain's native token only: there is no token contract that could keep a
/// part, call back, or lie about a transfer.
abstract contract Ledger is IProofMarket, ReentrancyGuardTransient {
    address internal constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;

    /// @inheritdoc IProofMarket
    mapping(address account => uint256 amount) public creditOf;
    /// @notice Burnt already, but not sent away yet, wei.
    uint256 public pendingBurn;

    /// @inheritdoc IProofMarket
    function withdraw(address payable to) external nonReentrant returns (uint256 amount) {
        if (to == address(0)) revert ZeroAddress();
        return _pay(msg.sender, to);
    }

    /// @inheritdoc IProofMarket
    function withdrawFor(address payable account) external nonReentrant returns (uint256 amount) {
        return _pay(account, account);
    }

    /// @inheritdoc IProofMarket
    function burn() external nonReentrant returns (uint256 amount) {
        amount = pendingBurn;
        if (amount == 0) revert NothingToBurn();
        pendingBurn = 0;
        emit Burnt(amount);
        _send(payable(BURN_ADDRESS), amount);
    }

    function _credit(address account, uint256 amount) internal {
        if (amount == 0) return;
        creditOf[account] += amount;
    }

    function _burn(uint256 amount) internal {
        if (amount != 0) pendingBurn += amount;
    }

    /// @dev Leaves one wei, so that the next payment to a regular does not pay for a new storage slot.
    function _pay(address account, address payable to) private returns (uint256 amount) {
        amount = creditOf[account];
        if (amount <= 1) revert NoCredit(account);
        creditOf[account] = 1;
        --amount;
        emit Withdrawn(account, to, amount);
        _send(to, amount);
    }

    function _send(address payable to, uint256 amount) private {
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert TransferFailed(to, amount);
    }
}
