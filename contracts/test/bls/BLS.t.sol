// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BLS} from "../../src/bls/BLS.sol";
import {TestBase} from "../base/TestBase.sol";
import {BLSSigner} from "../support/BLSSigner.sol";

/// @notice Calls the library through a contract, so that reverts and gas limits can be observed.
contract BLSHarness {
    function hashToG2(bytes memory message, bytes memory tag) external view returns (BLS.G2Point memory) {
        return BLS.hashToG2(message, tag);
    }

    function expand(bytes memory message, bytes memory tag, uint256 length) external pure returns (bytes memory) {
        return BLS.expandMessageXmd(message, tag, length);
    }

    function verify(BLS.G1Point memory key, bytes memory message, BLS.G2Point memory signature)
        external
        view
        returns (bool)
    {
        return BLS.verify(key, message, signature);
    }

    function add(BLS.G1Point memory a, BLS.G1Point memory b) external view returns (BLS.G1Point memory) {
        return BLS.add(a, b);
    }
}

/// @notice Public vectors: RFC 9380 appendices J.10.1 and K.1, EIP-2537, ethereum/bls12-381-tests.
contract BLSVectorTest is TestBase {
    bytes private constant RFC_TAG = "QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_";
    bytes private constant EXPANDER_TAG = "QUUX-V01-CS02-with-expander-SHA256-128";

    function test_rfc9380_hashToG2_Empty() public view {
        _checkHash(
            "",
            hex"000000000000000000000000000000000141ebfbdca40eb85b87142e130ab689c673cf60f1a3e98d69335266f30d9b8d4ac44c1038e9dcdd5393faf5c41fb78a"
            hex"0000000000000000000000000000000005cb8437535e20ecffaef7752baddf98034139c38452458baeefab379ba13dff5bf5dd71b72418717047f5b0f37da03d"
            hex"000000000000000000000000000000000503921d7f6a12805e72940b963c0cf3471c7b2a524950ca195d11062ee75ec076daf2d4bc358c4b190c0c98064fdd92"
            hex"0000000000000000000000000000000012424ac32561493f3fe3c260708a12b7c620e7be00099a974e259ddc7d1f6395c3c811cdd19f1e8dbf3e9ecfdcbab8d6"
        );
    }

    function test_rfc9380_hashToG2_Abc() public view {
        _checkHash(
            "abc",
            hex"0000000000000000000000000000000002c2d18e033b960562aae3cab37a27ce00d80ccd5ba4b7fe0e7a210245129dbec7780ccc7954725f4168aff2787776e6"
            hex"00000000000000000000000000000000139cddbccdc5e91b9623efd38c49f81a6f83f175e80b06fc374de9eb4b41dfe4ca3a230ed250fbe3a2acf73a41177fd8"
            hex"000000000000000000000000000000001787327b68159716a37440985269cf584bcb1e621d3a7202be6ea05c4cfe244aeb197642555a0645fb87bf7466b2ba48"
            hex"0000000000000000000000000000000000aa65dae3c8d732d10ecd2c50f8a1baf3001578f71c694e03866e9f3d49ac1e1ce70dd94a733534f106d4cec0eddd16"
        );
    }

    function test_rfc9380_hashToG2_Short() public view {
        _checkHash(
            "abcdef0123456789",
            hex"00000000000000000000000000000000121982811d2491fde9ba7ed31ef9ca474f0e1501297f68c298e9f4c0028add35aea8bb83d53c08cfc007c1e005723cd0"
            hex"00000000000000000000000000000000190d119345b94fbd15497bcba94ecf7db2cbfd1e1fe7da034d26cbba169fb3968288b3fafb265f9ebd380512a71c3f2c"
            hex"0000000000000000000000000000000005571a0f8d3c08d094576981f4a3b8eda0a8e771fcdcc8ecceaf1356a6acf17574518acb506e435b639353c2e14827c8"
            hex"000000000000000000000000000000000bb5e7572275c567462d91807de765611490205a941a5a6af3b1691bfe596c31225d3aabdf15faff860cb4ef17c7c3be"
        );
    }

    function test_rfc9380_hashToG2_Q128() public view {
        _checkHash(
            string.concat("q128_", _repeat("q", 128)),
            hex"0000000000000000000000000000000019a84dd7248a1066f737cc34502ee5555bd3c19f2ecdb3c7d9e24dc65d4e25e50d83f0f77105e955d78f4762d33c17da"
            hex"000000000000000000000000000000000934aba516a52d8ae479939a91998299c76d39cc0c035cd18813bec433f587e2d7a4fef038260eef0cef4d02aae3eb91"
            hex"0000000000000000000000000000000014f81cd421617428bc3b9fe25afbb751d934a00493524bc4e065635b0555084dd54679df1536101b2c979c0152d09192"
            hex"0000000000000000000000000000000009bcccfa036b4847c9950780733633f13619994394c23ff0b32fa6b795844f4a0673e20282d07bc69641cee04f5e5662"
        );
    }

    function test_rfc9380_hashToG2_A512() public view {
        _checkHash(
            string.concat("a512_", _repeat("a", 512)),
            hex"0000000000000000000000000000000001a6ba2f9a11fa5598b2d8ace0fbe0a0eacb65deceb476fbbcb64fd24557c2f4b18ecfc5663e54ae16a84f5ab7f62534"
            hex"0000000000000000000000000000000011fca2ff525572795a801eed17eb12785887c7b63fb77a42be46ce4a34131d71f7a73e95fee3f812aea3de78b4d01569"
            hex"000000000000000000000000000000000b6798718c8aed24bc19cb27f866f1c9effcdbf92397ad6448b5c9db90d2b9da6cbabf48adc1adf59a1a28344e79d57e"
            hex"0000000000000000000000000000000003a47f8e6d1763ba0cad63d6114c0accbef65707825a511b251a660a9b3994249ae4e63fac38b23da0c398689ee2ab52"
        );
    }

    /// @dev RFC 9380 K.1, len_in_bytes = 0x20.
    function test_rfc9380_expandMessage_32() public pure {
        _checkExpand("", hex"68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235");
        _checkExpand("abc", hex"d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615");
        _checkExpand("abcdef0123456789", hex"eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1");
        _checkExpand(
            string.concat("q128_", _repeat("q", 128)),
            hex"b23a1d2b4d97b2ef7785562a7e8bac7eed54ed6e97e29aa51bfe3f12ddad1ff9"
        );
        _checkExpand(
            string.concat("a512_", _repeat("a", 512)),
            hex"4623227bcc01293b8c130bf771da8c298dede7383243dc0993d2d94823958c4c"
        );
    }

    /// @dev RFC 9380 K.1, len_in_bytes = 0x80.
    function test_rfc9380_expandMessage_128() public pure {
        _checkExpand(
            "",
            hex"af84c27ccfd45d41914fdff5df25293e221afc53d8ad2ac06d5e3e29485dadbee0d121587713a3e0dd4d5e69e93eb7cd"
            hex"4f5df4cd103e188cf60cb02edc3edf18eda8576c412b18ffb658e3dd6ec849469b979d444cf7b26911a08e63cf31f9dc"
            hex"c541708d3491184472c2c29bb749d4286b004ceb5ee6b9a7fa5b646c993f0ced"
        );
        _checkExpand(
            "abc",
            hex"abba86a6129e366fc877aab32fc4ffc70120d8996c88aee2fe4b32d6c7b6437a647e6c3163d40b76a73cf6a5674ef1d8"
            hex"90f95b664ee0afa5359a5c4e07985635bbecbac65d747d3d2da7ec2b8221b17b0ca9dc8a1ac1c07ea6a1e60583e2cb00"
            hex"058e77b7b72a298425cd1b941ad4ec65e8afc50303a22c0f99b0509b4c895f40"
        );
    }

    /// @dev ethereum/bls12-381-tests, fast_aggregate_verify_valid_* (points decompressed).
    function test_consensusLayer_aggregate_oneKey() public view {
        vm.assertTrue(BLS.verify(_key(0), _message(0x00), _signature(0)));
    }

    function test_consensusLayer_aggregate_twoKeys() public view {
        vm.assertTrue(BLS.verify(BLS.add(_key(0), _key(1)), _message(0x56), _signature(1)));
    }

    function test_consensusLayer_aggregate_threeKeys() public view {
        BLS.G1Point memory sum = BLS.add(BLS.add(_key(0), _key(1)), _key(2));
        vm.assertTrue(BLS.verify(sum, _message(0xab), _signature(2)));
    }

    /// @dev fast_aggregate_verify_extra_pubkey_*: a key more than signed.
    function test_consensusLayer_extraKey() public view {
        BLS.G1Point memory sum = BLS.add(BLS.add(_key(0), _key(1)), _key(2));
        vm.assertFalse(BLS.verify(sum, _message(0x56), _signature(1)));
    }

    /// @dev The same suite's private keys give its public keys and signatures (sign_case_*).
    function test_consensusLayer_sign() public view {
        uint256 secret = 0x263dbd792f5b1be47ed85f8938c0f29586af0d3ac7b977f21c278fe1462040e3;
        vm.assertEq(abi.encode(BLSSigner.publicKey(secret)), abi.encode(_key(0)));
        vm.assertEq(abi.encode(BLSSigner.sign(secret, _message(0x00))), abi.encode(_signature(0)));
    }

    /// @dev EIP-2537, bls_pairing_g1_not_in_correct_subgroup: on the curve, outside the subgroup.
    function test_eip2537_keyOutsideSubgroup() public view {
        vm.assertFalse(BLS.verify(_g1OutsideSubgroup(), _message(0x00), _signature(0)));
    }

    /// @dev The point added is of cofactor order only: the sum's subgroup component is the valid key.
    function test_keyPlusSmallSubgroupPoint() public view {
        BLS.G1Point memory tainted = BLS.add(_key(0), _g1OutsideSubgroup());
        vm.assertFalse(BLS.verify(tainted, _message(0x00), _signature(0)));
    }

    /// @dev EIP-2537, bls_pairing_g2_not_in_correct_subgroup.
    function test_eip2537_signatureOutsideSubgroup() public view {
        vm.assertFalse(BLS.verify(_key(0), _message(0x00), _g2OutsideSubgroup()));
        vm.assertFalse(BLS.verify(_key(0), _message(0x00), BLSSigner.add(_signature(0), _g2OutsideSubgroup())));
    }

    /// @dev EIP-2537, bls_pairing_g1_not_on_curve, bls_pairing_g2_not_on_curve.
    function test_eip2537_notOnCurve() public {
        BLS.G1Point memory g1 = BLS.G1Point(0, bytes32(uint256(1)), 0, bytes32(uint256(1)));
        vm.assertFalse(BLS.verify(g1, _message(0x00), _signature(0)));
        bytes32 one = bytes32(uint256(1));
        vm.assertFalse(BLS.verify(_key(0), _message(0x00), BLS.G2Point(0, one, 0, one, 0, one, 0, one)));
        BLSHarness harness = new BLSHarness();
        vm.expectRevert(BLS.InvalidPoint.selector);
        harness.add(g1, _key(0));
    }

    /// @dev EIP-2537, bls_pairing_top_bytes and bls_pairing_invalid_field_element: one encoding per point.
    function test_eip2537_nonCanonicalEncodings() public view {
        BLS.G1Point memory key = _key(0);
        key.xHi |= bytes32(uint256(1) << 128);
        vm.assertFalse(BLS.verify(key, _message(0x00), _signature(0)));

        key = _key(0);
        (key.xHi, key.xLo) = _plusOrder(key.xHi, key.xLo);
        vm.assertFalse(BLS.verify(key, _message(0x00), _signature(0)));

        BLS.G2Point memory signature = _signature(0);
        (signature.y1Hi, signature.y1Lo) = _plusOrder(signature.y1Hi, signature.y1Lo);
        vm.assertFalse(BLS.verify(_key(0), _message(0x00), signature));
    }

    function _checkHash(string memory message, bytes memory expected) private view {
        vm.assertEq(abi.encode(BLS.hashToG2(bytes(message), RFC_TAG)), expected);
    }

    function _checkExpand(string memory message, bytes memory expected) private pure {
        vm.assertEq(BLS.expandMessageXmd(bytes(message), EXPANDER_TAG, expected.length), expected);
    }

    function _repeat(string memory c, uint256 times) private pure returns (string memory) {
        bytes memory out = new bytes(times);
        for (uint256 i = 0; i < times; ++i) {
            out[i] = bytes(c)[0];
        }
        return string(out);
    }

    function _plusOrder(bytes32 hi, bytes32 lo) private pure returns (bytes32, bytes32) {
        unchecked {
            uint256 newLo = uint256(lo) + BLS.P_LO;
            return (bytes32(uint256(hi) + BLS.P_HI + (newLo < BLS.P_LO ? 1 : 0)), bytes32(newLo));
        }
    }

    function _message(uint8 b) private pure returns (bytes memory out) {
        out = new bytes(32);
        for (uint256 i = 0; i < 32; ++i) {
            out[i] = bytes1(b);
        }
    }

    function _key(uint256 i) private pure returns (BLS.G1Point memory) {
        if (i == 0) {
            return abi.decode(
                hex"000000000000000000000000000000000491d1b0ecd9bb917989f0e74f0dea0422eac4a873e5e2644f368dffb9a6e20fd6e10c1b77654d067c0618f6e5a7f79a"
                hex"0000000000000000000000000000000017cd7061575d3e8034fcea62adaa1a3bc38dca4b50e4c5c01d04dd78037c9cee914e17944ea99e7ad84278e5d49f36c4",
                (BLS.G1Point)
            );
        }
        if (i == 1) {
            return abi.decode(
                hex"000000000000000000000000000000001301803f8b5ac4a1133581fc676dfedc60d891dd5fa99028805e5ea5b08d3491af75d0707adab3b70c6a6a580217bf81"
                hex"000000000000000000000000000000000e4efa61b558d043cd3fed5c44ac75415de0d032586fecb22acbb67d508cde9f9536a7609d69c1d6e60450843e4ec59a",
                (BLS.G1Point)
            );
        }
        return abi.decode(
            hex"00000000000000000000000000000000153d21a4cfd562c469cc81514d4ce5a6b577d8403d32a394dc265dd190b47fa9f829fdd7963afdf972e5e77854051f6f"
            hex"0000000000000000000000000000000014e22fd412a826a329fb40cbdc01b5e4e2f931ed84d8e45932ec62a039f9d61a9dbf2c6eedc5db6fa585b6e0bdde100c",
            (BLS.G1Point)
        );
    }

    function _signature(uint256 i) private pure returns (BLS.G2Point memory) {
        if (i == 0) {
            return abi.decode(
                hex"000000000000000000000000000000000352ea1c5b0c9274504f4f0e7053af24802e51e4568d164fe986834f41e55c8e850ce1f98458c0cfc9ab380b55285a55"
                hex"0000000000000000000000000000000016ed936746e01f8ecf281f020953fbf1f01debd5657c4a383940b020b26507f6076334f91e2366c96e9ab279fb515809"
                hex"0000000000000000000000000000000000b38d4a887b0c5caf93d6117e24b634b88526619d9be852058cd13aff5fdc1066646398aaafc081f1b9abca8a96932b"
                hex"00000000000000000000000000000000154c3a476f62b2604b66c348869691c626663aeb781f4fad5195efd509f5008b9ebed4c55fb1a138554d8e0ecb42628e",
                (BLS.G2Point)
            );
        }
        if (i == 1) {
            return abi.decode(
                hex"0000000000000000000000000000000011f269b664c42947dd1b53ef1081926c1e82bb2a465f927124b08391a5249036146d6f3f1e17ff5f162f779746d830d1"
                hex"00000000000000000000000000000000112c3615f69575407db9392eb21fee18fff797eeb2fbe1816366ca2a08ae574d8824dbfafb4c9eaa1cf61b63c6f9b699"
                hex"0000000000000000000000000000000018d09aa25477ff3268f01688945527fedbd091337e7e8f72c37eb3879d349091147aa65680cc0ebc7f9b68132ae590df"
                hex"0000000000000000000000000000000006ae658caad0263c25dbef0fbbd19ebec6f8d3567c2e9dcb58308f52095b97ba5b16929eb71b5dfcf265139a9809f61e",
                (BLS.G2Point)
            );
        }
        return abi.decode(
            hex"000000000000000000000000000000000fcf6954e9ab93de991bb9b313e664785a075fc285806fa5224c82bde146561b446ccfc706a64b8579513cfc4ff1d930"
            hex"000000000000000000000000000000001712c3edd73a209c742b8250759db12549b3eaf43b5ca61376d9f30e2747dbcf842d8b2ac0901d2a093713e20284a767"
            hex"0000000000000000000000000000000002b4a55393b3b606c07dab7258b8e03bc972cbda67753b3b5288bf8f4e69e672e593747b86188972a718359684b5dd4d"
            hex"0000000000000000000000000000000005a551c4a6e65721d154c99c3beaba35157d7190a7196aea81bd8e938dc2d168dea810b0afcc616efca2ce597af95b80",
            (BLS.G2Point)
        );
    }

    function _g1OutsideSubgroup() private pure returns (BLS.G1Point memory) {
        return BLS.G1Point(
            0x0000000000000000000000000000000000000000000000000000000000000000,
            0x0000000000000000000000000000000000000000000000000000000000000004,
            0x000000000000000000000000000000000a989badd40d6212b33cffc3f3763e9b,
            0xc760f988c9926b26da9dd85e928483446346b8ed00e1de5d5ea93e354abe706c
        );
    }

    function _g2OutsideSubgroup() private pure returns (BLS.G2Point memory) {
        return BLS.G2Point(
            0,
            bytes32(uint256(2)),
            0,
            0,
            0x00000000000000000000000000000000013a59858b6809fca4d9a3b6539246a7,
            0x0051a3c88899964a42bc9a69cf9acdd9dd387cfa9086b894185b9a46a402be73,
            0x0000000000000000000000000000000002d27e0ec3356299a346a09ad7dc4ef6,
            0x8a483c3aed53f9139d2f929a3eecebf72082e5e58c6da24ee32e03040c406d4f
        );
    }
}

