// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {RequestView} from "../../src/interfaces/IProofMarket.sol";
import {Locks, Terms} from "../../src/interfaces/IProverRegistry.sol";
import {Fulfilment, ProofRequest, ROLE_ANYONE, RequestStatus, Verdict} from "../../src/interfaces/MarketTypes.sol";
import {MarketFixture} from "../base/MarketFixture.sol";

/// @notice Everything that anybody can do to the market, in any order, and the books kept beside it.
/// @dev Actions that the rules refuse are tried all the same (as low-level calls) and must then have changed
/// nothing; what they may change is asserted where they are made.
contract MarketHandler is MarketFixture {
    uint256 public constant PROVERS = 8;
    uint256 private constant REQUESTERS = 2;

    /// @dev Requests that are not ended, and what each must hold.
    ProofRequest[] private _open;
    uint64 private _nonce;
    uint256 private _calls;

    // Books
    uint256 public openEscrow;
    uint256 public paidIn;
    uint256 public paidOut;
    uint256 public bonded;
    uint256 public unbonded;
    mapping(bytes32 id => uint256) public endings;
    mapping(uint32 id => uint256) public lockedUnits;
    mapping(bytes32 id => Locks) private _locks;
    mapping(string action => uint256) public count;
    string public violation;

    constructor() {
        deployMarket();
        joinMany(PROVERS);
        bonded = PROVERS * 10 ether;
    }

    // --- Requesters ----------------------------------------------------------------------------------------

    function openRequest(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length >= 6) return;
        ProofRequest memory r = defaultRequest(++_nonce);
        r.requester = _requester(seed);
        r.maxWork = uint64(bound(seed >> 8, 1, 50e9));
        r.startPrice = uint64((seed >> 64) % 4 == 0 ? bound(seed >> 72, 1, CAP) : CAP);
        r.sampleSize = uint8(bound(seed >> 136, 1, 8));
        bytes32 id = open(r);
        uint256 escrow = market.escrowOf(r);
        openEscrow += escrow;
        paidIn += escrow;
        _open.push(r);
        if (statusOf(id) != RequestStatus.Open) _fail("opened, but not open");
        ++count["open"];
        if ((seed >> 144) % 4 != 0) _assign(r);
    }

    function openAgain(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0) return;
        ProofRequest memory r = _any(seed);
        uint256 value = bound(seed >> 128, 0, 1 ether);
        vm.deal(r.requester, value);
        vm.prank(r.requester);
        market.request{value: value}(r);
        paidIn += value;
        ++count["open again"];
    }

    // --- Assigning -----------------------------------------------------------------------------------------

    function assignRequest(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length != 0) _assign(_any(seed));
    }

    function _assign(ProofRequest memory r) private {
        bytes32 id = market.requestIdOf(r);
        RequestView memory v = market.requestState(id);
        uint256 seedBlock = uint256(v.sampleBlock) + SEED_DELAY;
        if (vm.getBlockNumber() < seedBlock) skipBlocks(seedBlock - vm.getBlockNumber());
        bytes32 randao = keccak256(abi.encode("randao", seedBlock));
        bytes memory header = hex"";
        vm.prevrandao(randao);
        if (vm.getBlockNumber() != seedBlock) {
            header = abi.encodePacked(hex"f85a", _filler(), hex"a0", randao);
            vm.setBlockhash(seedBlock, keccak256(header));
        }
        (bool ok,) = address(market).call(abi.encodeCall(market.assign, (r, header)));
        if (!ok || statusOf(id) != RequestStatus.Assigned) return;
        v = market.requestState(id);
        (uint256 primary, uint256 standby) = market.unitsOf(r);
        lockedUnits[v.provers[0]] += primary;
        if (v.provers[1] != 0) lockedUnits[v.provers[1]] += standby;
        if (v.provers[2] != 0) lockedUnits[v.provers[2]] += standby;
        _locks[id] = Locks(v.provers[0], v.provers[1], v.provers[2], uint32(primary), uint32(standby));
        ++count["assign"];
    }

    // --- Provers -------------------------------------------------------------------------------------------

    function commitAny(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0) return;
        ProofRequest memory r = _any(seed);
        bytes32 id = market.requestIdOf(r);
        uint8 role = (seed >> 64) % 4 == 0 ? uint8((seed >> 66) % 3) : _roleInTurn(id, seed);
        uint32 prover = role == ROLE_ANYONE ? 0 : proverOf(id, role);
        if (prover == 0) return;
        bytes20 commitment = commitmentOf(id, registry.payoutOf(prover));
        if ((seed >> 80) % 4 == 0) commitment = bytes20("nothing behind it");
        vm.prank(registry.operatorOf(prover));
        (bool ok,) = address(market).call(abi.encodeCall(market.commit, (r, role, commitment)));
        if (ok) ++count["commit"];
    }

    function deliver(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0) return;
        uint256 index = seed % _open.length;
        ProofRequest memory r = _open[index];
        bytes32 id = market.requestIdOf(r);
        uint8 role = (seed >> 64) % 4 == 0 ? uint8((seed >> 66) % 4) : _roleInTurn(id, seed);
        uint32 prover = role == ROLE_ANYONE ? 0 : proverOf(id, role);
        if (role != ROLE_ANYONE && prover == 0) return;
        address payee = role == ROLE_ANYONE ? stranger : registry.payoutOf(prover);
        Fulfilment memory f = delivery(r, role, payee, uint64(bound(seed >> 72, 1, r.maxWork)));

        RequestView memory v = market.requestState(id);
        uint256 elapsed = (v.stoppedAt == 0 ? vm.getBlockTimestamp() : v.stoppedAt) - v.clockStart;
        uint256 bonds = _bondsOf(v.provers);
        uint256 payeeBefore = market.creditOf(payee);
        (bool ok,) = address(market).call(abi.encodeCall(market.fulfil, (f)));
        if (!ok) return;
        if (role == ROLE_ANYONE && elapsed < T3) _fail("a stranger delivered before T3");
        if (elapsed <= T1 && v.defaulted == 0 && _bondsOf(v.provers) != bonds) _fail("slashed without a default");
        uint256 most = market.escrowOf(r) + bonds * 3 / 10;
        if (market.creditOf(payee) - payeeBefore > most) _fail("paid more than escrow and shares");
        _end(index, id, r);
        ++count[role == ROLE_ANYONE ? "fulfil by stranger" : "fulfil by role"];
        // A second time must not work.
        (ok,) = address(market).call(abi.encodeCall(market.fulfil, (f)));
        if (ok) _fail("paid twice");
    }

    function expireAny(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0) return;
        uint256 index = seed % _open.length;
        ProofRequest memory r = _open[index];
        bytes32 id = market.requestIdOf(r);
        uint256 before = market.creditOf(r.requester);
        (bool ok,) = address(market).call(abi.encodeCall(market.expire, (r)));
        if (!ok) return;
        if (market.creditOf(r.requester) - before < market.escrowOf(r)) _fail("expiry refunded less than all");
        _end(index, id, r);
        ++count["expire"];
    }

    // --- Attesters -----------------------------------------------------------------------------------------

    function stopAny(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0 || (seed >> 72) % 4 != 0) return;
        ProofRequest memory r = _any(seed);
        uint256 since = vm.getBlockTimestamp() - bound(seed >> 64, 0, 100);
        attestation.rule(address(market), market.requestIdOf(r), Verdict.Unavailable, uint64(since));
        (bool ok,) = address(market).call(abi.encodeCall(market.stopClock, (r, uint64(since), verdictData())));
        if (ok) ++count["stop"];
    }

    function resumeAny(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0) return;
        ProofRequest memory r = _any(seed);
        uint256 since = vm.getBlockTimestamp() - bound(seed >> 64, 0, 100);
        attestation.rule(address(market), market.requestIdOf(r), Verdict.Available, uint64(since));
        (bool ok,) = address(market).call(abi.encodeCall(market.resumeClock, (r, uint64(since), verdictData())));
        if (ok) ++count["resume"];
    }

    function annulAny(uint256 seed) external {
        seed = _mix(seed);
        if (_open.length == 0 || (seed >> 72) % 8 != 0) return;
        uint256 index = seed % _open.length;
        ProofRequest memory r = _open[index];
        bytes32 id = market.requestIdOf(r);
        attestation.rule(address(market), id, Verdict.Unprovable, 1);
        RequestView memory v = market.requestState(id);
        uint256 bonds = _bondsOf(v.provers);
        (bool ok,) = address(market).call(abi.encodeCall(market.annul, (r, 1, verdictData())));
        if (!ok) return;
        if (v.defaulted == 0 && _bondsOf(v.provers) != bonds) _fail("annulling slashed somebody");
        _end(index, id, r);
        ++count["annul"];
    }

    // --- Bonds and money -----------------------------------------------------------------------------------

    function topUpAny(uint256 seed) external {
        seed = _mix(seed);
        uint256 value = bound(seed >> 64, 1, 3 ether);
        uint32 prover = uint32(1 + seed % PROVERS);
        if (registry.operatorOf(prover) == address(0)) return;
        vm.deal(address(this), value);
        registry.topUp{value: value}(prover);
        bonded += value;
        ++count["top up"];
    }

    function unbondAny(uint256 seed) external {
        seed = _mix(seed);
        address operator = operatorAt(seed % PROVERS);
        vm.prank(operator);
        (bool ok,) = address(registry).call(abi.encodeCall(registry.unbond, (uint128(bound(seed >> 64, 1, 2 ether)))));
        if (ok) ++count["unbond"];
    }

    function cancelOrLeave(uint256 seed) external {
        seed = _mix(seed);
        address operator = operatorAt(seed % PROVERS);
        uint256 before = operator.balance;
        vm.prank(operator);
        bool ok;
        if ((seed >> 64) % 4 == 0) {
            (ok,) = address(registry).call(abi.encodeCall(registry.cancelUnbond, ()));
        } else {
            (ok,) = address(registry).call(abi.encodeCall(registry.withdraw, ()));
        }
        unbonded += operator.balance - before;
        if (ok) ++count["unbonded"];
    }

    function changeTerms(uint256 seed) external {
        seed = _mix(seed);
        address operator = operatorAt(seed % PROVERS);
        vm.startPrank(operator);
        (bool ok,) = address(registry)
            .call(
                abi.encodeCall(
                    registry.setTerms, (Terms(uint48(bound(seed >> 64, CAP / 3, CAP + CAP / 8)), ATTESTED, 0, false))
                )
            );
        if (ok) ++count["terms"];
        (ok,) = address(registry).call(abi.encodeCall(registry.setCapacity, (uint32(bound(seed >> 128, 50, 2000)))));
        vm.stopPrank();
    }

    function withdrawAny(uint256 seed) external {
        seed = _mix(seed);
        address account = _account(seed % accounts());
        uint256 before = account.balance;
        (bool ok,) = address(market).call(abi.encodeCall(market.withdrawFor, (payable(account))));
        paidOut += account.balance - before;
        if (ok) ++count["withdraw"];
    }

    function burnAll() external {
        uint256 before = address(0xdEaD).balance;
        (bool ok,) = address(market).call(abi.encodeCall(market.burn, ()));
        paidOut += address(0xdEaD).balance - before;
        if (ok) ++count["burn"];
    }

    function passTime(uint256 seed) external {
        seed = _mix(seed);
        uint256 secondsPassed =
            seed % 32 == 0 ? bound(seed >> 64, 1, 2 hours) : seed % 128 == 1 ? 8 days : bound(seed >> 64, 1, 300);
        vm.warp(vm.getBlockTimestamp() + secondsPassed);
        vm.roll(vm.getBlockNumber() + 1 + secondsPassed / 12);
        ++count["time"];
    }

    // --- What the invariants ask ---------------------------------------------------------------------------

    function accounts() public pure returns (uint256) {
        return PROVERS + REQUESTERS + 1;
    }

    function credits() external view returns (uint256 sum) {
        for (uint256 i = 0; i < accounts(); ++i) {
            sum += market.creditOf(_account(i));
        }
    }

    function theMarket() external view returns (address, uint256) {
        return (address(market), market.pendingBurn());
    }

    function totalBonds() external view returns (uint256 sum) {
        for (uint32 id = 1; id <= PROVERS; ++id) {
            sum += registry.prover(id).bond;
        }
    }

    function backing(uint32 id) external view returns (uint256 bond, uint256 locked) {
        return (registry.prover(id).bond, registry.prover(id).lockedUnits);
    }

    function registryBalance() external view returns (uint256) {
        return address(registry).balance;
    }

    // --- Helpers -------------------------------------------------------------------------------------------

    function _end(uint256 index, bytes32 id, ProofRequest memory r) private {
        openEscrow -= market.escrowOf(r);
        if (++endings[id] != 1) _fail("ended twice");
        Locks memory l = _locks[id];
        if (l.primary != 0) lockedUnits[l.primary] -= l.primaryUnits;
        if (l.standby1 != 0) lockedUnits[l.standby1] -= l.standbyUnits;
        if (l.standby2 != 0) lockedUnits[l.standby2] -= l.standbyUnits;
        _open[index] = _open[_open.length - 1];
        _open.pop();
    }

    function _bondsOf(uint32[3] memory provers) private view returns (uint256 sum) {
        for (uint256 i = 0; i < 3; ++i) {
            sum += registry.prover(provers[i]).bond;
        }
    }

    function _any(uint256 seed) private view returns (ProofRequest memory) {
        return _open[seed % _open.length];
    }

    /// @dev The fuzzer likes small numbers; decisions below read all bits.
    function _mix(uint256 seed) private returns (uint256) {
        return uint256(keccak256(abi.encode(seed, ++_calls)));
    }

    /// @dev A role whose window is open.
    function _roleInTurn(bytes32 id, uint256 seed) private view returns (uint8) {
        RequestView memory v = market.requestState(id);
        uint256 elapsed = (v.stoppedAt == 0 ? vm.getBlockTimestamp() : v.stoppedAt) - v.clockStart;
        if (elapsed >= T3) return ROLE_ANYONE;
        return uint8((seed >> 68) % (elapsed > T2 ? 3 : elapsed > T1 ? 2 : 1));
    }

    function _requester(uint256 seed) private pure returns (address) {
        return address(uint160(0xC0000 + seed % REQUESTERS));
    }

    function _account(uint256 i) private view returns (address) {
        if (i < PROVERS) return operatorAt(i);
        return i < PROVERS + REQUESTERS ? _requester(i - PROVERS) : stranger;
    }

    /// @dev Thirteen items before `prevrandao`, as short as they can be.
    function _filler() private pure returns (bytes memory) {
        return new bytes(13);
    }

    function _fail(string memory what) private {
        violation = what;
    }
}
