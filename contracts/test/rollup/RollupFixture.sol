// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {Statement} from "../../src/interfaces/MarketTypes.sol";
import {ProofMarket} from "../../src/market/ProofMarket.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {Rollup} from "../../src/rollup/Rollup.sol";
import {BatchPost, Credit, MarketTerms, Opening, Result, RollupConfig} from "../../src/rollup/RollupTypes.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {FakeAttestation} from "../base/Fakes.sol";
import {MarketFixture} from "../base/MarketFixture.sol";
import {StubVerifier} from "../support/StubVerifier.sol";

/// @notice A rollup on a real market, with attesters and validity proofs that the test speaks for.
abstract contract RollupFixture is MarketFixture {
    bytes4 internal constant V1 = 0x00020001;
    bytes4 internal constant V2 = 0x00020002;
    bytes4 internal constant EXT = 0x00030001;
    bytes32 internal constant PROGRAM = keccak256("program");
    bytes32 internal constant GENESIS_STATE = keccak256("genesis state");
    address internal constant PAYEE = address(0xFEE);
    uint64 internal constant WORK_DONE = 1e9;

    Rollup internal rollup;
    StubVerifier internal stub;
    address internal sequencer = actor("sequencer");
    address internal alice = actor("alice");

    function config() internal view returns (RollupConfig memory c) {
        c.sequencer = sequencer;
        c.l2ChainId = 61_626;
        c.programId = PROGRAM;
        c.genesisBlockHash = blockHashOf(0);
        c.genesisStateRoot = GENESIS_STATE;
        c.inclusionWindow = 1 hours;
        c.sequencerGrace = 1 hours;
        c.attestWindow = 1 days;
        c.attestedFreeze = 3 days;
        c.provenFreeze = 14 days;
        c.payoutDelay = 1 hours;
        c.escapeDelay = 7 days;
        c.minDepositGwei = 1_000_000;
        c.forcedFee = 0.001 ether;
        c.terms = MarketTerms({
            maxWork: WORK,
            startPrice: CAP,
            maxPrice: CAP,
            gasReserve: 0.01 ether,
            t1: T1,
            t2: T2,
            t3: T3,
            t4: T4,
            allOf: 0,
            anyOf: ATTESTED | PROVEN,
            sampleSize: 5,
            callbackGas: 600_000
        });
    }

    function deployRollup() internal {
        deployRollup(config());
    }

    function deployRollup(RollupConfig memory c) internal {
        vm.roll(1_000_000);
        vm.warp(1_800_000_000);
        attestation = new FakeAttestation();
        stub = new StubVerifier();
        VerifierRouter.Initial[] memory initial = new VerifierRouter.Initial[](3);
        initial[0] = VerifierRouter.Initial(V1, ProofClass.Proven, address(stub), 100_000);
        initial[1] = VerifierRouter.Initial(V2, ProofClass.Proven, address(stub), 100_000);
        initial[2] = VerifierRouter.Initial(EXT, ProofClass.External, address(stub), 100_000);
        router = new VerifierRouter(address(0), address(0), 7 days, initial);
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        registry = new ProverRegistry(predicted, address(attestation), parameters());
        market = new ProofMarket(registry, router, attestation, marketParameters());
        rollup = new Rollup(attestation, router, market, c);
        rollup.fund{value: 10 ether}();
    }

    // --- Posting ---

    /// @dev Three real blobs, each with a value of its polynomial: ethereum/c-kzg-4844 tests,
    /// verify_kzg_proof cases correct_proof_3_3, 4_4 and 2_2.
    function openingOf(uint256 i) internal pure returns (Opening memory) {
        if (i % 3 == 0) {
            return Opening(
                0x5eb7004fe57383e6c88b99d839937fddf3f99279353aaf8d5c9a75f91ce33c62,
                0x2c9ae4f1d6d08558d7027df9cc6b248c21290075d2c0df8a4084d02090b3fa14,
                hex"b49d88afcd7f6c61a8ea69eff5f609d2432b47e7e4cd50b02cdddb4e0c1460517e8df02e4e64dc55e3d8ca192d57193a",
                hex"b059c60125debbbf29d041bac20fd853951b64b5f31bfe2fa825e18ff49a259953e734b3d57119ae66f7bd79de3027f6"
            );
        }
        if (i % 3 == 1) {
            return Opening(
                0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000,
                0x1522a4a7f34e1ea350ae07c29c96c7e79655aa926122e95fe69fcbd932ca49e9,
                hex"8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca25f26936857bc3a7c2539ea8ec3a952b7",
                hex"a62ad71d14c5719385c0686f1871430475bf3a00f0aa3f7b8dd99a9abc2160744faf0070725e00b60ad9a026a15b1a8c"
            );
        }
        return Opening(
            0x0000000000000000000000000000000000000000000000000000000000000002,
            0x2bf4e1f980eb94661a21affc4d7e6e56f214fe3e7dc4d20b98c66ffd43cabeb0,
            hex"a421e229565952cfff4ef3517100a97da1d4fe57956fa50a442f92af03b1bf37adacc8ad4ed209b31287ea5bb94d9d06",
            hex"89012990b0ca02775bd9df8145f6c936444b83f54df1f5f274fb4312800a6505dd000ee8ec7b0ea6d72092a3daf0bffb"
        );
    }

    function versionedHash(bytes memory commitment) internal pure returns (bytes32) {
        return bytes32((uint256(sha256(commitment)) & (type(uint256).max >> 8)) | (uint256(1) << 248));
    }

    /// @dev The transaction's blobs are those of the openings.
    function carry(Opening[] memory openings) internal {
        bytes32[] memory hashes = new bytes32[](openings.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = versionedHash(openings[i].commitment);
        }
        vm.blobhashes(hashes);
    }

    /// @dev The next batch in blob `blob`, with all deposits and forced transactions that there are.
    function nextPost(uint256 blob) internal view returns (BatchPost memory p) {
        (uint64 posted,,) = rollup.tips();
        p.index = posted + 1;
        p.prevBlockHash = blockHashOf(posted);
        p.depositCount = rollup.depositCount();
        p.depositHash = rollup.depositHashAt(p.depositCount);
        p.forcedCount = rollup.forcedCount();
        p.forcedHash = rollup.forcedHashAt(p.forcedCount);
        p.openings = new Opening[](1);
        p.openings[0] = openingOf(blob);
    }

    function post() internal returns (uint64) {
        return post(nextPost(0));
    }

    function post(BatchPost memory p) internal returns (uint64) {
        carry(p.openings);
        vm.prank(sequencer);
        rollup.postBatch(p);
        return p.index;
    }

    // --- Results ---

    function blockHashOf(uint64 index) internal pure returns (bytes32) {
        return keccak256(abi.encode("block", index));
    }

    function resultOf(uint64 index) internal pure returns (Result memory) {
        return
            Result(blockHashOf(index), keccak256(abi.encode("state", index)), keccak256(abi.encode("w", index)), index);
    }

    /// @dev The public values but the payee, written out from the specification, word by word.
    function publicWords(uint64 index, Result memory r) internal view returns (bytes memory) {
        uint64 before = index - 1;
        bytes memory head = abi.encode(
            keccak256("akashi.rollup.batch.v1"),
            uint256(61_626),
            rollup.configHash(),
            rollup.batchAt(index).prevBlockHash
        );
        bytes memory output = abi.encode(r.blockHash, uint256(r.blockNumber), r.stateRoot);
        bytes memory queues = abi.encode(
            rollup.depositHashAt(rollup.batchAt(before).depositCount),
            rollup.depositHashAt(rollup.batchAt(index).depositCount),
            rollup.forcedHashAt(rollup.batchAt(before).forcedCount),
            rollup.forcedHashAt(rollup.batchAt(index).forcedCount)
        );
        return bytes.concat(head, output, rollup.batchAt(index).daCommitment, queues, r.withdrawalsRoot);
    }

    function statementOf(uint64 index, Result memory r) internal view returns (Statement memory) {
        return
            Statement(
                PROGRAM, rollup.inputCommitmentOf(index), sha256(publicWords(index, r)), PAYEE, WORK_DONE, EVIDENCE
            );
    }

    function credit() internal pure returns (Credit memory) {
        return Credit(PAYEE, WORK_DONE, EVIDENCE);
    }

    /// @dev The quorum signs, and somebody brings it.
    function attestBatch(uint64 index, Result memory r) internal {
        attestation.attest(statementOf(index, r));
        rollup.attest(index, r, credit(), "");
    }

    function proofOf(bytes4 version, uint64 index, Result memory r) internal view returns (bytes memory) {
        bytes memory words = publicWords(index, r);
        return stub.prove(version, PROGRAM, sha256(bytes.concat(words, abi.encode(PAYEE, uint256(WORK_DONE)))));
    }

    function proveBatch(uint64 index, Result memory r) internal {
        rollup.prove(index, r, PAYEE, WORK_DONE, proofOf(V1, index, r));
    }

    function checkTips(uint64 posted, uint64 attested, uint64 proven) internal view {
        (uint64 p, uint64 a, uint64 v) = rollup.tips();
        vm.assertEq(p, posted, "posted");
        vm.assertEq(a, attested, "attested");
        vm.assertEq(v, proven, "proven");
    }

    function later(uint256 seconds_) internal {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }

    function deposit(uint256 amount) internal returns (uint64) {
        vm.prank(alice);
        return rollup.deposit{value: amount}(alice);
    }

    function forceTx() internal returns (uint64) {
        vm.prank(alice);
        return rollup.forceTransaction{value: 0.001 ether}(hex"02f86b");
    }
}
