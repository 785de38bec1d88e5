// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Candidate} from "../interfaces/IProverRegistry.sol";

/// @title From a sample to an assignment and a price
/// @notice The lowest ask wins and is paid the second-lowest; the next two stand by. Since who is in the
/// sample does not depend on asks, asking one's cost is a dominant strategy for one job.
library Clearing {
    struct Result {
        /// Primary, standby 1, standby 2; zero where the sample had no more.
        uint32[3] provers;
        uint48[3] asks;
        uint64 price;
    }

    /// @param candidates at least one, in order of drawing; reordered by ask. Equal asks keep their order.
    /// @param limit highest price of this round, at least every ask, wei per cell
    /// @param reference_ price for a sample of one, wei per cell
    function clear(Candidate[] memory candidates, uint64 limit, uint64 reference_)
        internal
        pure
        returns (Result memory result)
    {
        _sort(candidates);
        for (uint256 i = 0; i < candidates.length && i < 3; ++i) {
            result.provers[i] = candidates[i].id;
            result.asks[i] = candidates[i].ask;
        }
        if (candidates.length > 1) {
            result.price = candidates[1].ask;
        } else {
            uint64 price = reference_ < limit ? reference_ : limit;
            result.price = price > candidates[0].ask ? price : candidates[0].ask;
        }
    }

    function _sort(Candidate[] memory candidates) private pure {
        for (uint256 i = 1; i < candidates.length; ++i) {
            Candidate memory moving = candidates[i];
            uint256 j = i;
            while (j != 0 && candidates[j - 1].ask > moving.ask) {
                candidates[j] = candidates[j - 1];
                --j;
            }
            candidates[j] = moving;
        }
    }
}
