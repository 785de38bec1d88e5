// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IProofMarket} from "../interfaces/IProofMarket.sol";
import {ProofClass} from "../interfaces/IVerifierRouter.sol";
import {ProofRequest} from "../interfaces/MarketTypes.sol";

/// @title What follows from a request alone
library Requests {
    uint256 internal constant BPS = 10_000;
    /// @dev Collateral of the primary as a multiple of the highest fee. Two is enough that nobody gains by
    /// letting the deadlines pass and then delivering as a stranger: `docs/market.md`, "Self-default".
    uint256 internal constant COLLATERAL_BPS = 20_000;
    /// @dev Collateral of a standby as a part of the primary's.
    uint256 internal constant STANDBY_BPS = 2500;
    /// @dev Nineteen fields of one word.
    uint256 internal constant ENCODED_SIZE = 0x260;
    uint256 internal constant MAX_SAMPLE = 8;
    /// @dev Shortest time between two deadlines, seconds: two blocks. Within less nobody could do a duty, and
    /// requests that nobody can serve in time would be a way to other people's bonds.
    uint256 internal constant MIN_WINDOW = 24;
    uint256 internal constant MAX_CALLBACK_GAS = 2_000_000;
    /// @dev Most units that one job can lock, well inside what a leaf of the registry can hold.
    uint256 internal constant MAX_UNITS = (1 << 28) - 1;
    /// @dev Every class but `None`.
    uint16 internal constant KNOWN_CLASSES =
        uint16(((uint256(1) << (uint256(type(ProofClass).max) + 1)) - 1) & ~uint256(1));

    /// @notice The id: `keccak256(abi.encode(chain id, market, request))`.
    /// @dev The request is static, so its encoding is the calldata as it lies there. Sloppy calldata (dirty
    /// high bits) has an id of its own that never exists, because opening a request checks every field.
    function idOf(ProofRequest calldata r) internal view returns (bytes32 id) {
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore(p, chainid())
            mstore(add(p, 0x20), address())
            calldatacopy(add(p, 0x40), r, ENCODED_SIZE)
            id := keccak256(p, add(ENCODED_SIZE, 0x40))
        }
    }

    /// @notice The highest fee for the work, wei.
    function maxFee(ProofRequest calldata r) internal pure returns (uint256) {
        unchecked {
            return uint256(r.maxWork) * r.maxPrice;
        }
    }

    /// @notice What the requester pays in, wei.
    function escrow(ProofRequest calldata r) internal pure returns (uint256) {
        return maxFee(r) + r.gasReserve;
    }

    /// @notice Units that a primary and a standby lock: as much bond as the collateral needs, and as much
    /// capacity as it takes to do the work by T1.
    function units(ProofRequest calldata r, uint256 weiPerUnit, uint256 cellsPerUnit)
        internal
        pure
        returns (uint256 primary, uint256 standby)
    {
        // Products of a few numbers of at most 96 bits.
        unchecked {
            uint256 forBond = ceilDiv(maxFee(r) * COLLATERAL_BPS, BPS * weiPerUnit);
            uint256 forSpeed = ceilDiv(r.maxWork, r.t1 * cellsPerUnit);
            primary = forBond > forSpeed ? forBond : forSpeed;
            standby = ceilDiv(primary * STANDBY_BPS, BPS);
        }
    }

    /// @notice When the window of a role opens, seconds of the clock. A standby's opens after the deadline: who
    /// can still be on time must not pay for being replaced.
    function windowStart(ProofRequest calldata r, uint256 role) internal pure returns (uint256) {
        if (role == 0) return 0;
        return uint256(role == 1 ? r.t1 : r.t2) + 1;
    }

    /// @notice When lateness of a role begins to cost, seconds of the clock.
    function dueTime(ProofRequest calldata r, uint256 role) internal pure returns (uint256) {
        return role == 0 ? r.t1 : role == 1 ? r.t2 : r.t3;
    }

    /// @notice Reverts if the request makes no sense for anybody.
    function check(ProofRequest calldata r, uint256 maxLifetime, uint256 weiPerUnit, uint256 cellsPerUnit)
        internal
        view
    {
        if (r.requester != msg.sender) revert IProofMarket.NotTheRequester(msg.sender, r.requester);
        if (r.maxWork == 0) revert IProofMarket.InvalidRequest("maxWork");
        if (r.startPrice == 0 || r.startPrice > r.maxPrice) revert IProofMarket.InvalidRequest("startPrice");
        if (
            r.t1 < MIN_WINDOW || r.t2 < r.t1 + MIN_WINDOW || r.t3 < r.t2 + MIN_WINDOW || r.t4 < r.t3 + MIN_WINDOW
                || r.t4 > maxLifetime
        ) {
            revert IProofMarket.InvalidRequest("deadlines");
        }
        uint16 classes = r.allOf | r.anyOf;
        if (classes == 0 || classes & ~KNOWN_CLASSES != 0) revert IProofMarket.InvalidRequest("policy");
        if (r.sampleSize == 0 || r.sampleSize > MAX_SAMPLE) revert IProofMarket.InvalidRequest("sampleSize");
        if (r.callbackGas > MAX_CALLBACK_GAS || (r.callback == address(0)) != (r.callbackGas == 0)) {
            revert IProofMarket.InvalidRequest("callbackGas");
        }
        (uint256 primary,) = units(r, weiPerUnit, cellsPerUnit);
        if (primary > MAX_UNITS) revert IProofMarket.InvalidRequest("size");
    }

    function ceilDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            return a == 0 ? 0 : (a - 1) / b + 1;
        }
    }
}
