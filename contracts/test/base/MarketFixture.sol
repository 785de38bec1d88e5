// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {RequestView} from "../../src/interfaces/IProofMarket.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {
    ClassProof,
    Fulfilment,
    ProofRequest,
    ROLE_ANYONE,
    Rejection,
    RequestStatus,
    Statement,
    Verdict
} from "../../src/interfaces/MarketTypes.sol";
import {MarketState} from "../../src/market/MarketState.sol";
import {ProofMarket} from "../../src/market/ProofMarket.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {VerifierRouter} from "../../src/router/VerifierRouter.sol";
import {FakeAttestation, FakeVerifier} from "./Fakes.sol";
import {RegistryFixture} from "./RegistryFixture.sol";

/// @notice A deployed market with a handful of provers.
abstract contract MarketFixture is RegistryFixture {
    bytes4 internal constant EXTERNAL_VERSION = 0x00000301;
    uint32 internal constant T1 = 600;
    uint32 internal constant T2 = 900;
    uint32 internal constant T3 = 1200;
    uint32 internal constant T4 = 3600;
    uint32 internal constant PROOF_WINDOW = 300;
    uint32 internal constant SEED_DELAY = 2;
    uint32 internal constant MAX_STOP = 1 days;
    uint64 internal constant WORK = 25e9;
    uint64 internal constant CAP = 2e6;

    ProverRegistry internal registry;
    ProofMarket internal market;
    FakeAttestation internal attestation;
    FakeVerifier internal verifier;
    VerifierRouter internal router;
    address internal requester = actor("requester");
    address internal stranger = actor("stranger");
    bytes32 internal constant OUTPUT = keccak256("output");
    bytes32 internal constant EVIDENCE = keccak256("stark");

    function deployMarket() internal {
        vm.roll(1_000_000);
        vm.warp(1_800_000_000);
        attestation = new FakeAttestation();
        verifier = new FakeVerifier();
        VerifierRouter.Initial[] memory initial = new VerifierRouter.Initial[](1);
        initial[0] = VerifierRouter.Initial(EXTERNAL_VERSION, ProofClass.External, address(verifier), 100_000);
        router = VerifierRouter(deploy("VerifierRouter", abi.encode(address(0), address(0), 7 days, initial)));
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        registry = deployRegistry(predicted, address(attestation));
        market =
            ProofMarket(payable(deploy("ProofMarket", abi.encode(registry, router, attestation, marketParameters()))));
        vm.assertEq(address(market), predicted);
        vm.label(address(market), "ProofMarket");
        vm.label(address(registry), "ProverRegistry");
    }

    function marketParameters() internal pure returns (MarketState.Parameters memory) {
        return MarketState.Parameters({
            seedDelay: SEED_DELAY,
            proofWindow: PROOF_WINDOW,
            maxStop: MAX_STOP,
            maxLifetime: 7 days,
            settlementGas: 250_000,
            referencePrice: 1_500_000
        });
    }

    /// @notice `count` provers with equal bonds and asks 1.00, 1.01, 1.02 … Mwei per cell.
    function joinMany(uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            join(registry, operatorAt(i), 10 ether, uint48(1_000_000 + 10_000 * i), 1000);
        }
        skipBlocks(3);
    }

    function operatorAt(uint256 i) internal pure returns (address) {
        return address(uint160(0xA0000 + i));
    }

    function defaultRequest(uint64 nonce) internal view returns (ProofRequest memory r) {
        r.requester = requester;
        r.nonce = nonce;
        r.programId = bytes32(uint256(1));
        r.inputCommitment = keccak256(abi.encode("input", nonce));
        r.maxWork = WORK;
        r.startPrice = CAP;
        r.maxPrice = CAP;
        r.gasReserve = 0.01 ether;
        (r.t1, r.t2, r.t3, r.t4) = (T1, T2, T3, T4);
        r.allOf = ATTESTED;
        r.sampleSize = 5;
    }

    function open(ProofRequest memory r) internal returns (bytes32 id) {
        uint256 escrow = market.escrowOf(r);
        vm.deal(r.requester, r.requester.balance + escrow);
        vm.prank(r.requester);
        return market.request{value: escrow}(r);
    }

    /// @notice Advances to the seed block and assigns there.
    function assign(ProofRequest memory r) internal {
        bytes32 id = market.requestIdOf(r);
        uint256 seedBlock = uint256(market.requestState(id).sampleBlock) + SEED_DELAY;
        if (vm.getBlockNumber() < seedBlock) skipBlocks(seedBlock - vm.getBlockNumber());
        vm.prevrandao(keccak256(abi.encode("randao", seedBlock)));
        market.assign(r, "");
    }

    function openAndAssign(uint64 nonce) internal returns (ProofRequest memory r, bytes32 id) {
        r = defaultRequest(nonce);
        id = open(r);
        assign(r);
    }

    function proverOf(bytes32 id, uint8 role) internal view returns (uint32) {
        return market.requestState(id).provers[role];
    }

    function operatorOf(bytes32 id, uint8 role) internal view returns (address) {
        return registry.operatorOf(proverOf(id, role));
    }

    function statusOf(bytes32 id) internal view returns (RequestStatus) {
        return market.requestState(id).status;
    }

    /// @notice An attested result.
    function delivery(ProofRequest memory r, uint8 role, address payee, uint64 work)
        internal
        returns (Fulfilment memory f)
    {
        f.request = r;
        f.role = role;
        f.outputDigest = OUTPUT;
        f.payee = payee;
        f.work = work;
        f.evidence = EVIDENCE;
        f.proofs = new ClassProof[](1);
        f.proofs[0].class = uint8(ProofClass.Attested);
        attestation.attest(statementOf(f));
    }

    function statementOf(Fulfilment memory f) internal pure returns (Statement memory) {
        return Statement(f.request.programId, f.request.inputCommitment, f.outputDigest, f.payee, f.work, f.evidence);
    }

    function deliveryBy(ProofRequest memory r, uint8 role) internal returns (Fulfilment memory) {
        bytes32 id = market.requestIdOf(r);
        address payee = role == ROLE_ANYONE ? stranger : registry.payoutOf(proverOf(id, role));
        return delivery(r, role, payee, r.maxWork / 2);
    }

    function commitmentOf(bytes32 id, address payee) internal pure returns (bytes20) {
        return bytes20(keccak256(abi.encode(id, payee, EVIDENCE)));
    }

    function commitAs(ProofRequest memory r, uint8 role) internal {
        bytes32 id = market.requestIdOf(r);
        address operator = operatorOf(id, role);
        bytes20 commitment = commitmentOf(id, registry.payoutOf(proverOf(id, role)));
        vm.prank(operator);
        market.commit(r, role, commitment);
    }

    function expectRejected(Fulfilment memory f, Rejection reason) internal {
        vm.expectRevert(abi.encodeWithSignature("NotAccepted(bytes32,uint8)", market.requestIdOf(f.request), reason));
        market.fulfil(f);
    }

    /// @notice Moves the clock of a request to `elapsed` seconds after its start.
    function toElapsed(bytes32 id, uint256 elapsed) internal {
        RequestView memory view_ = market.requestState(id);
        uint256 to = uint256(view_.clockStart) + elapsed;
        vm.assertGe(to, vm.getBlockTimestamp(), "toElapsed: in the past");
        vm.roll(vm.getBlockNumber() + (to - vm.getBlockTimestamp()) / 12);
        vm.warp(to);
    }

    function verdictData() internal pure returns (bytes memory) {
        return hex"01";
    }

    function stop(ProofRequest memory r, uint256 since) internal {
        attestation.rule(address(market), market.requestIdOf(r), Verdict.Unavailable, uint64(since));
        market.stopClock(r, uint64(since), verdictData());
    }

    function resume(ProofRequest memory r, uint256 since) internal {
        attestation.rule(address(market), market.requestIdOf(r), Verdict.Available, uint64(since));
        market.resumeClock(r, uint64(since), verdictData());
    }
}
