// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Candidate, IProverRegistry, Locks, SampleQuery, Terms} from "../../src/interfaces/IProverRegistry.sol";
import {ProofClass} from "../../src/interfaces/IVerifierRouter.sol";
import {ProverRegistry} from "../../src/registry/ProverRegistry.sol";
import {Seed} from "../../src/registry/Seed.sol";
import {Crowd} from "../base/Crowd.sol";
import {Headers} from "../base/Headers.sol";
import {RegistryFixture} from "../base/RegistryFixture.sol";

/// @notice Who is drawn, how often, and what nobody can do about it.
contract SamplingTest is RegistryFixture {
    address internal market = actor("market");
    address internal attestation = actor("attestation");
    ProverRegistry internal registry;

    function setUp() public {
        vm.roll(1_000_000);
        vm.warp(1_800_000_000);
        registry = deployRegistry(market, attestation);
    }

    // --- Refusals ------------------------------------------------------------------------------------------

    function test_refusals() public {
        uint256 asOf = vm.getBlockNumber() - 1;
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.SampleSizeOutOfRange.selector, 0));
        registry.sample(query(0, asOf, 0), "");
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.SampleSizeOutOfRange.selector, 9));
        registry.sample(query(0, asOf, 9), "");
        // the randomness must be younger than what it decides on
        vm.expectRevert(
            abi.encodeWithSelector(IProverRegistry.SeedNotAfterSample.selector, vm.getBlockNumber(), asOf + 1)
        );
        registry.sample(query(0, asOf + 1, 5), "");
        asOf = vm.getBlockNumber() - WINDOW - 2;
        vm.expectRevert(abi.encodeWithSelector(IProverRegistry.SampleTooOld.selector, asOf));
        registry.sample(query(0, asOf, 5), "");
        vm.assertEq(registry.sample(query(0, asOf + 1, 5), "").length, 0);
    }

    function test_seedIsTheHeadersPrevrandao() public {
        join(registry, actor("a"), 5 ether, 100, 1000);
        join(registry, actor("b"), 5 ether, 200, 1000);
        skipBlocks(3);
        uint256 seedBlock = vm.getBlockNumber();
        bytes32 randao = keccak256("randao");
        vm.prevrandao(randao);
        Candidate[] memory now_ = registry.sample(query("s", seedBlock - 1, 2), "");
        SampleQuery memory q = query("s", seedBlock - 1, 2);

        bytes memory header = Headers.encode(seedBlock, randao);
        skipBlocks(5);
        vm.prevrandao(keccak256("another"));
        vm.setBlockhash(seedBlock, keccak256(header));
        Candidate[] memory later = registry.sample(q, header);
        vm.assertEq(later.length, 2);
        for (uint256 i = 0; i < 2; ++i) {
            vm.assertEq(later[i].id, now_[i].id);
            vm.assertEq(later[i].ask, now_[i].ask);
        }

        vm.expectRevert(abi.encodeWithSelector(Seed.WrongHeader.selector, seedBlock));
        registry.sample(q, "");
        vm.expectRevert(abi.encodeWithSelector(Seed.WrongHeader.selector, seedBlock));
        registry.sample(q, Headers.encode(seedBlock, keccak256("forged")));
        q.seedBlock = uint64(vm.getBlockNumber() + 1);
        vm.expectRevert(abi.encodeWithSelector(Seed.SeedNotReady.selector, q.seedBlock));
        registry.sample(q, header);
    }

    function testFuzz_headerOfAnyShapeGivesItsPrevrandao(
        uint64 number,
        uint64 gasLimit,
        uint64 gasUsed,
        uint64 time,
        uint8 extra,
        bytes32 randao
    ) public {
        Crowd.fill(registry, 40);
        skipBlocks(2);
        uint256 seedBlock = vm.getBlockNumber();
        vm.prevrandao(randao);
        SampleQuery memory q = query("s", seedBlock - 1, 3);
        bytes32 expected = keccak256(abi.encode(registry.sample(q, "")));
        bytes memory header = Headers.encode(number, gasLimit, gasUsed, time, new bytes(extra % 33), randao);
        skipBlocks(1);
        vm.setBlockhash(seedBlock, keccak256(header));
        vm.assertEq(keccak256(abi.encode(registry.sample(q, header))), expected);
    }

    // --- Who qualifies -------------------------------------------------------------------------------------

    function test_joinedProverIsDrawnFromTheNextBlockOn() public {
        uint32 id = join(registry, actor("a"), 5 ether, 100, 1000);
        uint256 joined = vm.getBlockNumber();
        skipBlocks(2);
        vm.assertEq(registry.sample(query("s", joined, 5), "").length, 0);
        Candidate[] memory candidates = registry.sample(query("s", joined + 1, 5), "");
        vm.assertEq(candidates.length, 1);
        vm.assertEq(candidates[0].id, id);
        vm.assertEq(candidates[0].ask, 100);
    }

    function test_onlyWhoQualifiesIsDrawn() public {
        address a = actor("a");
        uint32 id = join(registry, a, 5 ether, 100, 1000);
        skipBlocks(WINDOW + 3);
        vm.prank(a);
        registry.setTerms(Terms({ask: 100, classes: ATTESTED | EXTERNAL, tags: 6, listedProgramsOnly: false}));
        skipBlocks(3);
        SampleQuery memory q = query("s", vm.getBlockNumber() - 1, 5);
        _drawn(q, true);
        q.maxAsk = 99;
        _drawn(q, false);
        q.maxAsk = 100;
        q.allOf = ATTESTED | EXTERNAL;
        _drawn(q, true);
        q.allOf = ATTESTED | PROVEN;
        _drawn(q, false);
        q.allOf = 0;
        q.anyOf = PROVEN | EXTERNAL;
        _drawn(q, true);
        q.anyOf = PROVEN;
        _drawn(q, false);
        q.anyOf = ATTESTED;
        q.tags = 2;
        _drawn(q, true);
        q.tags = 3;
        _drawn(q, false);
        q.tags = 0;
        q.units = 500;
        _drawn(q, true);
        q.units = 501;
        _drawn(q, false);
        q.units = 401;
        _lock(id, 100);
        _drawn(q, false);
        q.units = 400;
        _drawn(q, true);
    }

    function test_provers_thatListProgramsServeOnlyThose() public {
        address a = actor("a");
        join(registry, a, 5 ether, 100, 1000);
        SampleQuery memory q = query("s", 0, 5);
        vm.startPrank(a);
        registry.setProgram(q.programId, true);
        skipBlocks(WINDOW + 3);
        registry.setTerms(Terms({ask: 100, classes: ATTESTED, tags: 0, listedProgramsOnly: true}));
        skipBlocks(2);
        _drawnAsOf(q, vm.getBlockNumber() - 1, true);
        registry.setProgram(q.programId, false);
        uint256 delisted = vm.getBlockNumber();
        skipBlocks(2);
        // what was promised before stays promised
        _drawnAsOf(q, delisted, true);
        _drawnAsOf(q, delisted + 1, false);
        q.programId = keccak256("never listed");
        _drawnAsOf(q, delisted, false);
    }

    // --- Nothing done after the request counts -------------------------------------------------------------

    function test_askChangedInTheBlockOfTheRequestDoesNotCount() public {
        address a = actor("a");
        join(registry, a, 5 ether, 100, 1000);
        skipBlocks(WINDOW + 3);
        uint256 requestBlock = vm.getBlockNumber();
        vm.prank(a);
        registry.setTerms(terms(1_000));
        skipBlocks(2);
        vm.assertEq(registry.sample(query("s", requestBlock - 1, 1), "")[0].ask, 100);
        vm.assertEq(registry.sample(query("s", requestBlock, 1), "")[0].ask, 100);
        vm.assertEq(registry.sample(query("s", requestBlock + 1, 1), "")[0].ask, 1_000);
    }

    /// @notice Who sees that it will be drawn cannot step back, and who is not cannot step in.
    function test_bondAndCapacityMovesAfterTheRequestChangeNothing() public {
        for (uint256 i = 0; i < 10; ++i) {
            join(registry, _at(i), 5 ether, uint48(100 + i), 1000);
        }
        skipBlocks(2);
        uint256 asOf = vm.getBlockNumber() - 1;
        skipBlocks(1);
        SampleQuery memory q = query("s", asOf, 5);
        vm.prevrandao(keccak256("known"));
        bytes32 outcome = keccak256(abi.encode(registry.sample(q, "")));
        vm.prank(_at(0));
        registry.unbond(5 ether);
        vm.prank(_at(1));
        registry.setCapacity(1);
        registry.topUp{value: 90 ether}(3);
        join(registry, actor("late"), 500 ether, 1, 100_000);
        vm.assertEq(keccak256(abi.encode(registry.sample(q, ""))), outcome);
    }

    function test_slashedProverIsDrawnByWhatItStillHas() public {
        uint32 id = join(registry, actor("a"), 5 ether, 100, 1000);
        skipBlocks(2);
        SampleQuery memory q = query("s", vm.getBlockNumber() - 1, 1);
        _lock(id, 400);
        uint256[3] memory amounts = [uint256(4 ether), 0, 0];
        vm.prank(market);
        registry.slash(Locks(id, 0, 0, 400, 0), amounts);
        q.units = 100;
        _drawn(q, true);
        q.units = 101;
        _drawn(q, false);
    }

    /// @notice An id given out again is not drawn for requests from its former holder's time.
    function test_newHolderOfAnIdIsNotDrawnFromThePast() public {
        uint32 id = join(registry, actor("a"), 5 ether, 100, 1000);
        skipBlocks(2);
        uint256 asOf = vm.getBlockNumber();
        skipBlocks(1);
        vm.prank(attestation);
        registry.condemn(id);
        vm.assertEq(join(registry, actor("b"), 5 ether, 100, 1000), id);
        SampleQuery memory q = query("s", asOf, 1);
        _drawn(q, false);
        q.allOf = 0;
        _drawn(q, false);
    }

    // --- How often -----------------------------------------------------------------------------------------

    /// @notice First draws follow free bonded capacity: chi-square over ten provers with one of them busy.
    function test_frequenciesMatchFreeWeights() public {
        uint256[] memory free = new uint256[](10);
        uint256 total = 0;
        for (uint256 i = 0; i < 10; ++i) {
            free[i] = 100 * (i + 1);
            join(registry, _at(i), (i + 1) * 1 ether, 100, 10_000);
        }
        _lock(10, 700);
        free[9] -= 700;
        for (uint256 i = 0; i < 10; ++i) {
            total += free[i];
        }
        skipBlocks(2);
        uint256 draws = 4000;
        uint256[] memory hits = _countFirst(draws);
        _chiSquare(hits, free, total, draws);
    }

    /// @notice A sample is distinct, and the second draw follows the weights of the others.
    function test_withoutReplacement() public {
        join(registry, _at(0), 8 ether, 100, 10_000);
        join(registry, _at(1), 1 ether, 100, 10_000);
        join(registry, _at(2), 1 ether, 100, 10_000);
        skipBlocks(2);
        uint256 both = 0;
        uint256 draws = 3000;
        uint256 asOf = vm.getBlockNumber() - 1;
        for (uint256 i = 0; i < draws; ++i) {
            Candidate[] memory c = registry.sample(query(keccak256(abi.encode(i)), asOf, 2), "");
            vm.assertEq(c.length, 2);
            vm.assertTrue(c[0].id != c[1].id);
            if (c[0].id != 1 && c[1].id != 1) ++both;
        }
        // P(the big one is missed twice) = 0.2 · 1/9
        vm.assertApproxEqAbs(both * 10_000 / draws, 222, 90);
    }

    /// @notice Splitting an identity leaves the chance that it is in the sample as it was.
    function test_splittingDoesNotRaiseTheChanceToBeDrawn() public {
        for (uint256 i = 0; i < 6; ++i) {
            join(registry, _at(i), 10 ether, 100, 10_000);
        }
        join(registry, _at(100), 12 ether, 50, 10_000);
        skipBlocks(2);
        uint256 draws = 3000;
        uint256 whole = _samplesWith(7, 7, draws);

        ProverRegistry split = deployRegistry(market, attestation);
        registry = split;
        for (uint256 i = 0; i < 6; ++i) {
            join(registry, _at(i), 10 ether, 100, 10_000);
        }
        for (uint256 i = 0; i < 12; ++i) {
            join(registry, _at(100 + i), 1 ether, 50, 10_000);
        }
        skipBlocks(2);
        uint256 parts = _samplesWith(7, 18, draws);
        // standard deviation of the difference is about 1.3 %
        vm.assertLe(parts * 10_000 / draws, whole * 10_000 / draws + 400);
    }

    /// @notice Splitting off less than a unit loses it.
    function test_splittingLosesRoundedUnits() public {
        uint32 whole = join(registry, _at(0), 2.018 ether, 100, 10_000);
        uint32 a = join(registry, _at(1), 1.009 ether, 100, 10_000);
        uint32 b = join(registry, _at(2), 1.009 ether, 100, 10_000);
        vm.assertEq(registry.prover(whole).weight, 201);
        vm.assertEq(registry.prover(a).weight + registry.prover(b).weight, 200);
    }

    function testFuzz_samplesAreDistinctAndQualified(bytes32 salt, uint8 size, uint16 limit) public {
        Crowd.fill(registry, 12);
        for (uint32 id = 1; id <= 12; id += 3) {
            _lock(id, uint32(Crowd.weightAt(id - 1)) - 10);
        }
        skipBlocks(2);
        SampleQuery memory q = query(salt, vm.getBlockNumber() - 1, uint8(bound(size, 1, 8)));
        q.maxAsk = uint64(bound(uint256(limit) * 10, 950_000, 1_550_000));
        q.units = 20;
        Candidate[] memory c = registry.sample(q, "");
        vm.assertLe(c.length, q.sampleSize);
        for (uint256 i = 0; i < c.length; ++i) {
            vm.assertLe(c[i].ask, q.maxAsk);
            vm.assertEq(c[i].ask, registry.prover(c[i].id).terms.ask);
            vm.assertGe(registry.prover(c[i].id).weight - registry.prover(c[i].id).lockedUnits, q.units);
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(c[i].id != c[j].id);
            }
        }
    }

    // --- Helpers -------------------------------------------------------------------------------------------

    function _at(uint256 i) private pure returns (address) {
        return address(uint160(0xA0000 + i));
    }

    function _lock(uint32 id, uint32 units) private {
        vm.prank(market);
        registry.lock(Locks(id, 0, 0, units, 0));
    }

    function _drawn(SampleQuery memory q, bool expected) private view {
        vm.assertEq(registry.sample(q, "").length, expected ? 1 : 0);
    }

    function _drawnAsOf(SampleQuery memory q, uint256 asOf, bool expected) private view {
        q.asOfBlock = uint64(asOf);
        q.seedBlock = uint64(vm.getBlockNumber());
        _drawn(q, expected);
    }

    function _countFirst(uint256 draws) private view returns (uint256[] memory hits) {
        hits = new uint256[](registry.idLimit());
        uint256 asOf = vm.getBlockNumber() - 1;
        for (uint256 i = 0; i < draws; ++i) {
            Candidate[] memory c = registry.sample(query(keccak256(abi.encode("draw", i)), asOf, 1), "");
            // a sample of one may give up after three busy hits
            if (c.length == 1) ++hits[c[0].id - 1];
        }
    }

    /// @dev 99.9 % quantile of chi-square with nine degrees of freedom is 27.9.
    function _chiSquare(uint256[] memory hits, uint256[] memory weights, uint256 total, uint256 draws) private pure {
        uint256 scaled = 0;
        for (uint256 i = 0; i < hits.length; ++i) {
            uint256 expected = draws * weights[i] * 1e6 / total;
            uint256 got = hits[i] * 1e6;
            uint256 difference = got > expected ? got - expected : expected - got;
            scaled += difference * difference / expected;
        }
        vm.assertLe(scaled, 27_900_000, "chi-square");
    }

    function _samplesWith(uint32 from, uint32 to, uint256 draws) private view returns (uint256 count) {
        uint256 asOf = vm.getBlockNumber() - 1;
        for (uint256 i = 0; i < draws; ++i) {
            Candidate[] memory c = registry.sample(query(keccak256(abi.encode("split", i)), asOf, 3), "");
            for (uint256 j = 0; j < c.length; ++j) {
                if (c[j].id >= from && c[j].id <= to) {
                    ++count;
                    break;
                }
            }
        }
    }
}
