// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Candidate} from "../../src/interfaces/IProverRegistry.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {RegistryFixture} from "../base/RegistryFixture.sol";

contract ProverRegistryTest is RegistryFixture {
    address internal market = actor("market");
    address internal attestation = actor("attestation");
    ProverRegistry internal registry;

    function setUp() public {
        vm.roll(1000);
        vm.warp(1_800_000_000);
        registry = deployRegistry(market, attestation);
    }

    function test_registeredProverIsSampledFromTheNextBlockOn() public {
        uint32 id = join(registry, actor("a"), 5 ether, 100, 1000);
        vm.assertEq(registry.prover(id).weight, 500);
        uint256 joined = vm.getBlockNumber();
        nextBlock();
        vm.assertEq(registry.sample(query("s", joined, 5), "").length, 0);
        nextBlock();
        Candidate[] memory candidates = registry.sample(query("s", joined + 1, 5), "");
        vm.assertEq(candidates.length, 1);
        vm.assertEq(candidates[0].id, id);
        vm.assertEq(candidates[0].ask, 100);
    }
}
