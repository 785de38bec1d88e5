// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Intervals cut out of a line
/// @notice Draws without replacement: each draw cuts out the interval that it hit, the next position is drawn
/// on what is left, and `expand` says where on the whole line that is.
/// @dev Intervals are kept sorted by start and never overlap, since positions from `expand` are never inside
/// one and what is cut always lies between two neighbours.
library Exclusions {
    struct List {
        uint256 count;
        uint256 removed;
        uint256[] starts;
        uint256[] widths;
    }

    function create(uint256 capacity) internal pure returns (List memory list) {
        list.starts = new uint256[](capacity);
        list.widths = new uint256[](capacity);
    }

    /// @notice The position on the whole line of a position on what is left.
    function expand(List memory list, uint256 position) internal pure returns (uint256) {
        uint256 count = list.count;
        for (uint256 i = 0; i < count; ++i) {
            if (position < list.starts[i]) break;
            position += list.widths[i];
        }
        return position;
    }

    /// @notice Cuts out `[start, start + width)`.
    function cut(List memory list, uint256 start, uint256 width) internal pure {
        uint256 i = list.count;
        while (i != 0 && list.starts[i - 1] > start) {
            list.starts[i] = list.starts[i - 1];
            list.widths[i] = list.widths[i - 1];
            --i;
        }
        list.starts[i] = start;
        list.widths[i] = width;
        ++list.count;
        list.removed += width;
    }
}
