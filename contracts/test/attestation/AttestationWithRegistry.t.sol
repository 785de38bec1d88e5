// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attestation} from "../../src/attestation/Attestation.sol";
import {Leaves} from "../../src/attestation/Leaves.sol";
import {BLS} from "../../src/bls/BLS.sol";
import {Statement} from "../../src/interfaces/MarketTypes.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {RegistryFixture} from "../base/RegistryFixture.sol";
import {BLSSigner} from "../support/BLSSigner.sol";

/// @notice The attestation contract on the real registry: keys, stakes, unbonding, condemnation, money.
contract AttestationWithRegistryTest is RegistryFixture {
    ProverRegistry private registry;
    Attestation private attestation;
    address[] private operators;

    function setUp() public {
        vm.roll(1_000_000);
        vm.warp(1_800_000_000);
        VerifierRouter router = new VerifierRouter(address(0), address(0), 7 days, new VerifierRouter.Initial[](0));
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        registry = new ProverRegistry(address(0x3A2), predicted, parameters());
        attestation = new Attestation(
            registry,
            router,
            Attestation.Parameters({
                seasoning: 1 days,
                term: 1 days,
                grace: 1 hours,
                freezePeriod: 3 days,
                minStake: 1 ether,
                minTotalStake: 20 ether
            })
        );
        vm.assertEq(address(attestation), predicted);
        for (uint160 i = 1; i <= 4; ++i) {
            address operator = address(0x0BE0 + i);
            operators.push(operator);
            join(registry, operator, 10 ether, 1000, 100);
            _enrol(operator);
        }
    }

    function test_registeredKeysFormAQuorum() public {
        uint32 c = _rotate();
        Statement memory s = Statement("program", "in", "out", address(1), 5, "e");
        Attestation.Claim memory claim = _claim(c, s, 15);
        attestation.attest(claim.signed);
        vm.assertTrue(attestation.isAttested(s, abi.encodePacked(claim.signed.root)));
    }

    /// @dev What unbonds does not count, though it is still in the registry.
    function test_unbondingStakeDoesNotCount() public {
        vm.prank(operators[0]);
        registry.unbond(9 ether);
        uint32 c = _rotate();
        vm.assertEq(attestation.memberAt(c, 3).stake, 1 ether);
        vm.prank(operators[1]);
        registry.unbond(10 ether);
        later(1 days);
        vm.assertEq(attestation.sizeOf(attestation.rotate()), 3);
    }

    /// @dev Bond that is leaving is condemned with the rest: running away does not help.
    function test_condemnation() public {
        uint32 c = _rotate();
        Attestation.Claim memory a = _claim(c, Statement("program", "in", "x", address(1), 5, "e"), 15);
        Attestation.Claim memory b = _claim(c, Statement("program", "in", "y", address(1), 5, "e"), 1);
        address liar = registry.operatorOf(attestation.memberAt(c, 0).id);
        vm.prank(liar);
        registry.unbond(10 ether);
        later(6 days);
        uint256[] memory seat = new uint256[](1);
        uint256 held = address(registry).balance;
        attestation.reportContradiction(a, b, seat, seat);
        vm.assertEq(held - address(registry).balance, 10 ether);
        vm.assertEq(attestation.creditOf(address(this)), 3 ether);
        vm.assertEq(attestation.BURN().balance, 7 ether);
        vm.assertEq(address(attestation).balance, 3 ether);
    }

    /// @dev The liar left and somebody else has its number: the other one keeps its bond.
    function test_condemnation_afterTheLiarLeft() public {
        uint32 c = _rotate();
        uint32 id = attestation.memberAt(c, 0).id;
        Attestation.Claim memory a = _claim(c, Statement("program", "in", "x", address(1), 5, "e"), 15);
        Attestation.Claim memory b = _claim(c, Statement("program", "in", "y", address(1), 5, "e"), 1);
        address liar = registry.operatorOf(id);
        vm.prank(liar);
        registry.unbond(10 ether);
        later(8 days);
        skipBlocks(1000);
        vm.prank(liar);
        registry.withdraw();
        skipBlocks(1000);
        address next = address(0x4E47);
        uint32 newId = join(registry, next, 10 ether, 1000, 100);
        uint256[] memory seat = new uint256[](1);
        attestation.reportContradiction(a, b, seat, seat);
        vm.assertEq(registry.stakeOf(newId), 10 ether);
        vm.assertEq(attestation.creditOf(address(this)), 0);
    }

    function later(uint256 seconds_) private {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }

    function _secretOf(address operator) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("secret of", operator))) % BLSSigner.ORDER;
    }

    function _enrol(address operator) private {
        BLS.G1Point memory key = BLSSigner.publicKey(_secretOf(operator));
        vm.prank(operator);
        attestation.enrol(key, 0);
    }

    function _rotate() private returns (uint32) {
        later(1 days);
        return attestation.rotate();
    }

    function leafOf(Statement calldata s) external pure returns (bytes32) {
        return Leaves.ofStatement(s);
    }

    function _claim(uint32 c, Statement memory s, uint256 signers) private view returns (Attestation.Claim memory) {
        uint256 secret;
        for (uint256 seat = 0; seat < 4; ++seat) {
            if ((signers >> seat) & 1 == 0) continue;
            address operator = registry.operatorOf(attestation.memberAt(c, seat).id);
            secret = addmod(secret, _secretOf(operator), BLSSigner.ORDER);
        }
        bytes32 root = this.leafOf(s);
        BLS.G2Point memory signature = BLSSigner.sign(secret, attestation.messageOf(c, root));
        return Attestation.Claim(Attestation.SignedRoot(c, root, signers, signature), s, "");
    }
}
