// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BLS} from "../../src/bls/BLS.sol";

/// @notice Signs inside a test: scalar multiplication by the MSM precompiles of EIP-2537.
library BLSSigner {
    uint256 internal constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    /// @notice The generator of G1.
    function generator() internal pure returns (BLS.G1Point memory) {
        return BLS.G1Point(
            0x0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0f,
            0xc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb,
            0x0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4,
            0xfcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1
        );
    }

    function publicKey(uint256 secret) internal view returns (BLS.G1Point memory) {
        return multiply(generator(), secret);
    }

    function sign(uint256 secret, bytes memory message) internal view returns (BLS.G2Point memory) {
        return multiply(BLS.hashToG2(message, BLS.SIGNATURE_TAG), secret);
    }

    function provePossession(uint256 secret, address registry, address owner)
        internal
        view
        returns (BLS.G2Point memory)
    {
        bytes memory message = BLS.possessionMessage(publicKey(secret), registry, owner);
        return multiply(BLS.hashToG2(message, BLS.POSSESSION_TAG), secret);
    }

    /// @notice The aggregate signature of many holders is the signature of the sum of their secrets.
    function sum(uint256[] memory secrets) internal pure returns (uint256 total) {
        for (uint256 i = 0; i < secrets.length; ++i) {
            total = addmod(total, secrets[i], ORDER);
        }
    }

    function multiply(BLS.G1Point memory point, uint256 scalar) internal view returns (BLS.G1Point memory) {
        (bool ok, bytes memory out) = address(0x0c).staticcall(abi.encode(point, scalar));
        require(ok, "G1MSM");
        return abi.decode(out, (BLS.G1Point));
    }

    function multiply(BLS.G2Point memory point, uint256 scalar) internal view returns (BLS.G2Point memory) {
        (bool ok, bytes memory out) = address(0x0e).staticcall(abi.encode(point, scalar));
        require(ok, "G2MSM");
        return abi.decode(out, (BLS.G2Point));
    }

    function add(BLS.G2Point memory a, BLS.G2Point memory b) internal view returns (BLS.G2Point memory) {
        (bool ok, bytes memory out) = address(0x0d).staticcall(abi.encode(a, b));
        require(ok, "G2ADD");
        return abi.decode(out, (BLS.G2Point));
    }
}
