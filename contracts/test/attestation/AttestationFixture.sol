// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attestation} from "../../src/attestation/Attestation.sol";
import {Committee} from "../../src/attestation/Committee.sol";
import {Leaves} from "../../src/attestation/Leaves.sol";
import {BLS} from "../../src/bls/BLS.sol";
import {IProverRegistry} from "../../src/interfaces/IProverRegistry.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {Statement} from "../../src/interfaces/MarketTypes.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {TestBase} from "../base/TestBase.sol";
import {BLSSigner} from "../support/BLSSigner.sol";
import {FakeRegistry} from "../support/FakeRegistry.sol";
import {StubVerifier} from "../support/StubVerifier.sol";

/// @notice A committee whose secrets the test knows.
abstract contract AttestationFixture is TestBase {
    bytes4 internal constant PROVEN_V1 = 0x00000001;
    bytes4 internal constant EXTERNAL_V1 = 0x00000002;
    address internal constant GUARDIAN = address(0x6A);
    uint48 internal constant DAY = 1 days;
    uint128 internal constant STAKE = 10 ether;

    FakeRegistry internal registry;
    StubVerifier internal verifier;
    VerifierRouter internal router;
    Attestation internal attestation;

    function deploy(Attestation.Parameters memory p) internal {
        vm.warp(1_800_000_000);
        registry = new FakeRegistry();
        vm.deal(address(registry), 1_000_000 ether);
        verifier = new StubVerifier();
        VerifierRouter.Initial[] memory initial = new VerifierRouter.Initial[](2);
        initial[0] = VerifierRouter.Initial(PROVEN_V1, ProofClass.Proven, address(verifier), 100_000);
        initial[1] = VerifierRouter.Initial(EXTERNAL_V1, ProofClass.External, address(verifier), 100_000);
        router = new VerifierRouter(address(this), GUARDIAN, 14 days, initial);
        attestation = new Attestation(IProverRegistry(address(registry)), router, p);
    }

    function parameters() internal pure returns (Attestation.Parameters memory) {
        return Attestation.Parameters({
            seasoning: DAY, term: DAY, grace: 1 hours, freezePeriod: 3 * DAY, minStake: 1 ether, minTotalStake: 20 ether
        });
    }

    /// @dev Prover i has number i, secret `secretOf(i)` and operator `operatorOf(i)`.
    function secretOf(uint32 id) internal pure returns (uint256) {
        return 1 + uint256(keccak256(abi.encode("secret", id))) % (BLSSigner.ORDER - 1);
    }

    function operatorOf(uint32 id) internal pure returns (address) {
        return address(uint160(0x100000 + uint256(id)));
    }

    function keyOf(uint32 id) internal view returns (BLS.G1Point memory) {
        return BLSSigner.publicKey(secretOf(id));
    }

    function register(uint32 id, uint256 stake) internal {
        registry.set(operatorOf(id), id, keccak256(abi.encode(keyOf(id))), stake);
    }

    function enrol(uint32 id, uint256 stake) internal {
        register(id, stake);
        BLS.G1Point memory key = keyOf(id);
        vm.prank(operatorOf(id));
        attestation.enrol(key, 0);
    }

    /// @dev Provers 1…n with equal stakes; the committee's seat s holds prover n − s.
    function formCommittee(uint32 n) internal returns (uint32) {
        for (uint32 i = 1; i <= n; ++i) {
            enrol(i, STAKE);
        }
        vm.warp(vm.getBlockTimestamp() + DAY);
        return attestation.rotate();
    }

    function signRoot(uint32 committee, bytes32 root, uint256 signers)
        internal
        view
        returns (Attestation.SignedRoot memory)
    {
        return Attestation.SignedRoot(
            committee, root, signers, signMessage(committee, attestation.messageOf(committee, root), signers)
        );
    }

    function signMessage(uint32 committee, bytes memory message, uint256 signers)
        internal
        view
        returns (BLS.G2Point memory)
    {
        uint256 secret;
        for (uint256 seat = 0; seat < 256; ++seat) {
            if ((signers >> seat) & 1 == 1) {
                secret = addmod(secret, secretOf(attestation.memberAt(committee, seat).id), BLSSigner.ORDER);
            }
        }
        return BLSSigner.sign(secret, message);
    }

    function all(uint256 n) internal pure returns (uint256) {
        return type(uint256).max >> (256 - n);
    }

    function statementOf(bytes32 input, bytes32 output) internal pure returns (Statement memory) {
        return Statement(keccak256("program"), input, output, address(0xFEE), 1000, keccak256("evidence"));
    }

    function leafOf(Statement calldata statement) external pure returns (bytes32) {
        return Leaves.ofStatement(statement);
    }

    function seats(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function seats(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }
}
