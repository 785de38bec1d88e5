// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title What lateness costs, and who gets it
library Penalties {
    uint256 internal constant BPS = 10_000;
    uint256 internal constant REQUESTER_BPS = 5000;
    uint256 internal constant FULFILLER_BPS = 3000;

    struct Shares {
        uint256 requester;
        uint256 fulfiller;
        uint256 burnt;
    }

    /// @notice Penalty at `elapsed` for a duty that was due at `due`: nothing until then, all of `worth` from
    /// `end` on, a straight line between. Rounded down.
    function lateness(uint256 worth, uint256 elapsed, uint256 due, uint256 end) internal pure returns (uint256) {
        if (elapsed >= end) return worth;
        if (elapsed <= due) return 0;
        return worth * (elapsed - due) / (end - due);
    }

    /// @notice Adds the parts of one penalty to `shares`: half to the requester, three tenths to whoever
    /// fulfilled unless that is who is punished (or nobody did), and the rest burnt.
    function split(Shares memory shares, uint256 amount, bool fulfillerShares) internal pure {
        uint256 requester = amount * REQUESTER_BPS / BPS;
        uint256 fulfiller = fulfillerShares ? amount * FULFILLER_BPS / BPS : 0;
        shares.requester += requester;
        shares.fulfiller += fulfiller;
        shares.burnt += amount - requester - fulfiller;
    }
}
