// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "../../src/interfaces/IProofVerifier.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {TestBase} from "../base/TestBase.sol";
import {StubVerifier} from "../support/StubVerifier.sol";

/// @notice Verifiers that misbehave.
contract OddVerifier {
    enum Way {
        Revert,
        ReturnNothing,
        ReturnOne,
        ReturnShort,
        BurnGas,
        ReturnBomb,
        TellGas
    }

    Way private immutable _way;

    constructor(Way way) {
        _way = way;
    }

    fallback() external {
        Way way = _way;
        uint256 magic = uint256(bytes32(IProofVerifier.verify.selector));
        if (way == Way.BurnGas) {
            while (true) {}
        }
        assembly {
            switch way
            case 0 {
                mstore(0, magic)
                revert(0, 0x20)
            }
            case 1 { return(0, 0) }
            case 2 {
                mstore(0, 1)
                return(0, 0x20)
            }
            case 3 {
                mstore(0, magic)
                return(0, 0x1f)
            }
            case 5 {
                mstore(0, magic)
                return(0, 0x8000)
            }
            case 6 {
                // Valid if it was offered at least 99,000 of its cap of 100,000 gas.
                mstore(0, mul(magic, gt(gas(), 99000)))
                return(0, 0x20)
            }
        }
    }
}

