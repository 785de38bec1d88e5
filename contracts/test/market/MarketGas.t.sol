// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Fulfilment, ProofRequest, ROLE_PRIMARY, RequestStatus, Statement} from "../../src/interfaces/MarketTypes.sol";
import {Crowd} from "../base/Crowd.sol";
import {Headers} from "../base/Headers.sol";
import {MarketFixture} from "../base/MarketFixture.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice Gas of whole transactions (intrinsic and calldata included) with 10,000 provers.
/// forge-config: default.isolate = true
/// forge-config: quick.isolate = true
contract MarketGasTest is MarketFixture {
    uint256 internal constant PROVERS = 10_000;

    function setUp() public {
        deployMarket();
        Crowd.fill(registry, PROVERS);
        skipBlocks(3);
    }

    function test_request() public {
        ProofRequest memory r = defaultRequest(1);
        uint256 escrow = market.escrowOf(r);
        vm.prank(requester);
        market.request{value: escrow}(r);
        _record("request", 120_000);
    }

    function test_assignInTheSeedBlock() public {
        ProofRequest memory r = defaultRequest(1);
        open(r);
        skipBlocks(SEED_DELAY);
        vm.prevrandao(keccak256("randao"));
        market.assign(r, "");
        _record("assign, k = 5, in the seed block", 220_000);
        vm.assertTrue(statusOf(market.requestIdOf(r)) == RequestStatus.Assigned);
    }

    function test_assignWithHeader() public {
        ProofRequest memory r = defaultRequest(1);
        open(r);
        uint256 seedBlock = vm.getBlockNumber() + SEED_DELAY;
        bytes memory header = Headers.encode(seedBlock, keccak256("randao"));
        skipBlocks(SEED_DELAY + 3);
        vm.setBlockhash(seedBlock, keccak256(header));
        market.assign(r, header);
        _record("assign, k = 5, with header", 220_000);
        vm.assertTrue(statusOf(market.requestIdOf(r)) == RequestStatus.Assigned);
    }

    function test_commit() public {
        (ProofRequest memory r, bytes32 id) = openAndAssign(1);
        address operator = operatorOf(id, 0);
        bytes20 commitment = commitmentOf(id, operator);
        vm.prank(operator);
        market.commit(r, ROLE_PRIMARY, commitment);
        _record("commit", 50_000);
    }

    function test_fulfilOne() public {
        (ProofRequest memory r,) = openAndAssign(1);
        Fulfilment memory f = deliveryBy(r, ROLE_PRIMARY);
        market.fulfil(f);
        _record("fulfil, one", 0);
    }

    function test_fulfilBatchOf32() public {
        Fulfilment[] memory batch = new Fulfilment[](32);
        for (uint64 i = 0; i < 32; ++i) {
            open(defaultRequest(i));
        }
        for (uint64 i = 0; i < 32; ++i) {
            ProofRequest memory r = defaultRequest(i);
            assign(r);
            batch[i] = deliveryBy(r, ROLE_PRIMARY);
            // The payee has been paid before, as regulars have.
            vm.store(address(market), keccak256(abi.encode(batch[i].payee, 0)), bytes32(uint256(1)));
            vm.assertEq(market.creditOf(batch[i].payee), 1);
        }
        _attestTogether(batch);
        market.fulfilBatch(batch);
        uint256 gas = vm.snapshotGasLastCall("ProofMarket", "fulfil, batch of 32");
        vm.snapshotValue("ProofMarket", "fulfil, each of a batch of 32", gas / 32);
        vm.assertLe(gas / 32, 60_000);
    }

    function _record(string memory name, uint256 limit) private {
        uint256 gas = vm.snapshotGasLastCall("ProofMarket", name);
        if (limit != 0) vm.assertLe(gas, limit, name);
    }

    /// @dev One root above all statements of a batch, and each item's path to it.
    function _attestTogether(Fulfilment[] memory batch) private {
        bytes32[] memory level = new bytes32[](batch.length);
        uint256[] memory place = new uint256[](batch.length);
        for (uint256 i = 0; i < batch.length; ++i) {
            Fulfilment memory f = batch[i];
            level[i] = attestation.leafOf(
                Statement(f.request.programId, f.request.inputCommitment, f.outputDigest, f.payee, f.work, f.evidence)
            );
            place[i] = i;
        }
        while (level.length > 1) {
            for (uint256 i = 0; i < batch.length; ++i) {
                batch[i].proofs[0].proof = bytes.concat(batch[i].proofs[0].proof, level[place[i] ^ 1]);
                place[i] >>= 1;
            }
            bytes32[] memory above = new bytes32[](level.length / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                above[i] = Hashes.commutativeKeccak256(level[2 * i], level[2 * i + 1]);
            }
            level = above;
        }
        attestation.attestRoot(level[0]);
    }
}
