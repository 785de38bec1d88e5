// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BLS} from "../bls/BLS.sol";

/// @title A committee's members, kept as the code of a contract
/// @notice Writing and reading the frozen list of those who may attest during one term.
///
/// @dev An attestation needs every signer's key. A key in storage is three cold slots, 6,300 gas; a hundred of
/// them are 630,000. As code they are one EXTCODECOPY: 2,600 gas and 3 per word, 5,000 for a hundred. The list
/// also holds the sum of all keys, so that a signature that few are missing from is checked by subtracting the
/// absent: at most half of the seats are ever added, 375 gas each.
///
/// ```
///  code:  00 ‖ header ‖ member 0 ‖ member 1 ‖ …          the leading zero (STOP) makes it uncallable
///
///  header   0x00  x of the sum of keys, high 16 bytes ‖ y, high 16 bytes
///           0x20  x, low 32 bytes
///           0x40  y, low 32 bytes
///           0x60  total stake, wei
///  member   as the header, but
///           0x60  prover id (4 bytes) ‖ 12 unused ‖ stake (16 bytes), wei
/// ```
library Committee {
    /// @notice One member.
    struct Member {
        BLS.G1Point key;
        uint32 id;
        uint128 stake;
    }

    /// @notice The contract that should hold the list could not be created.
    error CommitteeNotStored();
    /// @notice There is no member at this seat.
    error NoSuchSeat(uint256 seat, uint256 size);

    /// @dev Bytes of a member and of the header.
    uint256 private constant RECORD = 0x80;
    /// @dev Creation code that returns what follows it: PUSH2 length, DUP1, PUSH1 10, RETURNDATASIZE (0),
    /// CODECOPY, RETURNDATASIZE (0), RETURN; ten bytes.
    uint256 private constant CREATOR = 0x61000080600a3d393df3;

    uint256 private constant G1ADD = 0x0b;

    /// @notice Writes a committee; the order of `members` is the order of seats.
    function store(Member[] memory members) internal returns (address list) {
        uint256 length = 1 + RECORD * (members.length + 1);
        bytes memory code = new bytes(length);
        BLS.G1Point memory sum;
        uint256 total;
        for (uint256 i = 0; i < members.length; ++i) {
            Member memory m = members[i];
            sum = BLS.add(sum, m.key);
            total += m.stake;
            _write(code, 1 + RECORD * (i + 1), m.key, (uint256(m.id) << 224) | m.stake);
        }
        _write(code, 1, sum, total);
        bytes memory creation = abi.encodePacked(uint80(CREATOR | (length << 56)), code);
        assembly ("memory-safe") {
            list := create(0, add(creation, 0x20), mload(creation))
        }
        if (list == address(0)) revert CommitteeNotStored();
    }

    /// @notice How many members a list has.
    function sizeOf(address list) internal view returns (uint256) {
        return (list.code.length - 1) / RECORD - 1;
    }

    /// @notice The member at one seat.
    function memberAt(address list, uint256 seat) internal view returns (Member memory member) {
        uint256 size = sizeOf(list);
        if (seat >= size) revert NoSuchSeat(seat, size);
        bytes32 w0;
        bytes32 w1;
        bytes32 w2;
        uint256 w3;
        assembly ("memory-safe") {
            let p := mload(0x40)
            extcodecopy(list, p, add(1, mul(RECORD, add(seat, 1))), RECORD)
            w0 := mload(p)
            w1 := mload(add(p, 0x20))
            w2 := mload(add(p, 0x40))
            w3 := mload(add(p, 0x60))
        }
        member.key = BLS.G1Point(w0 >> 128, w1, bytes32(uint256(uint128(uint256(w0)))), w2);
        member.id = uint32(w3 >> 224);
        member.stake = uint128(w3);
    }

    /// @notice The sum of keys and of stakes of the seats whose bit is set in `signers`.
    /// @return key the sum of the signers' keys; infinity if nobody signed
    /// @return stake the sum of the signers' stakes, wei
    /// @return total the whole committee's stake, wei
    function tally(address list, uint256 signers)
        internal
        view
        returns (BLS.G1Point memory key, uint256 stake, uint256 total)
    {
        uint256 size = sizeOf(list);
        if (signers >> size != 0) revert NoSuchSeat(_highestBit(signers), size);
        uint256 absent = signers ^ (type(uint256).max >> (256 - size));
        bool subtract = _count(absent) < _count(signers);
        uint256 summed = subtract ? absent : signers;
        BLS.G1Point memory header;
        bool ok = true;
        assembly ("memory-safe") {
            let data := mload(0x40)
            extcodecopy(list, data, 1, mul(RECORD, add(size, 1)))
            // The precompile's input: the running sum at `p`, the next summand behind it.
            let p := add(data, mul(RECORD, add(size, 1)))
            mstore(p, 0)
            mstore(add(p, 0x20), 0)
            mstore(add(p, 0x40), 0)
            mstore(add(p, 0x60), 0)
            let member := data
            for {} summed { summed := shr(1, summed) } {
                member := add(member, RECORD)
                if and(summed, 1) {
                    let w0 := mload(member)
                    mstore(add(p, 0x80), shr(128, w0))
                    mstore(add(p, 0xa0), mload(add(member, 0x20)))
                    mstore(add(p, 0xc0), and(w0, 0xffffffffffffffffffffffffffffffff))
                    mstore(add(p, 0xe0), mload(add(member, 0x40)))
                    ok := and(ok, staticcall(gas(), G1ADD, p, 0x100, p, 0x80))
                    stake := add(stake, and(mload(add(member, 0x60)), 0xffffffffffffffffffffffffffffffff))
                }
            }
            mcopy(key, p, 0x80)
            let h0 := mload(data)
            mstore(header, shr(128, h0))
            mstore(add(header, 0x20), mload(add(data, 0x20)))
            mstore(add(header, 0x40), and(h0, 0xffffffffffffffffffffffffffffffff))
            mstore(add(header, 0x60), mload(add(data, 0x40)))
            total := mload(add(data, 0x60))
        }
        if (!ok) revert BLS.InvalidPoint();
        if (subtract) {
            key = BLS.add(header, BLS.negate(key));
            stake = total - stake;
        }
    }

    function _write(bytes memory code, uint256 offset, BLS.G1Point memory key, uint256 last) private pure {
        uint256 w0 = (uint256(key.xHi) << 128) | uint256(key.yHi);
        (bytes32 w1, bytes32 w2) = (key.xLo, key.yLo);
        assembly ("memory-safe") {
            let p := add(add(code, 0x20), offset)
            mstore(p, w0)
            mstore(add(p, 0x20), w1)
            mstore(add(p, 0x40), w2)
            mstore(add(p, 0x60), last)
        }
    }

    function _count(uint256 bits) private pure returns (uint256 n) {
        for (; bits != 0; bits &= bits - 1) {
            ++n;
        }
    }

    function _highestBit(uint256 bits) private pure returns (uint256 n) {
        for (bits >>= 1; bits != 0; bits >>= 1) {
            ++n;
        }
    }
}