contract VerifierRouterTest is TestBase {
    bytes4 private constant V1 = 0x00010001;
    bytes4 private constant V2 = 0x00010002;
    uint48 private constant LOCK = 14 days;
    address private constant GOVERNOR = address(0x60);
    address private constant GUARDIAN = address(0x6A);

    StubVerifier private verifier;
    VerifierRouter private router;

    function setUp() public {
        vm.warp(1_800_000_000);
        verifier = new StubVerifier();
        router = _deploy(address(verifier), 100_000);
    }

    function test_verify() public view {
        vm.assertEq(uint256(uint8(router.verify("p", "d", _proof(V1)))), uint256(uint8(ProofClass.External)));
        vm.assertTrue(router.isActive(V1));
        vm.assertEq(router.versionOf(V1).verifier, address(verifier));
        vm.assertEq(router.versionOf(V1).codeHash, address(verifier).codehash);
    }

    function testFuzz_verify_anotherStatementFails(bytes32 program, bytes32 digest) public {
        vm.assume(program != "p" || digest != "d");
        bytes memory proof = _proof(V1);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, V1));
        router.verify(program, digest, proof);
    }

    function testFuzz_verify_anyBytes(bytes calldata proof) public {
        vm.expectRevert();
        router.verify("p", "d", proof);
    }

    function test_verify_tooShort() public {
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.ProofTooShort.selector, 3));
        router.verify("p", "d", hex"000100");
    }

    /// @dev Nothing is proven while no verifier of that class was added.
    function test_verify_unknownVersion() public {
        bytes memory proof = _proof(V2);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.UnknownVersion.selector, V2));
        router.verify("p", "d", proof);
        vm.assertFalse(router.isActive(V2));
    }

    function test_verify_oddVerifiers() public {
        for (uint8 way = 0; way < 5; ++way) {
            router = _deploy(address(new OddVerifier(OddVerifier.Way(way))), 100_000);
            vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidProof.selector, V1));
            router.verify("p", "d", abi.encodePacked(V1));
        }
    }

    /// @dev A long answer is not copied: it costs the verifier's gas, not the caller's.
    function test_verify_returnBomb() public {
        router = _deploy(address(new OddVerifier(OddVerifier.Way.ReturnBomb)), 100_000);
        router.verify("p", "d", abi.encodePacked(V1));
    }

    /// @dev Whatever gas is sent: either the verifier had all of its cap, or the caller learns what is missing.
    function testFuzz_verify_starvedCallerIsTold(uint256 gasLimit) public {
        router = _deploy(address(new OddVerifier(OddVerifier.Way.TellGas)), 100_000);
        gasLimit = bound(gasLimit, 60_000, 300_000);
        (bool ok, bytes memory out) = address(router).staticcall{gas: gasLimit}(
            abi.encodeCall(VerifierRouter.verify, ("p", "d", abi.encodePacked(V1)))
        );
        if (!ok) vm.assertEq(bytes32(bytes4(out)), bytes32(VerifierRouter.InsufficientGas.selector));
    }

    function test_propose_afterTimelock() public {
        vm.prank(GOVERNOR);
        router.propose(V2, ProofClass.Proven, address(verifier), 200_000);
        uint256 from = vm.getBlockTimestamp() + LOCK;
        bytes memory proof = _proof(V2);
        vm.warp(from - 1);
        vm.assertFalse(router.isActive(V2));
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionNotActive.selector, V2, from));
        router.verify("p", "d", proof);
        vm.warp(from);
        vm.assertTrue(router.isActive(V2));
        vm.assertEq(uint256(uint8(router.verify("p", "d", proof))), uint256(uint8(ProofClass.Proven)));
    }

    function test_propose_governorOnly() public {
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.NotGovernor.selector, address(this)));
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
        vm.prank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.NotGovernor.selector, GUARDIAN));
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
    }

    function test_propose_refusals() public {
        vm.startPrank(GOVERNOR);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidVersion.selector, bytes4(0), ProofClass.Proven));
        router.propose(0, ProofClass.Proven, address(verifier), 1);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidVersion.selector, V2, ProofClass.None));
        router.propose(V2, ProofClass.None, address(verifier), 1);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.NoCode.selector, address(0xDEAD)));
        router.propose(V2, ProofClass.Proven, address(0xDEAD), 1);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidGasCap.selector, 0));
        router.propose(V2, ProofClass.Proven, address(verifier), 0);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.InvalidGasCap.selector, 12_000_001));
        router.propose(V2, ProofClass.Proven, address(verifier), 12_000_001);
        vm.stopPrank();
    }

    /// @dev Never replaced: neither while active, nor while waiting, nor after it was switched off.
    function test_propose_neverTwice() public {
        vm.startPrank(GOVERNOR);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionTaken.selector, V1));
        router.propose(V1, ProofClass.Proven, address(verifier), 1);
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionTaken.selector, V2));
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
        router.switchOff(V2);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionTaken.selector, V2));
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
        vm.stopPrank();
    }

    function test_switchOff_byGuardian() public {
        bytes memory proof = _proof(V1);
        vm.prank(GUARDIAN);
        router.switchOff(V1);
        vm.assertFalse(router.isActive(V1));
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionOff.selector, V1));
        router.verify("p", "d", proof);
        vm.prank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionOff.selector, V1));
        router.switchOff(V1);
    }

    function test_switchOff_whoMay() public {
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.UnknownVersion.selector, V2));
        router.switchOff(V2);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.NotGuardian.selector, address(this)));
        router.switchOff(V1);
        // The governor may take back what is not active yet, and no more.
        vm.prank(GOVERNOR);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.NotGuardian.selector, GOVERNOR));
        router.switchOff(V1);
        vm.prank(GOVERNOR);
        router.propose(V2, ProofClass.Proven, address(verifier), 1);
        vm.prank(GOVERNOR);
        router.switchOff(V2);
        vm.warp(vm.getBlockTimestamp() + LOCK);
        bytes memory proof = _proof(V2);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VersionOff.selector, V2));
        router.verify("p", "d", proof);
    }

    /// @dev Other code at the same address is another verifier.
    function test_verify_codeIsPinned() public {
        bytes memory proof = _proof(V1);
        vm.etch(address(verifier), address(new OddVerifier(OddVerifier.Way.ReturnBomb)).code);
        vm.assertFalse(router.isActive(V1));
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.VerifierChanged.selector, V1));
        router.verify("p", "d", proof);
    }

    function test_timelockHasAMinimum() public {
        VerifierRouter.Initial[] memory none = new VerifierRouter.Initial[](0);
        vm.expectRevert(abi.encodeWithSelector(VerifierRouter.TimelockTooShort.selector, 7 days - 1));
        new VerifierRouter(GOVERNOR, GUARDIAN, 7 days - 1, none);
        new VerifierRouter(GOVERNOR, GUARDIAN, 7 days, none);
    }

    function _deploy(address with, uint32 gasCap) private returns (VerifierRouter) {
        VerifierRouter.Initial[] memory initial = new VerifierRouter.Initial[](1);
        initial[0] = VerifierRouter.Initial(V1, ProofClass.External, with, gasCap);
        return new VerifierRouter(GOVERNOR, GUARDIAN, LOCK, initial);
    }

    function _proof(bytes4 version) private view returns (bytes memory) {
        return verifier.prove(version, "p", "d");
    }
}