/// @notice What the library promises beyond the vectors.
contract BLSTest is TestBase {
    BLSHarness private harness = new BLSHarness();

    function testFuzz_signAndVerify(uint256 secret, bytes calldata message) public view {
        secret = 1 + secret % (BLSSigner.ORDER - 1);
        vm.assertTrue(BLS.verify(BLSSigner.publicKey(secret), message, BLSSigner.sign(secret, message)));
    }

    function testFuzz_otherMessageFails(uint256 secret, bytes32 a, bytes32 b) public view {
        if (a == b) return;
        secret = 1 + secret % (BLSSigner.ORDER - 1);
        BLS.G2Point memory signature = BLSSigner.sign(secret, abi.encode(a));
        vm.assertFalse(BLS.verify(BLSSigner.publicKey(secret), abi.encode(b), signature));
    }

    function testFuzz_randomBytesNeverVerifyNorRevert(bytes32[12] calldata words) public view {
        BLS.G1Point memory key = BLS.G1Point(words[0], words[1], words[2], words[3]);
        BLS.G2Point memory signature =
            BLS.G2Point(words[4], words[5], words[6], words[7], words[8], words[9], words[10], words[11]);
        vm.assertFalse(BLS.verify(key, "m", signature));
    }

    /// @dev Signature malleability: the only other "cheap" point from a signature, its negative, is invalid.
    function test_negatedSignatureFails() public view {
        BLS.G2Point memory signature = BLSSigner.multiply(BLSSigner.sign(7, "m"), BLSSigner.ORDER - 1);
        vm.assertFalse(BLS.verify(BLSSigner.publicKey(7), "m", signature));
    }

    /// @dev With both at infinity the pairing equation holds for every message.
    function test_infinityRefused() public view {
        BLS.G1Point memory noKey;
        BLS.G2Point memory noSignature;
        vm.assertFalse(BLS.verify(noKey, "m", noSignature));
        vm.assertFalse(BLS.verify(noKey, "m", BLSSigner.sign(7, "m")));
        vm.assertFalse(BLS.verify(BLSSigner.publicKey(7), "m", noSignature));
    }

    /// @dev Two keys that cancel out sum to infinity, which no signature satisfies.
    function test_cancellingKeys() public view {
        BLS.G1Point memory sum = BLS.add(BLSSigner.publicKey(7), BLSSigner.publicKey(BLSSigner.ORDER - 7));
        vm.assertTrue(BLS.isInfinity(sum));
        BLS.G2Point memory noSignature;
        vm.assertFalse(BLS.verify(sum, "m", noSignature));
    }

    function testFuzz_negate(uint256 secret) public view {
        secret = 1 + secret % (BLSSigner.ORDER - 1);
        BLS.G1Point memory key = BLSSigner.publicKey(secret);
        vm.assertEq(abi.encode(BLS.negate(key)), abi.encode(BLSSigner.publicKey(BLSSigner.ORDER - secret)));
        vm.assertTrue(BLS.isInfinity(BLS.add(key, BLS.negate(key))));
    }

    function test_negateInfinity() public pure {
        BLS.G1Point memory zero;
        vm.assertTrue(BLS.isInfinity(BLS.negate(zero)));
    }

    function test_possession() public view {
        BLS.G2Point memory proof = BLSSigner.provePossession(7, address(1), address(2));
        vm.assertTrue(BLS.verifyPossession(BLSSigner.publicKey(7), address(1), address(2), proof));
    }

    /// @dev A proof copied from the mempool is worthless: it names its owner and its registry.
    function test_possession_copied() public view {
        BLS.G2Point memory proof = BLSSigner.provePossession(7, address(1), address(2));
        vm.assertFalse(BLS.verifyPossession(BLSSigner.publicKey(7), address(1), address(3), proof));
        vm.assertFalse(BLS.verifyPossession(BLSSigner.publicKey(7), address(3), address(2), proof));
    }

    function test_possession_otherChain() public {
        BLS.G2Point memory proof = BLSSigner.provePossession(7, address(1), address(2));
        vm.chainId(block.chainid + 1);
        vm.assertFalse(BLS.verifyPossession(BLSSigner.publicKey(7), address(1), address(2), proof));
    }

    /// @dev A message signature over the same bytes is not a proof of possession, nor the other way round.
    function test_possession_tagsSeparate() public view {
        BLS.G1Point memory key = BLSSigner.publicKey(7);
        bytes memory message = BLS.possessionMessage(key, address(1), address(2));
        vm.assertFalse(BLS.verifyPossession(key, address(1), address(2), BLSSigner.sign(7, message)));
        BLS.G2Point memory proof = BLSSigner.provePossession(7, address(1), address(2));
        vm.assertFalse(BLS.verify(key, message, proof));
    }

    /// @dev The rogue key attack: it works against the sum, and registration is where it dies.
    function test_rogueKey() public view {
        BLS.G1Point memory victim = BLSSigner.publicKey(7);
        BLS.G1Point memory rogue = BLS.add(BLSSigner.publicKey(11), BLS.negate(victim));
        vm.assertTrue(BLS.verify(BLS.add(victim, rogue), "m", BLSSigner.sign(11, "m")));
        bytes memory message = BLS.possessionMessage(rogue, address(1), address(2));
        BLS.G2Point memory forged = BLSSigner.multiply(BLS.hashToG2(message, BLS.POSSESSION_TAG), 11);
        vm.assertFalse(BLS.verifyPossession(rogue, address(1), address(2), forged));
    }

    function test_tagLengths() public {
        vm.expectRevert(abi.encodeWithSelector(BLS.InvalidDomainTag.selector, 0));
        harness.expand("", "", 32);
        vm.expectRevert(abi.encodeWithSelector(BLS.InvalidDomainTag.selector, 256));
        harness.expand("", new bytes(256), 32);
        harness.expand("", new bytes(255), 32);
    }

    function test_expansionLimit() public {
        vm.assertEq(harness.expand("", "t", 255 * 32).length, 255 * 32);
        vm.assertEq(harness.expand("", "t", 33).length, 33);
        vm.expectRevert(abi.encodeWithSelector(BLS.ExpansionTooLong.selector, 255 * 32 + 1));
        harness.expand("", "t", 255 * 32 + 1);
    }

    /// @dev Starved of gas, hashing reverts: it never goes on with a wrong point.
    function testFuzz_littleGasNeverGivesAnotherAnswer(uint256 gasLimit) public view {
        gasLimit = 1_000 + gasLimit % 400_000;
        BLS.G1Point memory key = BLSSigner.publicKey(7);
        BLS.G2Point memory signature = BLSSigner.sign(8, "m");
        (bool ok, bytes memory out) =
            address(harness).staticcall{gas: gasLimit}(abi.encodeCall(BLSHarness.verify, (key, "m", signature)));
        if (ok) vm.assertFalse(abi.decode(out, (bool)));
    }

    /// @dev Where a precompile is missing a call succeeds and returns nothing: no hash comes out of that.
    function test_chainWithoutPrecompiles() public {
        address[3] memory precompiles = [address(0x05), address(0x0d), address(0x11)];
        for (uint256 i = 0; i < precompiles.length; ++i) {
            vm.mockCall(precompiles[i], "", "");
            vm.expectRevert(abi.encodeWithSelector(BLS.PrecompileFailed.selector, uint256(uint160(precompiles[i]))));
            harness.hashToG2("m", "t");
            vm.clearMockedCalls();
        }
        BLS.G1Point memory key = BLSSigner.publicKey(7);
        BLS.G2Point memory signature = BLSSigner.sign(7, "m");
        vm.mockCall(address(0x0b), "", "");
        vm.expectRevert(BLS.InvalidPoint.selector);
        harness.add(key, key);
        vm.clearMockedCalls();
        vm.mockCall(address(0x0f), "", "");
        vm.assertFalse(harness.verify(key, "m", signature));
    }

    /// @dev Gas limits from too little upwards: each call that can fail is seen to be reported by its address.
    function test_eachPrecompileFailureIsNamed() public view {
        bool[18] memory seen;
        bytes memory call = abi.encodeCall(BLSHarness.verify, (BLSSigner.publicKey(7), "m", BLSSigner.sign(7, "m")));
        for (uint256 limit = 5_000; limit < 260_000; limit += limit < 40_000 ? 20 : 150) {
            (bool ok, bytes memory out) = address(harness).staticcall{gas: limit}(call);
            if (ok || out.length != 36) continue;
            vm.assertEq(bytes32(bytes4(out)), bytes32(BLS.PrecompileFailed.selector));
            uint256 precompile;
            assembly {
                precompile := mload(add(out, 0x24))
            }
            seen[precompile] = true;
        }
        vm.assertTrue(seen[0x11]);
        vm.assertTrue(seen[0x0f]);
    }
}
