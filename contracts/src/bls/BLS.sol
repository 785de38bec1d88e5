// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title BLS signatures over BLS12-381 with the EIP-2537 precompiles
/// @notice Hash to curve, verification, key aggregation and proof of possession.
///
/// @dev Which group holds what. Keys live in G1 and signatures in G2 ("minimal-pubkey-size" of
/// draft-irtf-cfrg-bls-signature-05, the choice of Ethereum's consensus layer), because here keys are what
/// is stored, copied and summed, while a signature crosses the chain once for a whole quorum: a G1 key is
/// 96 bytes and adds for 375 gas, a G2 key would be 192 bytes and add for 600. Hashing the message into G2
/// costs about 37,000 gas more than into G1, paid once per quorum; it is less than what a hundred keys in G2
/// would cost, and every client library, keystore (EIP-2333/2335) and vector of the consensus layer applies.
///
/// Rogue keys. Signatures over one message are checked against the *sum* of the signers' keys. That is sound
/// only if each signer is known to hold the secret of its key, otherwise `rogue = own − victim` cancels the
/// victim out. Each key is therefore admitted by a proof of possession under a tag of its own
/// (`BLS_POP_…`, section 3.3 of the draft), which here also names chain, registry and owner, so that neither
/// the key nor its proof can be registered by somebody who copied them.
///
/// Total functions. Whatever bytes are offered, the `verify…` functions answer true or false (or revert for
/// want of gas): encodings out of range, points off the curve, points outside the prime-order subgroup and the point at infinity are
/// false. Subgroup membership is checked by the pairing precompile, on keys as well as on signatures.
library BLS {
    /// @notice An affine point of G1 as EIP-2537 encodes it: `x ‖ y`, 64 bytes each, big-endian.
    struct G1Point {
        bytes32 xHi;
        bytes32 xLo;
        bytes32 yHi;
        bytes32 yLo;
    }

    /// @notice An affine point of G2 as EIP-2537 encodes it: `x.c0 ‖ x.c1 ‖ y.c0 ‖ y.c1`, 64 bytes each.
    struct G2Point {
        bytes32 x0Hi;
        bytes32 x0Lo;
        bytes32 x1Hi;
        bytes32 x1Lo;
        bytes32 y0Hi;
        bytes32 y0Lo;
        bytes32 y1Hi;
        bytes32 y1Lo;
    }

    /// @notice A precompile refused its input: the point is not a point of the curve.
    error InvalidPoint();
    /// @notice A domain separation tag must have 1 to 255 bytes (RFC 9380, sections 3.1 and 5.3.3).
    error InvalidDomainTag(uint256 length);
    /// @notice expand_message_xmd with SHA-256 gives at most 255 blocks of 32 bytes.
    error ExpansionTooLong(uint256 length);
    /// @notice A precompile that cannot refuse its input failed: too little gas, or a chain without EIP-2537.
    error PrecompileFailed(uint256 precompile);

    /// @notice Tag of message signatures (draft-irtf-cfrg-bls-signature-05, section 4.2.3).
    bytes internal constant SIGNATURE_TAG = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
    /// @notice Tag of proofs of possession (same section).
    bytes internal constant POSSESSION_TAG = "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

    /// @dev Order of the base field, the high 16 and the low 32 of its 48 bytes.
    uint256 internal constant P_HI = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 internal constant P_LO = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;

    /// @dev Minus the generator of G1; its x and the two parts of p − y.
    bytes32 private constant G1_X_HI = 0x0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0f;
    bytes32 private constant G1_X_LO = 0xc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb;
    bytes32 private constant G1_NEG_Y_HI = 0x00000000000000000000000000000000114d1d6855d545a8aa7d76c8cf2e21f2;
    bytes32 private constant G1_NEG_Y_LO = 0x67816aef1db507c96655b9d5caac42364e6f38ba0ecb751bad54dcd6b939c2ca;

    /// @dev Gas offered to the pairing of two pairs, four times its price of 102,900: a refused input costs
    /// all that is offered, so not everything is; a higher price one day does not break what is immutable.
    uint256 private constant PAIRING_GAS = 411_600;

    uint256 private constant MODEXP = 0x05;
    uint256 private constant G1ADD = 0x0b;
    uint256 private constant G2ADD = 0x0d;
    uint256 private constant PAIRING = 0x0f;
    uint256 private constant MAP_FP2_TO_G2 = 0x11;

    // In the assembly below a call's success and the size of what it returned are combined as
    // `and(eq(returndatasize(), n), staticcall(…))`: Yul evaluates arguments from right to left, so the call
    // comes first. The size tells a precompile from an address without code, where a call succeeds emptily.

    /// @notice True if `signature` is a signature of `message` under `key` and the tag of messages.
    /// @dev `key` may be a sum of keys only if possession was proven for each of them.
    function verify(G1Point memory key, bytes memory message, G2Point memory signature) internal view returns (bool) {
        return _verify(key, message, SIGNATURE_TAG, signature);
    }

    /// @notice True if `proof` shows that the holder of `key` registers it as `owner` with `registry`.
    /// @dev Binding chain, registry and owner keeps a copied key-and-proof pair from being registered by
    /// somebody else, which would both block its owner and have the owner slashed for a stranger's bond.
    function verifyPossession(G1Point memory key, address registry, address owner, G2Point memory proof)
        internal
        view
        returns (bool)
    {
        return _verify(key, possessionMessage(key, registry, owner), POSSESSION_TAG, proof);
    }

    /// @notice The message that a proof of possession signs: `key ‖ chain id ‖ registry ‖ owner`, 224 bytes.
    function possessionMessage(G1Point memory key, address registry, address owner)
        internal
        view
        returns (bytes memory)
    {
        return abi.encode(key, block.chainid, registry, owner);
    }

    /// @notice The sum of two points of G1.
    /// @dev The precompile checks that both are on the curve, not that they are in the subgroup.
    function add(G1Point memory a, G1Point memory b) internal view returns (G1Point memory sum) {
        bool ok;
        assembly ("memory-safe") {
            let p := mload(0x40)
            mcopy(p, a, 0x80)
            mcopy(add(p, 0x80), b, 0x80)
            ok := and(eq(returndatasize(), 0x80), staticcall(gas(), G1ADD, p, 0x100, sum, 0x80))
        }
        if (!ok) revert InvalidPoint();
    }

    /// @notice Minus `a`; infinity stays infinity.
    /// @dev Expects coordinates below the field's order, as in every point that a precompile accepted.
    function negate(G1Point memory a) internal pure returns (G1Point memory r) {
        r.xHi = a.xHi;
        r.xLo = a.xLo;
        uint256 lo = uint256(a.yLo);
        uint256 hi = uint256(a.yHi);
        if (lo | hi == 0) return r;
        unchecked {
            r.yLo = bytes32(P_LO - lo);
            r.yHi = bytes32(P_HI - hi - (lo > P_LO ? 1 : 0));
        }
    }

    /// @notice True for the neutral element of G1, which EIP-2537 encodes as zeros.
    function isInfinity(G1Point memory a) internal pure returns (bool) {
        return (a.xHi | a.xLo | a.yHi | a.yLo) == 0;
    }

    /// @notice True for the neutral element of G2, which EIP-2537 encodes as zeros.
    function isInfinity(G2Point memory a) internal pure returns (bool) {
        return (a.x0Hi | a.x0Lo | a.x1Hi | a.x1Lo | a.y0Hi | a.y0Lo | a.y1Hi | a.y1Lo) == 0;
    }

    /// @notice hash_to_curve of suite BLS12381G2_XMD:SHA-256_SSWU_RO_ (RFC 9380, section 8.8.2).
    /// @dev The precompile maps and clears the cofactor of each summand; clearing is linear, so the sum is
    /// the RFC's point, where the cofactor is cleared after the addition.
    function hashToG2(bytes memory message, bytes memory tag) internal view returns (G2Point memory point) {
        bytes memory uniform = expandMessageXmd(message, tag, 256);
        G2Point memory other;
        _mapToG2(uniform, 0, point);
        _mapToG2(uniform, 128, other);
        bool ok;
        assembly ("memory-safe") {
            let p := mload(0x40)
            mcopy(p, point, 0x100)
            mcopy(add(p, 0x100), other, 0x100)
            ok := and(eq(returndatasize(), 0x100), staticcall(gas(), G2ADD, p, 0x200, point, 0x100))
        }
        if (!ok) revert PrecompileFailed(G2ADD);
    }

    /// @notice expand_message_xmd with SHA-256 (RFC 9380, section 5.3.1): `length` uniform bytes.
    function expandMessageXmd(bytes memory message, bytes memory tag, uint256 length)
        internal
        pure
        returns (bytes memory uniform)
    {
        if (tag.length == 0 || tag.length > 255) revert InvalidDomainTag(tag.length);
        uint256 blocks = (length + 31) / 32;
        if (blocks > 255) revert ExpansionTooLong(length);
        bytes memory tagPrime = abi.encodePacked(tag, uint8(tag.length));
        bytes32 b0 = sha256(abi.encodePacked(bytes32(0), bytes32(0), message, uint16(length), uint8(0), tagPrime));
        bytes32 b = bytes32(0);
        uniform = new bytes(blocks * 32);
        for (uint256 i = 1; i <= blocks; ++i) {
            b = sha256(abi.encodePacked(b0 ^ b, uint8(i), tagPrime));
            assembly ("memory-safe") {
                mstore(add(uniform, mul(i, 32)), b)
            }
        }
        assembly ("memory-safe") {
            mstore(uniform, length)
        }
    }

    /// @dev e(key, H(message)) · e(−g1, signature) = 1, with the degenerate cases refused first: with both
    /// at infinity the equation holds for any message.
    function _verify(G1Point memory key, bytes memory message, bytes memory tag, G2Point memory signature)
        private
        view
        returns (bool valid)
    {
        if (isInfinity(key) || isInfinity(signature)) return false;
        G2Point memory hashed = hashToG2(message, tag);
        bool ok;
        uint256 available = gasleft();
        assembly ("memory-safe") {
            let p := mload(0x40)
            mcopy(p, key, 0x80)
            mcopy(add(p, 0x80), hashed, 0x100)
            mstore(add(p, 0x180), G1_X_HI)
            mstore(add(p, 0x1a0), G1_X_LO)
            mstore(add(p, 0x1c0), G1_NEG_Y_HI)
            mstore(add(p, 0x1e0), G1_NEG_Y_LO)
            mcopy(add(p, 0x200), signature, 0x100)
            mstore(0x00, 0)
            ok := staticcall(PAIRING_GAS, PAIRING, p, 0x300, 0x00, 0x20)
            valid := and(ok, eq(mload(0x00), 1))
        }
        // Out of gas and a refused input look the same: where it may have been the gas, there is no answer.
        if (!ok && available < PAIRING_GAS + PAIRING_GAS / 32) revert PrecompileFailed(PAIRING);
    }

    /// @dev Reduces two 64-byte strings of `uniform` at `offset` modulo p (hash_to_field, section 5.2) and
    /// maps the element of Fp2 that they make to G2.
    function _mapToG2(bytes memory uniform, uint256 offset, G2Point memory point) private view {
        bool reduced;
        bool mapped;
        assembly ("memory-safe") {
            let source := add(add(uniform, 0x20), offset)
            let p := mload(0x40)
            // modexp input: three lengths, 64 bytes of base, exponent 1, the modulus.
            mstore(p, 64)
            mstore(add(p, 0x20), 1)
            mstore(add(p, 0x40), 48)
            mstore8(add(p, 0xa0), 1)
            mstore(add(p, 0xa1), shl(128, P_HI))
            mstore(add(p, 0xb1), P_LO)
            // Fp2 input of the map: two field elements of 64 bytes, of which the first 16 are zero.
            let q := add(p, 0x100)
            mstore(q, 0)
            mstore(add(q, 0x40), 0)
            mcopy(add(p, 0x60), source, 0x40)
            reduced := and(eq(returndatasize(), 0x30), staticcall(gas(), MODEXP, p, 0xd1, add(q, 0x10), 0x30))
            mcopy(add(p, 0x60), add(source, 0x40), 0x40)
            reduced := and(
                reduced,
                and(eq(returndatasize(), 0x30), staticcall(gas(), MODEXP, p, 0xd1, add(q, 0x50), 0x30))
            )
            mapped := and(eq(returndatasize(), 0x100), staticcall(gas(), MAP_FP2_TO_G2, q, 0x80, point, 0x100))
        }
        if (!reduced) revert PrecompileFailed(MODEXP);
        if (!mapped) revert PrecompileFailed(MAP_FP2_TO_G2);
    }
}
