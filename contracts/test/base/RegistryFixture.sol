// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BLS} from "../../src/bls/BLS.sol";
import {Registration, SampleQuery, Terms} from "../../src/interfaces/IProverRegistry.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {BLSSigner} from "../support/BLSSigner.sol";
import {TestBase} from "./TestBase.sol";

/// @notice Registrations with real keys.
abstract contract RegistryFixture is TestBase {
    uint16 internal constant ATTESTED = uint16(1) << uint8(ProofClass.Attested);
    uint16 internal constant PROVEN = uint16(1) << uint8(ProofClass.Proven);
    uint16 internal constant EXTERNAL = uint16(1) << uint8(ProofClass.External);

    uint96 internal constant UNIT = 0.01 ether;
    uint64 internal constant CELLS = 10_000_000;
    uint32 internal constant UNBONDING = 7 days;
    uint32 internal constant WINDOW = 256;

    function parameters() internal pure returns (ProverRegistry.Parameters memory) {
        return ProverRegistry.Parameters({
            minBond: 1 ether, weiPerUnit: UNIT, cellsPerUnit: CELLS, unbondingDelay: UNBONDING, assignWindow: WINDOW
        });
    }

    function deployRegistry(address market, address attestation) internal returns (ProverRegistry) {
        return ProverRegistry(deploy("ProverRegistry", abi.encode(market, attestation, parameters())));
    }

    function terms(uint48 ask) internal pure returns (Terms memory) {
        return Terms({ask: ask, classes: ATTESTED, tags: 0, listedProgramsOnly: false});
    }

    function registration(ProverRegistry registry, address operator, uint48 ask, uint32 capacity)
        internal
        view
        returns (Registration memory)
    {
        uint256 secret = uint256(keccak256(abi.encode("secret of", operator))) % BLSSigner.ORDER;
        return Registration({
            payout: operator,
            terms: terms(ask),
            capacity: capacity,
            blsKey: BLSSigner.publicKey(secret),
            possession: BLSSigner.provePossession(secret, address(registry), operator),
            endpoint: "https://prover.example",
            metadata: ""
        });
    }

    function join(ProverRegistry registry, address operator, uint256 bond, uint48 ask, uint32 capacity)
        internal
        returns (uint32 id)
    {
        Registration memory r = registration(registry, operator, ask, capacity);
        vm.deal(operator, operator.balance + bond);
        vm.prank(operator);
        return registry.register{value: bond}(r);
    }

    function query(bytes32 salt, uint256 asOf, uint8 size) internal view returns (SampleQuery memory) {
        return SampleQuery({
            seedBlock: uint64(vm.getBlockNumber()),
            salt: salt,
            asOfBlock: uint64(asOf),
            programId: bytes32(uint256(1)),
            allOf: ATTESTED,
            anyOf: 0,
            tags: 0,
            maxAsk: type(uint64).max,
            units: 1,
            sampleSize: size
        });
    }

    function nextBlock() internal {
        skipBlocks(1);
    }

    function skipBlocks(uint256 count) internal {
        vm.roll(vm.getBlockNumber() + count);
        vm.warp(vm.getBlockTimestamp() + 12 * count);
    }
}
